package dev.continuum.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import org.junit.jupiter.api.Test;

/** Changes between two placements against what the oracle counts for rule 8. */
class PlacementChangesDifferentialTest {

  private static final RandomProblems.Size SIZE = new RandomProblems.Size(4, 4, 3, 3, 150, 0);

  @Test
  void changesAreThoseThatTheOracleCounts() {
    SolveOptions greedy = SolveOptions.DEFAULT.withSteps(20).withStrategy(Strategy.GREEDY);
    int compared = 0;
    for (long seed = 0; seed < 600; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      if (problem.current().isEmpty()) {
        continue;
      }
      Placement before = problem.current().get();
      switch (new PlacementSolver().solve(problem, greedy)) {
        case SolveResult.Optimal it ->
            compared += same(seed, before, it.placement(), it.evaluation());
        case SolveResult.Feasible it ->
            compared += same(seed, before, it.placement(), it.evaluation());
        default -> {}
      }
    }
    assertThat(compared).isGreaterThan(30);
  }

  private static int same(long seed, Placement before, Placement after, Evaluation evaluation) {
    assertThat(PlacementChanges.between(before, after))
        .as("seed %d", seed)
        .isCloseTo(evaluation.reconfiguration().changes(), within(1e-9));
    return evaluation.reconfiguration().changes() > 0 ? 1 : 0;
  }
}
