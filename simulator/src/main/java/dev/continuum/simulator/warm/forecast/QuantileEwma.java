package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;

/**
 * The law of the recent past: every minute weighs less than the one after it, so that P(at least k)
 * is an exponentially weighted mean of whether k were wanted, and its quantiles those of the
 * weighted sample. Half-lives of 30 and of 3 minutes, and no forgetting. O(1) per level and minute.
 *
 * <p>Taylor, Using exponentially weighted quantile regression to estimate value at risk and
 * expected shortfall, Journal of Financial Econometrics 6(3), 2008, doi:10.1093/jjfinec/nbn007.
 */
final class QuantileEwma implements Member {

  private static final double SLOW = 1 - Math.pow(0.5, 1.0 / 30);
  private static final double FAST = 1 - Math.pow(0.5, 1.0 / 3);

  private final Watched<State> states;
  private int minutes;

  QuantileEwma(int functions) {
    states = new Watched<>(functions, level -> new State());
  }

  /** Weighted shares of minutes in which a level was wanted. */
  private static final class State {
    private double slow;
    private double fast;
    private int seen;
  }

  @Override
  public int width() {
    return 3;
  }

  @Override
  public void observe(int minute, Demand[] demands) {
    states.observe(
        demands,
        (state, wanted) -> {
          double now = wanted ? 1 : 0;
          state.slow += SLOW * (now - state.slow);
          state.fast += FAST * (now - state.fast);
          state.seen += wanted ? 1 : 0;
        });
    minutes = minute + 1;
  }

  @Override
  public void evidence(int function, int level, double[] into, int at) {
    State state = states.get(function, level);
    into[at] = Odds.log(state.slow);
    into[at + 1] = Odds.log(state.fast);
    into[at + 2] = Odds.log((state.seen + 0.2) / (minutes + 60.0));
  }
}
