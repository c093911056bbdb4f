package dev.continuum.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.RandomProblems;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under a step limit answers depend on nothing but what is declared and the seed. */
class ReproducibilityTest {

  private static final RandomProblems.Size SIZE =
      new RandomProblems.Size(6, 8, 6, 4, Double.MAX_VALUE, 0.2);
  private static final int PROBLEMS = 40;

  private static SolveOptions options(Strategy strategy, long seed) {
    return SolveOptions.DEFAULT
        .withStrategy(strategy)
        .withTimeLimit(Duration.ofMinutes(10))
        .withSteps(40 + seed % 3 * 60)
        .withSeed(seed);
  }

  /** Everything but the time it took. */
  private static String answer(PlacementProblem problem, SolveOptions options) {
    return switch (new PlacementSolver().solve(problem, options)) {
      case SolveResult.Optimal it -> "optimal " + it.placement() + it.bound();
      case SolveResult.Feasible it ->
          "feasible " + it.placement() + it.bound() + it.gap() + it.limit();
      case SolveResult.Infeasible it -> "infeasible " + it.conflict();
      case SolveResult.Unknown it -> "unknown " + it.limit();
    };
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void theOrderOfDeclarationChangesNothing(Strategy strategy) {
    for (long seed = 0; seed < PROBLEMS; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      PlacementProblem other = Shuffled.by(seed, problem);
      SolveOptions options = options(strategy, seed);
      assertThat(answer(other, options))
          .as("%s, seed %d", strategy, seed)
          .isEqualTo(answer(problem, options));
    }
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void theSameSeedGivesTheSameAnswerTwice(Strategy strategy) {
    for (long seed = 100; seed < 100 + PROBLEMS / 2; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      SolveOptions options = options(strategy, seed);
      assertThat(answer(problem, options))
          .as("%s, seed %d", strategy, seed)
          .isEqualTo(answer(problem, options));
    }
  }

  @Test
  void problemsAreReallyShuffled() {
    PlacementProblem problem = RandomProblems.random(SIZE, 3);
    assertThat(Shuffled.by(7, problem)).isNotEqualTo(problem);
  }
}
