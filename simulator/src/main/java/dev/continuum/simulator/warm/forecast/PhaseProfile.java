package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;

/**
 * Minute of the hour, and of its halves, quarters and sixths: how often a level was wanted at the
 * phase of the coming minute. Schedules are written in such fractions of an hour. O(1) per level
 * and minute.
 *
 * <p>A seasonal mean per phase: Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
 * OTexts 2021, https://otexts.com/fpp3.
 */
final class PhaseProfile implements Member {

  private static final int[] PERIODS = {60, 30, 15, 10};

  private final int ahead;
  private final Watched<State> states;
  private int minutes;

  PhaseProfile(int functions, int ahead) {
    this.ahead = ahead;
    states = new Watched<>(functions, level -> new State());
  }

  /** How often a level was wanted at every minute of the hour. */
  private static final class State {
    private final int[] hour = new int[PERIODS[0]];
    private int seen;
  }

  @Override
  public int width() {
    return PERIODS.length;
  }

  @Override
  public void observe(int minute, Demand[] demands) {
    states.observe(
        demands,
        (state, wanted) -> {
          if (wanted) {
            state.hour[minute % PERIODS[0]]++;
            state.seen++;
          }
        });
    minutes = minute + 1;
  }

  @Override
  public void evidence(int function, int level, double[] into, int at) {
    State state = states.get(function, level);
    int target = minutes + ahead;
    double rate = (state.seen + 0.2) / (minutes + 60.0);
    for (int i = 0; i < PERIODS.length; i++) {
      int phase = target % PERIODS[i];
      int wanted = 0;
      for (int minute = phase; minute < PERIODS[0]; minute += PERIODS[i]) {
        wanted += state.hour[minute];
      }
      int passed = (minutes - phase + PERIODS[i] - 1) / PERIODS[i];
      into[at + i] = Odds.log((wanted + rate) / (Math.max(0, passed) + 1));
    }
  }
}
