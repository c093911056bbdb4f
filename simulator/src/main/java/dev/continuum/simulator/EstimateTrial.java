package dev.continuum.simulator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.topology.Tier;
import dev.continuum.simulator.platform.Platform;
import java.util.List;

/** Puts the evaluator's latencies to the test of a simulation. */
public final class EstimateTrial {

  private EstimateTrial() {}

  /**
   * The comparison for every application that answered requests, by id.
   *
   * @param eviction what makes way on edges whose memory is full: {@code SPARE} keeps what the plan
   *     keeps, as the model has it; {@code ANY} is what an OpenWhisk invoker does by itself
   */
  public static List<EstimateComparison> run(
      PlacementProblem problem, Placement placement, Scenario.Run run, Platform.Eviction eviction) {
    Scenario scenario =
        Scenario.DEFAULT
            .with(run)
            .withPlatforms(
                Platform.on(problem, Tier.EDGE, Platform.OpenWhisk.DEFAULT.withEviction(eviction)));
    return EstimateComparison.of(
        problem.groups(),
        PlacementEvaluator.evaluate(problem, placement),
        Simulation.run(problem, placement, scenario));
  }
}
