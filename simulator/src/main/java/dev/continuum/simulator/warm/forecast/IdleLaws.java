package dev.continuum.simulator.warm.forecast;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;

/**
 * A grid of laws that idle times may have: log-normal ones from nearly regular to heavy-tailed, and
 * the one without memory, at medians from a minute to a day, each with a chance that no call comes
 * any more. Immutable.
 */
final class IdleLaws {

  private static final int MEDIANS = 14;
  private static final double STEP = 1.75;
  private static final double[] SPREADS = {0.35, 0.7, 1.1, 1.6, 2.3};
  private static final double[] ENDS = {0, 0.05, 0.3};
  private static final int LONGEST = 1440;

  static final IdleLaws GRID = new IdleLaws();

  private final int count = MEDIANS * (SPREADS.length + 1) * ENDS.length;
  private final float[][] beyond = new float[LONGEST + 1][count];
  private final float[][] exactly = new float[LONGEST + 1][count];

  private IdleLaws() {
    int law = 0;
    for (int median = 0; median < MEDIANS; median++) {
      double typical = Math.pow(STEP, median);
      for (double spread :
          DoubleStream.concat(DoubleStream.of(SPREADS), DoubleStream.of(0)).toArray()) {
        for (double end : ENDS) {
          tabulate(law, law(typical, spread), end);
          law++;
        }
      }
    }
  }

  private static ContinuousDistribution law(double median, double spread) {
    return spread > 0
        ? LogNormalDistribution.of(Math.log(median), spread)
        : ExponentialDistribution.of(median / Math.log(2));
  }

  /** A call and the next one t minutes later are t - 1/2 to t + 1/2 apart. */
  private void tabulate(int law, ContinuousDistribution idle, double end) {
    double all = idle.survivalProbability(0.5);
    for (int minutes = 0; minutes <= LONGEST; minutes++) {
      double above = idle.survivalProbability(minutes + 0.5) / all;
      double until = minutes == 0 ? 1 : idle.survivalProbability(minutes - 0.5) / all;
      beyond[minutes][law] = (float) (end + (1 - end) * above);
      exactly[minutes][law] = (float) ((1 - end) * (until - above));
    }
  }

  int count() {
    return count;
  }

  /** By law, the chance of more idle minutes than these. */
  float[] beyond(int minutes) {
    return beyond[Math.min(LONGEST, minutes)];
  }

  /** By law, the chance of exactly so many, from 1. */
  float[] exactly(int minutes) {
    return exactly[Math.min(LONGEST, minutes)];
  }
}
