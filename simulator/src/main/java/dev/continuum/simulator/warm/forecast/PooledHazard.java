package dev.continuum.simulator.warm.forecast;

/**
 * How often any function of the fleet was wanted after so many idle minutes, by how often it had
 * been wanted before: the prior of functions that are too rare to speak for themselves. Not
 * thread-safe.
 */
final class PooledHazard {

  private static final int CLASSES = 9;
  private static final int GROWTH = CLASSES - 1;
  private static final double PRIOR_EVENTS = 0.3;
  private static final double PRIOR_MINUTES = 30;

  private final double[][] events = new double[CLASSES][IdleHistogram.BINS];
  private final double[][] minutes = new double[CLASSES][IdleHistogram.BINS];

  double at(boolean growth, int seen, int idle) {
    int c = kind(growth, seen);
    return (events[c][idle] + PRIOR_EVENTS) / (minutes[c][idle] + PRIOR_MINUTES);
  }

  void observe(boolean growth, int seen, int idle, boolean wanted) {
    int c = kind(growth, seen);
    minutes[c][idle]++;
    if (wanted) {
      events[c][idle]++;
    }
  }

  private static int kind(boolean growth, int seen) {
    return growth ? GROWTH : Math.min(GROWTH - 1, 31 - Integer.numberOfLeadingZeros(seen + 1));
  }
}
