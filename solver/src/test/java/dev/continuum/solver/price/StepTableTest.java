package dev.continuum.solver.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Steps never ask for more instances than a load requires, and up to a hundred for as many. */
class StepTableTest {

  @Test
  void stepsAskForWhatTheStaircaseRequiresOrLess() {
    SplittableRandom random = new SplittableRandom(11);
    int tables = 0;
    for (long seed = 0; seed < 200; seed++) {
      PairTable pairs = CompiledProblem.of(RandomProblems.random(seed)).pairs();
      for (int pair = 0; pair < pairs.size(); pair++) {
        if (pairs.allowed[pair]) {
          tables++;
          judge(pairs, pair, random);
        }
      }
    }
    assertThat(tables).isGreaterThan(300);
  }

  private static void judge(PairTable pairs, int pair, SplittableRandom random) {
    double total = 1e9 * Math.pow(10, 5 * random.nextDouble());
    StepTable table = StepTable.of(pairs, pair, total, 1);
    long floor = pairs.floor[pairs.function(pair)];
    for (int k = 1; k < table.size(); k++) {
      assertThat(table.counts()[k]).isGreaterThan(table.counts()[k - 1]);
      assertThat(table.carried()[k]).isGreaterThan(table.carried()[k - 1]);
    }
    for (int k = 0; k < table.size(); k++) {
      assertThat(table.carried()[k]).isLessThanOrEqualTo(total);
    }
    for (int at = 0; at < 30; at++) {
      long load = (long) (total * random.nextDouble() * random.nextDouble());
      long required = pairs.required(pair, load);
      int k = 0;
      while (k < table.size() && table.carried()[k] < load) {
        k++;
      }
      boolean fits =
          required <= pairs.mostInstances[pair]
              && pairs.staircase(pair).thresholdLoad((int) required) >= load;
      if (fits) {
        assertThat(k).isLessThan(table.size());
        assertThat((long) table.counts()[k]).isLessThanOrEqualTo(Math.max(floor, required));
        if (required < 128) {
          assertThat((long) table.counts()[k]).isEqualTo(required);
        }
      }
    }
  }

  @Test
  void loadsOfWholeDevicesAreMultiples() {
    assertThat(StepTable.whole(10, 3)).isEqualTo(9);
    assertThat(StepTable.whole(9, 3)).isEqualTo(9);
    assertThat(StepTable.whole(8.999999999999, 3)).isEqualTo(9);
    assertThat(StepTable.whole(2, 3)).isEqualTo(0);
    assertThat(StepTable.whole(Long.MAX_VALUE / 2.0, 7)).isEqualTo(Long.MAX_VALUE / 2.0);
  }
}
