package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;

/**
 * What the last minutes say beyond whether a level was wanted: calls in the last minute and half
 * hour, and how far the last load was from the level. Evidence for a combination, no forecast of
 * its own. O(1) per level and minute.
 *
 * <p>The state of a count regression on past counts: Fokianos, Rahbek and Tjostheim, Poisson
 * autoregression, JASA 104, 2009, doi:10.1198/jasa.2009.tm08270.
 */
final class RecentLoad implements Member {

  private static final double FAST = 1 - Math.pow(0.5, 1.0 / 3);
  private static final double SLOW = 1 - Math.pow(0.5, 1.0 / 15);

  private final Demand[] last;
  private final double[] fast;
  private final double[] slow;

  RecentLoad(int functions) {
    last = new Demand[functions];
    java.util.Arrays.fill(last, Demand.NONE);
    fast = new double[functions];
    slow = new double[functions];
  }

  @Override
  public int width() {
    return 4;
  }

  @Override
  public void observe(int minute, Demand[] demands) {
    for (int function = 0; function < last.length; function++) {
      last[function] = demands[function];
      fast[function] += FAST * (demands[function].calls() - fast[function]);
      slow[function] += SLOW * (demands[function].calls() - slow[function]);
    }
  }

  @Override
  public void evidence(int function, int level, double[] into, int at) {
    double beyond = last[function].busy() - Levels.last(level);
    into[at] = Math.max(-2, Math.min(5, beyond));
    into[at + 1] = Math.log1p(last[function].calls());
    into[at + 2] = Math.log1p(5 * fast[function]);
    into[at + 3] = Math.log1p(30 * slow[function]);
  }
}
