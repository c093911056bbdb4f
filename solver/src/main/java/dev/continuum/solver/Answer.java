package dev.continuum.solver;

import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.util.Optional;

/** Puts what was found and proven into a result. */
final class Answer {

  private Answer() {}

  static SolveResult of(
      Search search, Placement placement, Evaluation evaluation, Limit limit, Budget budget) {
    Optional<Level> open = search.openLevel();
    if (open.isEmpty()) {
      return new SolveResult.Optimal(
          placement, evaluation, search.bound(Level.COST), budget.elapsed());
    }
    return new SolveResult.Feasible(
        placement, evaluation, search.bound(open.get()), search.gap(), limit, budget.elapsed());
  }
}
