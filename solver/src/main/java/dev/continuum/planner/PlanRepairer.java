package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.SolveResult;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Repairs the running placement of one continuum after a change, somewhere else than on the loop:
 * what can be had at once, before a solve looks for what is best. Also beside a solve.
 */
@FunctionalInterface
public interface PlanRepairer {

  /**
   * Begins to repair a placement of a problem that has a current one. One repair at a time.
   *
   * @param from what to repair, made for an earlier form of the problem; empty for the current
   *     placement
   * @param done called once, from any thread, with a placement that the oracle accepted; empty
   *     where a repair does not lead to one
   */
  void repair(
      PlacementProblem problem, Optional<Placement> from, Consumer<Optional<Repaired>> done);

  /**
   * The current placement of this problem is to run: whoever can make ready for the next repair.
   */
  default void follow(PlacementProblem problem) {}

  /**
   * A repaired placement.
   *
   * @param placed what the oracle accepted
   * @param kept what the oracle says of the current placement if it is left as it is; empty if that
   *     serves fewer devices
   */
  record Repaired(SolveResult.Placed placed, Optional<Score> kept) {}
}
