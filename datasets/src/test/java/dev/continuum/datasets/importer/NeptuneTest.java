package dev.continuum.datasets.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.workload.Splitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeptuneTest {

  private static final Path SHIPPED = Path.of("neptune");

  @Test
  void countersExamplesOfThePublishedProgramAreFeasible() throws IOException {
    assertThat(GridOptimum.of(shipped("split-two-nodes.json", NeptuneObjective.DELAY)))
        .hasValueCloseTo(50.0, within(1e-9));
    assertThat(GridOptimum.of(shipped("split-three-nodes.json", NeptuneObjective.DELAY)))
        .hasValueCloseTo(34.0, within(1e-9));
  }

  @Test
  void ownCheckHasItsDelay() throws IOException {
    PlacementProblem problem = shipped("three-nodes.json", NeptuneObjective.DELAY);

    assertThat(GridOptimum.of(problem)).hasValueCloseTo(2.0, within(1e-9));
    assertThat(problem.groups())
        .hasSize(2)
        .allMatch(group -> group.splitting() == Splitting.DIVISIBLE);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.00660066", "0.5, 0.33663366", "1, 0.66666667"})
  void ownCheckHasItsMixOfNodesAndDelay(double alpha, double published) throws IOException {
    PlacementProblem problem =
        Neptune.minimising(NeptuneObjective.DELAY_AND_UTILIZATION)
            .withAlpha(alpha)
            .read(SHIPPED.resolve("three-nodes.json"))
            .problem();

    assertThat(GridOptimum.of(problem)).hasValueCloseTo(published, within(5e-9));
  }

  @Test
  void objectiveCanComeFromTheFile() throws IOException {
    assertThat(GridOptimum.of(shipped("three-nodes.json", NeptuneObjective.AS_FILED)))
        .hasValueCloseTo(0.33663366, within(5e-9));
    assertThat(GridOptimum.of(shipped("split-two-nodes.json", NeptuneObjective.AS_FILED)))
        .hasValueCloseTo(50.0, within(1e-9));
    assertThat(GridOptimum.of(shipped("three-nodes.json", NeptuneObjective.UTILIZATION)))
        .hasValueCloseTo(2.0, within(1e-9));
  }

  @Test
  void oldAllocationsAreWhatRuns() throws IOException {
    PlacementProblem problem = shipped("three-nodes.json", NeptuneObjective.DELAY);

    assertThat(problem.current().orElseThrow().warm())
        .hasSize(6)
        .contains(new WarmInstances(new FunctionId("ns/fn_2"), new NodeId("node_c"), 1));
    assertThat(shipped("split-two-nodes.json", NeptuneObjective.DELAY).current()).isEmpty();
  }

  @Test
  void memoryCountsOnceWhereAFunctionIsDeployed() throws IOException {
    // Room for one of the two functions on node_a: the one with 100 requests stays.
    String text = text("three-nodes.json").replace("[100, 100, 200]", "[7.5, 100, 200]");

    assertThat(GridOptimum.of(delayOf(text).problem())).hasValueCloseTo(2.0, within(1e-9));

    String none = text("three-nodes.json").replace("[100, 100, 200]", "[4.5, 100, 200]");
    // All of fn_1 leaves: half to node_c over 2, half to node_b over 3, fn_2 does not fit there.
    assertThat(GridOptimum.of(delayOf(none).problem())).isEmpty();
  }

  @Test
  void coresWithoutRequestsRunNowhereAndNothingOfNothingIsFree() throws IOException {
    String text =
        text("split-two-nodes.json")
            .replace(
                "\"workload_on_destination_matrix\": [[10, 10]]",
                "\"workload_on_destination_matrix\": [[0, 10]]");
    // 10 cores for 0 requests on node_a: everything goes to node_b, which has room for 15.
    assertThat(GridOptimum.of(delayOf(text).problem())).isEmpty();

    String free =
        text.replace("\"cores_matrix\": [[10, 10]]", "\"cores_matrix\": [[0, 10]]")
            .replace("\"node_cores\": [5, 15]", "\"node_cores\": [0, 15]");
    assertThat(GridOptimum.of(delayOf(free).problem())).hasValueCloseTo(0.0, within(1e-9));
  }

  @Test
  void workloadCoefficientMultipliesRequests() throws IOException {
    String text =
        text("split-two-nodes.json").replace("\"with_db\"", "\"workload_coeff\": 0.5, \"with_db\"");

    assertThat(GridOptimum.of(delayOf(text).problem())).hasValueCloseTo(0.0, within(1e-9));
  }

  @Test
  void delaysOfANodeToItselfCount() throws IOException {
    String text = text("split-two-nodes.json").replace("[[0, 10], [10, 0]]", "[[1, 10], [10, 2]]");

    assertThat(GridOptimum.of(delayOf(text).problem()))
        .hasValueCloseTo(5 * 1 + 5 * 10 + 10 * 2.0, within(1e-9));
  }

  @Test
  void digitsOfDelaysSurvive() throws IOException {
    String text =
        text("split-two-nodes.json")
            .replace("[[0, 10], [10, 0]]", "[[0, 10.123456789], [10.123456789, 0]]");

    assertThat(GridOptimum.of(delayOf(text).problem()))
        .hasValueCloseTo(50.617283945, within(1e-12));
  }

  @Test
  void maxDelaysBindOnlyWhereAsked() throws IOException {
    String text = text("split-two-nodes.json").replace("[1000]", "[9.9]");
    Imported free = delayOf(text);

    assertThat(GridOptimum.of(free.problem())).hasValueCloseTo(50.0, within(1e-9));
    assertThat(free.warnings()).anyMatch(warning -> warning.contains("function_max_delays"));
    assertThat(
            GridOptimum.of(
                Neptune.minimising(NeptuneObjective.DELAY)
                    .enforcingMaxDelays()
                    .parse("x.json", text)
                    .problem()))
        .isEmpty();
  }

  @Test
  void whatIsLeftOutIsSaid() throws IOException {
    String text =
        text("split-two-nodes.json")
            .replace("\"with_db\"", "\"node_storage\": [1, 2], \"with_db\"")
            .replace("\"gpu_node_names\": []", "\"gpu_node_names\": [\"node_a\"]");

    assertThat(delayOf(text).warnings())
        .anyMatch(warning -> warning.contains("node_storage"))
        .anyMatch(warning -> warning.contains("GPU"));
    assertThat(delayOf(text("split-two-nodes.json")).warnings()).isEmpty();
  }

  @Test
  void missingFieldsComeOutTogether() {
    ImportFaults faults = ImportFaults.of(() -> delayOf("{\"node_names\": [\"a\"]}"));

    assertThat(faults.issues())
        .extracting(issue -> issue.path())
        .containsExactlyInAnyOrder(
            "x.json: function_names",
            "x.json: node_delay_matrix",
            "x.json: node_memories",
            "x.json: node_cores",
            "x.json: function_memories",
            "x.json: workload_on_source_matrix",
            "x.json: cores_matrix",
            "x.json: workload_on_destination_matrix");
  }

  @Test
  void faultyFieldsNameTheirPlace() throws IOException {
    String good = text("three-nodes.json");
    ImportFaults.of(() -> delayOf(good.replace("[2, 4, 0]", "[2, -4, 0]")))
        .hasPath("x.json: node_delay_matrix[2][1]");
    ImportFaults.of(() -> delayOf(good.replace("[2, 4, 0]", "[2, 4]")))
        .hasPath("x.json: node_delay_matrix[2]");
    ImportFaults.of(() -> delayOf(good.replace("[100, 50, 50]", "[100, \"50\", 50]")))
        .hasPath("x.json: node_cores[1]");
    ImportFaults.of(() -> delayOf(good.replace("\"ns/fn_2\"],", "\"ns/fn_2\"]],")))
        .hasCode("import.json");
    ImportFaults.of(() -> delayOf(good.replace("\"ns/fn_1\": {", "\"ns/fn_9\": {")))
        .hasPath("x.json: actual_cpu_allocations.ns/fn_9");
    ImportFaults.of(() -> delayOf(good.replace("\"node_b\", ", "\"node_a\", ")))
        .hasPath("x.json: node_names[1]");
    ImportFaults.of(() -> delayOf("[1]")).hasCode("import.json");
    ImportFaults.of(() -> delayOf("")).hasCode("import.json");
    ImportFaults.of(() -> delayOf("[".repeat(100_000))).hasCode("import.json");
    ImportFaults.of(
            () ->
                Neptune.minimising(NeptuneObjective.AS_FILED)
                    .parse("x.json", good.replace("NeptuneMinDelayAndUtilization", "VSVBP")))
        .hasPath("x.json: solver.type");
  }

  private static PlacementProblem shipped(String file, NeptuneObjective objective)
      throws IOException {
    return Neptune.minimising(objective).read(SHIPPED.resolve(file)).problem();
  }

  private static Imported delayOf(String text) {
    return Neptune.minimising(NeptuneObjective.DELAY).parse("x.json", text);
  }

  private static String text(String file) throws IOException {
    return Files.readString(SHIPPED.resolve(file));
  }
}
