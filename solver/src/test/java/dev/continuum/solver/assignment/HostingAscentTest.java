package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Prices that are offered help however little of the way to them is better. */
class HostingAscentTest {

  private static final int PROBLEMS = 60;
  private static final int STEPS = 15;
  private static final double SPREAD = 60e6;

  @Test
  void offeredPricesHelpWhereAThousandthOfTheWayDoes() {
    int near = 0;
    for (long seed = 0; seed < PROBLEMS; seed++) {
      RandomHosting random = new RandomHosting(seed % 2 == 1, seed);
      if (random.best().length == 0) {
        continue;
      }
      HostingAscent ascent = new HostingAscent(new HostingDual(random.hosting, () -> false));
      ascent.keepCpu();
      ascent.pace(0, 1e-5);
      for (int t = 0; t < STEPS; t++) {
        ascent.step(random.cost(random.best()));
      }
      double before = ascent.bestValue;
      double[] from = ascent.best.clone();
      double[] offered = offered(random.hosting, from, new SplittableRandom(seed));
      boolean far = isBetter(ascent, from, offered, 1, 0.1);
      boolean close = isBetter(ascent, from, offered, 0.0625, 0.001);
      ascent.offer(offered);
      assertThat(ascent.bestValue > before || !(far || close)).as("seed %d", seed).isTrue();
      near += close && !far ? 1 : 0;
    }
    assertThat(near).isPositive();
  }

  private static double[] offered(Hosting hosting, double[] from, SplittableRandom draws) {
    double[] offered = from.clone();
    for (int g = 0; g < hosting.groups(); g++) {
      offered[g] += (draws.nextDouble() - 0.5) * SPREAD;
    }
    return offered;
  }

  private static boolean isBetter(
      HostingAscent ascent, double[] from, double[] to, double most, double least) {
    double[] between = new double[from.length];
    for (double part = most; part >= least; part /= 2) {
      for (int k = 0; k < between.length; k++) {
        between[k] = from[k] + part * (to[k] - from[k]);
      }
      if (ascent.evaluate(between) > ascent.bestValue * (1 + 1e-9)) {
        return true;
      }
    }
    return false;
  }
}
