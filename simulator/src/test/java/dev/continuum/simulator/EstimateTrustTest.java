package dev.continuum.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Memory;
import dev.continuum.simulator.platform.Platform;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The evaluator's latencies against simulated ones on the shipped problems. */
class EstimateTrustTest {

  @Test
  void theTestbedOfA3eIsWithinTenPercent() throws IOException {
    check("a3e-testbed.yaml", Duration.ofHours(1));
  }

  @Test
  void melbourneIsWithinTenPercent() throws IOException {
    check("melbourne-ar.yaml", Duration.ofMinutes(10));
  }

  /** T_p does not know that calls share cores; the estimate does. */
  @Test
  void onTwoWholeCoresTheEstimateIsWithinTenPercentWhereTheBoundIsNot() throws IOException {
    PlacementProblem problem = read("tutorial.yaml");
    List<EstimateComparison> compared =
        EstimateTrial.run(
            problem,
            placed(problem),
            Scenario.Run.of(Duration.ofMinutes(20), 1),
            Platform.Eviction.SPARE);

    EstimateComparison web = compared.getFirst();
    assertThat(web.estimateMillis().orElseThrow() / web.simulatedMillis()).isBetween(0.9, 1.1);
    assertThat(web.simulatedMillis()).isGreaterThan(1.1 * web.boundMillis());
  }

  /** Room enough on every site: nothing is evicted, and the estimate holds. */
  @Test
  void melbourneWithHeadroomIsWithinTenPercentWhereOpenWhiskEvicts() throws IOException {
    Memory free = Memory.mebibytes(768);
    PlacementProblem problem =
        read("melbourne-ar.yaml").toBuilder()
            .eachNode(
                node ->
                    node.capacity().memory().isUnlimited()
                        ? node
                        : node.withCapacity(node.capacity().withMemoryHeadroom(free)))
            .build();
    Placement placement = placed(problem);
    assertThat(EvictionRisk.tooFull(problem, placement)).isEmpty();
    check(problem, placement, Duration.ofMinutes(10), Platform.Eviction.ANY);
  }

  @Test
  void withoutHeadroomMelbournesSharedSitesAreTooFull() throws IOException {
    PlacementProblem problem = read("melbourne-ar.yaml");
    assertThat(EvictionRisk.tooFull(problem, placed(problem))).hasSizeGreaterThan(10);
  }

  private static void check(String name, Duration length) throws IOException {
    PlacementProblem problem = read(name);
    check(problem, placed(problem), length, Platform.Eviction.SPARE);
  }

  private static PlacementProblem read(String name) throws IOException {
    return ProblemFiles.read(Files.readString(Path.of("../datasets").resolve(name)), name);
  }

  private static Placement placed(PlacementProblem problem) {
    SolveResult solved =
        new PlacementSolver()
            .solve(
                problem,
                SolveOptions.DEFAULT
                    .withStrategy(Strategy.GREEDY)
                    .withSteps(200)
                    .withTimeLimit(Duration.ofMinutes(2)));
    return ((SolveResult.Placed) solved).placement();
  }

  private static void check(
      PlacementProblem problem, Placement placement, Duration length, Platform.Eviction eviction) {
    List<EstimateComparison> compared =
        EstimateTrial.run(problem, placement, Scenario.Run.of(length, 1), eviction);

    assertThat(compared).hasSameSizeAs(problem.apps());
    for (EstimateComparison each : compared) {
      assertThat(each.estimateMillis().orElseThrow() / each.simulatedMillis())
          .as(each.toString())
          .isBetween(0.9, 1.1);
      assertThat(each.simulatedMillis()).as(each.toString()).isLessThan(1.03 * each.boundMillis());
      assertThat(each.worstBoundExcess()).as(each.toString()).isLessThan(0.03);
    }
  }
}
