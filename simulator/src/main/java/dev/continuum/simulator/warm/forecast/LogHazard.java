package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;

/**
 * Idle times without exact periods: the chance of a call after so long a silence, constant within
 * half octaves of it. Each level has its own, held to the fleet's law of idle times in units of the
 * level's own typical one: functions differ in scale more than in shape. O(1) per level and minute.
 *
 * <p>Friedman, Piecewise exponential models for survival data with covariates, Annals of Statistics
 * 10(1), 1982, doi:10.1214/aos/1176345693.
 */
final class LogHazard implements Member {

  private static final int STEPS = 2;
  private static final int BINS = 24;
  private static final int CENTRE = 14;
  private static final double LN2 = Math.log(2);

  /** An idle time that weighs this much in every level's typical one: 20 minutes. */
  private static final double PRIOR_TIMES = 0.5;

  private static final double PRIOR_LOG = Math.log(20) / LN2;

  /** Idle times that the fleet's law is worth. */
  private static final double HELD = 1.5;

  private final int ahead;
  private final double[] fleetEnds = new double[2 * BINS];
  private final double[] fleetUnits = new double[2 * BINS];
  private final Watched<State> states;

  LogHazard(int functions, int ahead) {
    this.ahead = ahead;
    states = new Watched<>(functions, level -> new State());
  }

  /** Idle times of one level. */
  private static final class State {
    private final int[] ends = new int[BINS];
    private final int[] minutes = new int[BINS];
    private int idle;
    private int times;
    private double logs;
    private boolean seen;

    /** Logarithm of the typical idle time; the present one counts as far as it is longer. */
    private double typical() {
      double mean = (logs + PRIOR_TIMES * PRIOR_LOG) / (times + PRIOR_TIMES);
      double now = log(idle + 1);
      return now <= mean ? mean : mean + (now - mean) / (times + 1 + PRIOR_TIMES);
    }
  }

  private static double log(int minutes) {
    return Math.log(minutes) / LN2;
  }

  private static int bin(int age) {
    return Math.min(BINS - 1, (int) (STEPS * log(age)));
  }

  private static int unit(int age, double typical) {
    return Math.max(
        0, Math.min(2 * BINS - 1, (int) Math.floor(STEPS * (log(age) - typical)) + CENTRE));
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public void observe(int minute, Demand[] demands) {
    states.observe(demands, this::learn);
  }

  private void learn(State state, boolean wanted) {
    if (state.seen) {
      int age = state.idle + 1;
      double typical = state.typical();
      int unit = unit(age, typical);
      fleetUnits[unit] += Math.exp(-LN2 * typical);
      state.minutes[bin(age)]++;
      if (wanted) {
        fleetEnds[unit]++;
        state.ends[bin(age)]++;
        state.times++;
        state.logs += log(age);
      }
    }
    state.idle = wanted ? 0 : state.idle + 1;
    state.seen |= wanted;
  }

  @Override
  public void evidence(int function, int level, double[] into, int at) {
    State state = states.get(function, level);
    int age = state.idle + 1 + ahead;
    double typical = state.typical();
    int unit = unit(age, typical);
    double fleet =
        Math.min(
            0.99, (fleetEnds[unit] + 0.3) / (fleetUnits[unit] + 0.3) * Math.exp(-LN2 * typical));
    int bin = bin(age);
    into[at] = Odds.log((state.ends[bin] + HELD) / (state.minutes[bin] + HELD / fleet));
    into[at + 1] = Odds.log(fleet);
  }
}
