package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;

/**
 * Periods found by autocorrelation: for every lag up to four hours, how often a level was wanted
 * when it had been wanted that long before, and when it had not. The strongest lag that speaks for
 * the coming minute and the strongest against it are the evidence. O(lags) per level and minute.
 *
 * <p>The correlogram of a binary series: Box, Jenkins, Reinsel and Ljung, Time Series Analysis,
 * Wiley 2015.
 */
final class PeriodicLags implements Member {

  private static final int LAGS = 240;
  private static final int RING = 512;

  private final int ahead;
  private final Watched<State> states;
  private int minutes;

  PeriodicLags(int functions, int ahead) {
    this.ahead = Math.min(ahead, LAGS - 1);
    states = new Watched<>(functions, level -> new State());
  }

  /** When a level was wanted, of late and in all. */
  private static final class State {
    private final boolean[] recent = new boolean[RING];
    private final char[] both = new char[LAGS + 1];
    private final char[] early = new char[LAGS + 1];
    private int seen;

    private boolean wanted(int minute) {
      return minute >= 0 && recent[minute % RING];
    }

    private void observe(int minute, boolean wanted) {
      recent[minute % RING] = wanted;
      if (!wanted) {
        return;
      }
      seen++;
      for (int lag = 1; lag <= LAGS; lag++) {
        if (minute < lag) {
          early[lag]++;
        } else if (recent[(minute - lag) % RING] && both[lag] < Character.MAX_VALUE) {
          both[lag]++;
        }
      }
    }
  }

  @Override
  public int width() {
    return 4;
  }

  @Override
  public void observe(int minute, Demand[] demands) {
    states.observe(demands, (state, wanted) -> state.observe(minute, wanted));
    minutes = minute + 1;
  }

  @Override
  public void evidence(int function, int level, double[] into, int at) {
    State state = states.get(function, level);
    int target = minutes + ahead;
    double rate = (state.seen + 0.2) / (minutes + 60.0);
    double likely = -1;
    double sure = -1;
    double unlikely = 2;
    int late = 0;
    for (int lag = 1; lag <= LAGS && lag <= minutes; lag++) {
      late += state.wanted(minutes - lag) ? 1 : 0;
      if (lag > ahead) {
        int wantedBefore = state.seen - late;
        if (state.wanted(target - lag)) {
          likely = Math.max(likely, (state.both[lag] + 0.5 * rate) / (wantedBefore + 0.5));
          sure = Math.max(sure, (state.both[lag] + 0.5 * rate) / (wantedBefore + 2));
        } else {
          int quiet = Math.max(0, minutes - lag - wantedBefore);
          int despite = state.seen - state.early[lag] - state.both[lag];
          unlikely = Math.min(unlikely, (Math.max(0, despite) + 2 * rate) / (quiet + 2));
        }
      }
    }
    into[at] = Odds.log(likely >= 0 ? sure : Math.min(rate, unlikely));
    into[at + 1] = Odds.log(likely);
    into[at + 2] = likely < 0 ? 1 : 0;
    into[at + 3] = Odds.log(unlikely);
  }
}
