package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What vertices are rounded to, against every set of nodes. */
class SiteRoundingTest {

  private static final int NODES = 7;
  private static final int JOBS = 9;

  @Test
  void nodesHoldTheDemandAndWereOpenMostOfLate() {
    int enough = 0;
    for (long seed = 0; seed < 400; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Instance instance = SmallInstances.random(2 * seed + 1, JOBS, NODES, true, 15, 40).split(0);
      Dual dual = new Dual(instance, new boolean[instance.arcs()]);
      double[] share = new double[NODES];
      for (int i = 0; i < NODES; i++) {
        dual.state[i] = (byte) Math.max(0, random.nextInt(-4, 3));
        share[i] = random.nextDouble();
      }
      double[] prices = new double[JOBS];
      for (int j = 0; j < JOBS; j++) {
        prices[j] = random.nextDouble() * 3e7;
      }
      var unused = dual.evaluate(prices);
      double least = least(dual, share);
      SiteRounding rounding = new SiteRounding(instance);

      boolean[] likely = rounding.nodes(dual, share);
      boolean[] cheap = rounding.nodes(dual, share);

      assertAgrees(dual, likely);
      assertAgrees(dual, cheap);
      if (least < Double.POSITIVE_INFINITY) {
        assertThat(room(instance, likely)).isGreaterThanOrEqualTo(instance.coverDemand);
        assertThat(room(instance, cheap)).isGreaterThanOrEqualTo(instance.coverDemand);
        assertThat(doubt(likely, share)).as("seed %d", seed).isCloseTo(least, within(1e-9));
        enough++;
      }
    }
    assertThat(enough).isGreaterThan(100);
  }

  private static void assertAgrees(Dual dual, boolean[] open) {
    for (int i = 0; i < NODES; i++) {
      assertThat(open[i] && dual.state[i] == Dual.CLOSED).isFalse();
      assertThat(!open[i] && dual.state[i] == Dual.OPEN).isFalse();
    }
  }

  /** The least doubt of all sets that agree with the states and hold the demand. */
  private static double least(Dual dual, double[] share) {
    double least = Double.POSITIVE_INFINITY;
    for (int set = 0; set < 1 << NODES; set++) {
      boolean[] open = new boolean[NODES];
      boolean agrees = true;
      for (int i = 0; i < NODES; i++) {
        open[i] = (set >> i & 1) == 1;
        agrees &= dual.state[i] != (open[i] ? Dual.CLOSED : Dual.OPEN);
      }
      if (agrees && room(dual.instance, open) >= dual.instance.coverDemand) {
        least = Math.min(least, doubt(open, share));
      }
    }
    return least;
  }

  private static double doubt(boolean[] open, double[] share) {
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += open[i] ? 0.5 - share[i] : 0;
    }
    return sum;
  }

  private static double room(Instance instance, boolean[] open) {
    double room = 0;
    for (int i = 0; i < NODES; i++) {
      room += open[i] ? instance.coverWeight[i] : 0;
    }
    return room;
  }
}
