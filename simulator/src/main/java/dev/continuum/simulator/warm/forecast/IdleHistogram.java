package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;

/**
 * Histogram of idle times: the chance that an instance is wanted after exactly so many idle
 * minutes, given that it has been idle so long. Each level has its own histogram of one-minute bins
 * up to eight hours; the fleet's hazard is a prior worth two idle times. O(1) per level and minute.
 *
 * <p>Shahrad et al., Serverless in the Wild, USENIX ATC 2020 (idle-time histograms); the prior is
 * ours.
 */
final class IdleHistogram implements Member {

  static final int BINS = 481;
  private static final int LAST = BINS - 1;
  private static final double PRIOR = 2;
  private static final double CERTAIN = 20;
  private static final int GROWTH = 12;

  private final int ahead;
  private final PooledHazard pooled = new PooledHazard();
  private final Watched<State> states;

  IdleHistogram(int functions, int ahead) {
    this.ahead = ahead;
    states = new Watched<>(functions, State::new);
  }

  /** Idle times of one level. */
  private static final class State {
    private final char[] times = new char[BINS];
    private final boolean higher;
    private int idle = LAST;
    private int seen;
    private int ended;
    private int shorter;

    private State(int level) {
      higher = level > 0;
    }

    /** Whether more would be wanted at once than ever were. */
    private boolean isGrowth() {
      return higher && seen == 0;
    }

    /** Idle times at least as long as the present one. */
    private int survivors() {
      return ended - shorter;
    }

    private void observe(boolean wanted) {
      if (wanted) {
        if (seen > 0) {
          times[idle] = (char) Math.min(Character.MAX_VALUE, times[idle] + 1);
          ended++;
        }
        seen++;
        idle = 0;
        shorter = 0;
      } else if (idle < LAST) {
        shorter += times[idle];
        idle++;
      }
    }
  }

  @Override
  public int width() {
    return 7;
  }

  @Override
  public void observe(int minute, Demand[] demands) {
    states.observe(
        demands,
        (state, wanted) -> {
          pooled.observe(state.isGrowth(), state.seen, state.idle, wanted);
          state.observe(wanted);
        });
  }

  @Override
  public void evidence(int function, int level, double[] into, int at) {
    State state = states.get(function, level);
    int bin = Math.min(LAST, state.idle + ahead);
    double prior = pooled.at(state.isGrowth(), state.seen, bin);
    double own = (state.times[bin] + PRIOR * prior) / (state.survivors() + PRIOR);
    into[at] = Odds.log(own);
    into[at + 1] = into[at] * Math.min(1, state.survivors() / CERTAIN);
    into[at + 2] = Odds.log(prior);
    into[at + 3] = Math.log1p(near(state, bin));
    into[at + 4] = Math.log1p(state.seen);
    into[at + 5] = Math.log1p(state.idle);
    into[at + 6] = Math.log1p(level);
  }

  /** Which of the situations a level is in, by what its own idle times can tell. */
  int situation(int function, int level) {
    State state = states.get(function, level);
    int bin = Math.min(LAST, state.idle + ahead);
    if (state.isGrowth()) {
      return GROWTH;
    }
    int known = state.survivors() < 1 ? 0 : state.times[bin] > 0 ? 2 : 1;
    int seen = state.seen < 2 ? 0 : state.seen < 8 ? 1 : state.seen < 40 ? 2 : 3;
    return known * 4 + seen;
  }

  static int situations() {
    return GROWTH + 1;
  }

  int levels(int function) {
    return states.levels(function);
  }

  private static double near(State state, int bin) {
    double near = 0;
    for (int off = -2; off <= 2; off++) {
      if (off != 0) {
        near += state.times[Math.max(0, Math.min(LAST, bin + off))];
      }
    }
    return near;
  }
}
