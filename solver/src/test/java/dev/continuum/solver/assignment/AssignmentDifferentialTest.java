package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.exact.Exact;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the core for assignment proves optimal is so, by enumeration and by another method. */
class AssignmentDifferentialTest {

  private static final long MICRO = 1_000_000;
  private static final SolveOptions OPTIONS =
      SolveOptions.DEFAULT.withTimeLimit(Duration.ofMinutes(5));

  @Test
  void wholeJobsAreServedAtTheLeastCostByEnumeration() {
    int placed = 0;
    for (long seed = 0; seed < 40; seed++) {
      RandomLocation random =
          new RandomLocation(2 + (int) (seed % 3), 7, false, seed % 2 == 0, seed);
      int least = random.least();
      SolveResult result = new PlacementSolver().solve(random.problem, OPTIONS);
      if (least == Integer.MAX_VALUE) {
        assertThat(result).as("seed %d", seed).isInstanceOf(SolveResult.Infeasible.class);
      } else {
        placed++;
        assertThat(Recognition.of(CompiledProblem.of(random.problem))).isPresent();
        assertThat(result).as("seed %d", seed).isInstanceOf(SolveResult.Optimal.class);
        assertThat(((SolveResult.Optimal) result).evaluation().score().costMicros())
            .as("seed %d", seed)
            .isEqualTo(least * MICRO);
      }
    }
    assertThat(placed).isGreaterThan(10);
  }

  @Test
  void wholeJobsOnMoreNodesCostWhatAnIntegerProgramProves() {
    assertThat(comparedWithAnIntegerProgram(20, 10, false)).isGreaterThan(5);
  }

  @Test
  void divisibleJobsCostWhatAnIntegerProgramProves() {
    assertThat(comparedWithAnIntegerProgram(40, 9, true)).isGreaterThan(10);
  }

  private static int comparedWithAnIntegerProgram(int seeds, int jobs, boolean divisible) {
    int compared = 0;
    for (long seed = 0; seed < seeds; seed++) {
      RandomLocation random = new RandomLocation(3 + (int) (seed % 5), jobs, divisible, true, seed);
      SolveResult result = new PlacementSolver().solve(random.problem, OPTIONS);
      Search other = exact(random.problem);
      assertThat(result instanceof SolveResult.Infeasible)
          .as("seed %d", seed)
          .isEqualTo(other.conflict().isPresent());
      if (result instanceof SolveResult.Placed placed) {
        compared++;
        assertThat(result).as("seed %d", seed).isInstanceOf(SolveResult.Optimal.class);
        double expected = other.incumbent().orElseThrow().score().costMicros();
        double cost = placed.evaluation().score().costMicros();
        assertThat(Math.abs(cost - expected))
            .as("seed %d: %s and %s", seed, cost, expected)
            .isLessThanOrEqualTo(2 + 1e-8 * expected);
      }
    }
    return compared;
  }

  private static Search exact(PlacementProblem problem) {
    Search search =
        new Search(
            CompiledProblem.of(problem),
            OPTIONS,
            new Budget(OPTIONS, StopSignal.NEVER, System::nanoTime),
            SolveListener.NONE);
    new Exact().run(search);
    return search;
  }

  @Test
  void underAStepLimitTheAnswerIsTheSameTwice() {
    for (boolean divisible : new boolean[] {false, true}) {
      RandomLocation random = new RandomLocation(8, 30, divisible, true, 5);
      SolveOptions options = OPTIONS.withSteps(60);
      SolveResult one = new PlacementSolver().solve(random.problem, options);
      SolveResult other = new PlacementSolver().solve(random.problem, options);
      if (one instanceof SolveResult.Placed a && other instanceof SolveResult.Placed b) {
        assertThat(a.placement()).isEqualTo(b.placement());
        assertThat(a.bound()).isEqualTo(b.bound());
      } else {
        assertThat(one.getClass()).isEqualTo(other.getClass());
      }
    }
  }
}
