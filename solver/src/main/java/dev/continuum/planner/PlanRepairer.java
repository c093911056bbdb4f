package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.solver.SolveResult;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Repairs the running placement of one continuum after a change, somewhere else than on the loop:
 * what can be had at once, before a solve looks for what is best.
 */
@FunctionalInterface
public interface PlanRepairer {

  /**
   * Begins to repair the current placement of a problem. One repair at a time.
   *
   * @param done called once, from any thread, with a placement that the oracle accepted; empty
   *     where a repair does not lead to one
   */
  void repair(PlacementProblem problem, Consumer<Optional<Repaired>> done);

  /**
   * A repaired placement.
   *
   * @param placed what the oracle accepted
   * @param running what the oracle says of the current placement if it is left as it is
   */
  record Repaired(SolveResult.Placed placed, Score running) {}
}
