package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.Level;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The incumbent is a solution of the encoding, and worth there what it is worth here. */
class HintTest {

  private static final RandomProblems.Size SIZE =
      new RandomProblems.Size(5, 5, 4, 3, Double.MAX_VALUE, 0);

  @Test
  void theIncumbentSatisfiesEveryRowOfWhatItSets() {
    int hints = 0;
    for (long seed = 0; seed < 400; seed++) {
      CompiledProblem problem = CompiledProblem.of(RandomProblems.random(SIZE, seed));
      SolveOptions options = SolveOptions.DEFAULT.withSteps(1_000);
      Search search =
          new Search(
              problem,
              options,
              new Budget(options, StopSignal.NEVER, System::nanoTime),
              SolveListener.NONE);
      new Greedy().run(search);
      if (search.incumbent().isEmpty()) {
        continue;
      }
      hints++;
      Encoding encoding =
          new Encoding(problem, Columns.enumerate(problem, Exact.MOST_COLUMNS).orElseThrow());
      double[] hint = new Rounds(search, encoding, Level.COST, true).hint();
      for (int v = 0; v < hint.length; v++) {
        assertThat(hint[v])
            .as("seed %d", seed)
            .isBetween((double) encoding.model.lower(v), (double) encoding.model.upper(v));
      }
      boolean[] hinted = hinted(encoding);
      for (LinearModel.Row row : encoding.model.rows()) {
        if (Arrays.stream(row.variables()).allMatch(v -> hinted[v])) {
          assertHolds(encoding, row, hint, seed);
        }
      }
      for (Level level : Level.values()) {
        if (!encoding.moves.isEmpty() && level == Level.COST) {
          continue;
        }
        long[] objective = encoding.objective(level);
        double value = 0;
        for (int v = 0; v < hint.length; v++) {
          value += objective[v] * hint[v];
        }
        double worth = Search.value(search.incumbent().get().score(), level);
        assertThat(value).as("seed %d, %s", seed, level).isCloseTo(worth, within(1e-6));
      }
    }
    assertThat(hints).isGreaterThan(250);
  }

  /** All variables but those that follow from others: zones that are warm, devices that move. */
  private static boolean[] hinted(Encoding encoding) {
    boolean[] hinted = new boolean[encoding.model.variables()];
    for (int[] variables :
        List.of(encoding.count, encoding.unserved, encoding.present, encoding.active)) {
      mark(hinted, variables);
    }
    for (int[] steps : encoding.step) {
      mark(hinted, steps == null ? new int[0] : steps);
    }
    return hinted;
  }

  private static void mark(boolean[] hinted, int[] variables) {
    for (int variable : variables) {
      if (variable != Encoding.NONE) {
        hinted[variable] = true;
      }
    }
  }

  private static void assertHolds(
      Encoding encoding, LinearModel.Row row, double[] hint, long seed) {
    double sum = 0;
    for (int i = 0; i < row.variables().length; i++) {
      sum += row.coefficients()[i] * hint[row.variables()[i]];
    }
    boolean holds = row.equality() ? sum == row.limit() : sum <= row.limit();
    assertThat(holds)
        .as("seed %d, %s: %s of %s", seed, encoding.model.rule(row.rule()), sum, row.limit())
        .isTrue();
  }
}
