package dev.continuum.datasets.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.RouteEvaluation;
import dev.continuum.model.evaluation.RuleCheck;
import dev.continuum.model.evaluation.RuleKind;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.model.workload.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestbedTest {

  private static final Pattern VALUE = Pattern.compile("[\\w]+: *[0-9.]");

  @ParameterizedTest
  @ValueSource(strings = {"a3e-testbed.yaml", "apps/ar.yaml", "melbourne-ar.yaml"})
  void shippedProblemsAreValid(String file) throws IOException {
    assertThat(ProblemValidator.validate(ProblemFiles.read(Path.of(file)))).isEmpty();
  }

  @Test
  void everyNumberOfTheTestbedSaysWhereItIsFrom() throws IOException {
    assertThat(Files.readAllLines(Path.of("a3e-testbed.yaml")))
        .filteredOn(line -> VALUE.matcher(line.replaceFirst("#.*", "")).find())
        .hasSizeGreaterThan(40)
        .allSatisfy(line -> assertThat(line).contains("#"));
  }

  @Test
  void phoneAloneIsFasterThanTheCloudButHarderOnTheBattery() throws IOException {
    PlacementProblem testbed = ProblemFiles.read(Path.of("a3e-testbed.yaml"));

    RouteEvaluation local = route(testbed, "lab-2", Place.local());
    RouteEvaluation edge = route(testbed, "lab-2", on("local-edge-2"));
    RouteEvaluation cloud = route(testbed, "lab-2", on("cloud-faas"));

    // A3-E: edge beats cloud by far; alone, the phone drains its battery faster.
    assertThat(edge.percentileMicros()).isLessThan(cloud.percentileMicros() / 2);
    assertThat(local.percentileMicros()).isLessThan(cloud.percentileMicros());
    assertThat(local.deviceWatts()).isGreaterThan(edge.deviceWatts() * 1.2);
    assertThat(edge.late()).isFalse();
    assertThat(cloud.late()).isTrue();
  }

  @Test
  void lowBatteriesForbidThePhoneAlone() throws IOException {
    PlacementProblem testbed = ProblemFiles.read(Path.of("a3e-testbed.yaml"));

    assertThat(brokenBatteries(testbed, "lab-2-low", Place.local())).isEqualTo(1);
    assertThat(brokenBatteries(testbed, "lab-2-low", on("local-edge-2"))).isZero();
  }

  private static Place on(String node) {
    return Place.on(new NodeId(node));
  }

  private static long brokenBatteries(PlacementProblem problem, String group, Place place) {
    return evaluate(problem, group, place)
        .rules(RuleKind.DEVICE_BATTERY)
        .filter(RuleCheck::broken)
        .count();
  }

  private static RouteEvaluation route(PlacementProblem problem, String group, Place place) {
    return evaluate(problem, group, place).routes().getFirst();
  }

  /** Free calls of a group at one place, pinned ones on the device. */
  private static Evaluation evaluate(PlacementProblem problem, String group, Place place) {
    List<CallPlacement> calls =
        Stream.of("capture", "extraction", "matching", "rendering")
            .map(
                call ->
                    new CallPlacement(
                        new CallId(call),
                        new FunctionId(call),
                        pinned(problem, call) ? Place.local() : place))
            .toList();
    return PlacementEvaluator.evaluate(
        problem,
        Placement.of(List.of(new RouteAssignment(new GroupId(group), 4, calls)), List.of()));
  }

  private static boolean pinned(PlacementProblem problem, String call) {
    return problem.apps().getFirst().calls().stream()
        .anyMatch(one -> one.id().value().equals(call) && one.pin() == Call.Pin.LOCAL);
  }
}
