package dev.continuum.datasets.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.id.CallId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Position;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Splitting;
import java.util.List;
import org.junit.jupiter.api.Test;

class SingleTermFamiliesTest {

  @Test
  void neptuneIsAsTight() {
    PlacementProblem problem = NeptuneFamily.generate(40, 20, 7);

    assertThat(ProblemValidator.validate(problem)).isEmpty();
    assertThat(problem).isEqualTo(NeptuneFamily.generate(40, 20, 7));
    assertThat(problem).isNotEqualTo(NeptuneFamily.generate(40, 20, 8));
    assertThat(problem.groups().size() / 800.0).isCloseTo(0.6, within(0.05));
    assertThat(problem.groups().stream().mapToDouble(g -> g.rate().perSecond()).average())
        .hasValueCloseTo(14.0, within(1.5));
    double sum = problem.functions().stream().mapToDouble(f -> f.memory().mebibytes()).sum();
    assertThat(problem.topology().nodes())
        .allMatch(node -> node.capacity().memory().mebibytes() == Math.floor(sum / 2));
    assertThat(neptuneNeed(problem) / capacity(problem)).isCloseTo(0.6, within(0.05));
    assertThat(problem.current().orElseThrow().warm().size() / 800.0).isCloseTo(0.3, within(0.06));
  }

  /** Millicores by the average node. */
  private static double neptuneNeed(PlacementProblem problem) {
    double need = 0;
    for (ClientGroup group : problem.groups()) {
      Function function =
          problem.functions().stream()
              .filter(f -> f.id().value().equals(group.app().value()))
              .findFirst()
              .orElseThrow();
      double mean =
          function.profiles().values().stream()
              .mapToDouble(profile -> profile.mean().toNanos() / 1e9)
              .average()
              .orElseThrow();
      need += group.rate().perSecond() * mean * 1000;
    }
    return need;
  }

  @Test
  void neptuneObjectiveIsRateTimesDelay() {
    PlacementProblem problem = NeptuneFamily.generate(3, 2, 1);
    double expected = 0;
    Node first = problem.topology().nodes().getFirst();
    for (ClientGroup group : problem.groups()) {
      Node at = node(problem, group.point().value());
      double delay = at.id().equals(first.id()) ? 0 : 30 * km(at, first) + 2;
      expected += group.rate().perSecond() * delay;
    }

    assertThat(objective(problem, first)).isCloseTo(expected, within(expected * 1e-4));
  }

  @Test
  void demandsFillSixTenthsOfTheNodes() {
    PlacementProblem problem = DemandsFamily.generate(5000, 30, 3);

    assertThat(ProblemValidator.validate(problem)).isEmpty();
    assertThat(problem).isEqualTo(DemandsFamily.generate(5000, 30, 3));
    assertThat(problem).isNotEqualTo(DemandsFamily.generate(5000, 30, 4));
    double sizes = problem.groups().stream().mapToDouble(g -> g.rate().perSecond()).sum();
    assertThat(sizes / 5000).isCloseTo(10.5, within(0.3));
    assertThat(sizes / capacity(problem)).isCloseTo(0.6, within(0.05));
    assertThat(problem.groups())
        .allMatch(g -> g.splitting() == Splitting.WHOLE && g.rate().perSecond() % 1 == 0);
  }

  @Test
  void demandsCostAThousandTimesDistanceTimesSize() {
    PlacementProblem problem = DemandsFamily.generate(20, 2, 5);
    Node first = problem.topology().nodes().getFirst();
    double expected = 0;
    for (ClientGroup group : problem.groups()) {
      expected +=
          1000
              * km(point(problem, group), first.position().orElseThrow())
              * group.rate().perSecond();
    }

    // Distances count in millionths, rounded up.
    assertThat(objective(problem, first)).isCloseTo(expected, within(1e-5 * expected));
  }

  @Test
  void cflpHasItsRatioAndItsPrices() {
    PlacementProblem problem = CflpFamily.generate(300, 5, 11);

    assertThat(ProblemValidator.validate(problem)).isEmpty();
    assertThat(problem).isEqualTo(CflpFamily.generate(300, 5, 11));
    double demand = problem.groups().stream().mapToDouble(g -> g.rate().perSecond()).sum();
    assertThat(capacity(problem) / demand).isCloseTo(5, within(1e-4));
    assertThat(problem.groups())
        .allMatch(g -> g.splitting() == Splitting.DIVISIBLE)
        .allMatch(g -> g.rate().perSecond() >= 5 && g.rate().perSecond() <= 35);
    assertThat(problem.topology().nodes())
        .extracting(node -> node.prices().activePerHour())
        .allMatch(cost -> cost >= 100 * Math.sqrt(10) && cost <= 90 + 110 * Math.sqrt(160));
  }

  @Test
  void cflpCostsOpeningAndTenTimesDistanceTimesDemand() {
    PlacementProblem problem = CflpFamily.generate(6, 20, 2);
    Node first = problem.topology().nodes().getFirst();
    double expected = first.prices().activePerHour();
    for (ClientGroup group : problem.groups()) {
      expected +=
          10 * km(point(problem, group), first.position().orElseThrow()) * group.rate().perSecond();
    }

    assertThat(objective(problem, first)).isCloseTo(expected, within(1e-5 * expected));
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> NeptuneFamily.generate(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> DemandsFamily.generate(1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> CflpFamily.generate(10, 0.5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> CflpFamily.generate(10, Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> CityFamily.city(1, 1, 4, 1));
  }

  /** Everything at one node, by the oracle, in the family's unit; rules aside. */
  private static double objective(PlacementProblem problem, Node node) {
    List<RouteAssignment> routes =
        problem.groups().stream()
            .map(
                group -> {
                  Call call =
                      problem.apps().stream()
                          .filter(app -> app.id().equals(group.app()))
                          .findFirst()
                          .orElseThrow()
                          .calls()
                          .getFirst();
                  return new RouteAssignment(
                      group.id(),
                      1,
                      List.of(
                          new CallPlacement(
                              new CallId(call.id().value()),
                              call.variants().getFirst().function(),
                              Place.on(node.id()))));
                })
            .toList();
    Evaluation evaluation = PlacementEvaluator.evaluate(problem, Placement.of(routes, List.of()));
    return evaluation.score().costMicros()
        / 1e6
        * problem.instanceUnit().orElseThrow().perCostUnit();
  }

  private static double capacity(PlacementProblem problem) {
    return problem.topology().nodes().stream()
        .mapToDouble(node -> node.capacity().cpu().millicores())
        .sum();
  }

  private static Node node(PlacementProblem problem, String id) {
    return problem.topology().nodes().stream()
        .filter(node -> node.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Position point(PlacementProblem problem, ClientGroup group) {
    return problem.topology().accessPoints().stream()
        .filter(point -> point.id().equals(group.point()))
        .findFirst()
        .orElseThrow()
        .position()
        .orElseThrow();
  }

  private static double km(Node a, Node b) {
    return km(a.position().orElseThrow(), b.position().orElseThrow());
  }

  private static double km(Position a, Position b) {
    return Math.hypot(a.latitude() - b.latitude(), a.longitude() - b.longitude());
  }
}
