package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import java.util.Optional;
import java.util.function.Consumer;

/** Solves somewhere else than on the loop. */
@FunctionalInterface
public interface PlanSolver {

  /**
   * Begins a solve.
   *
   * @param done called once, from any thread
   * @return ends the solve early; its result is still delivered
   */
  Loop.Timer solve(PlacementProblem problem, SolveOptions options, Consumer<Outcome> done);

  /** Repairs what runs of one continuum before it is solved anew; by itself none. */
  default Optional<PlanRepairer> repairer() {
    return Optional.empty();
  }

  /** How a solve ended. */
  sealed interface Outcome {

    /**
     * With an answer.
     *
     * @param result the answer
     * @param fault what of the solver failed, for people
     */
    record Answered(SolveResult result, Optional<String> fault) implements Outcome {

      /** Nothing failed. */
      public Answered(SolveResult result) {
        this(result, Optional.empty());
      }
    }

    /**
     * Without one.
     *
     * @param reason why, for people
     */
    record Broke(String reason) implements Outcome {}
  }
}
