package dev.continuum.benchmarks.micro;

import dev.continuum.datasets.generator.CityFamily;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;

/** The problem that operations are timed on, and a placement of it. */
final class Cities {

  private static final SolveOptions GREEDY =
      SolveOptions.DEFAULT.withStrategy(Strategy.GREEDY).withSteps(200);

  private Cities() {}

  /** A site for every ten groups. */
  static PlacementProblem of(int groups) {
    return CityFamily.city(Math.max(4, groups / 10), groups, 5, 1);
  }

  /** A placement that breaks no rule. */
  static Placement placed(PlacementProblem problem) {
    return switch (new PlacementSolver().solve(problem, GREEDY)) {
      case SolveResult.Placed placed -> placed.placement();
      case SolveResult.Infeasible infeasible ->
          throw new IllegalStateException(String.valueOf(infeasible.conflict()));
      case SolveResult.Unknown unknown -> throw new IllegalStateException(unknown.toString());
    };
  }
}
