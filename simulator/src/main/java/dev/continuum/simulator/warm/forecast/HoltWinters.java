package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Holt-Winters: additive level, trend and season of an hour, with normal errors of the
 * exponentially weighted variance. Smoothing 0.1, 0.01 and 0.2. O(1) per function and minute.
 *
 * <p>Winters, Forecasting sales by exponentially weighted moving averages, Management Science 6(3),
 * 1960, doi:10.1287/mnsc.6.3.324.
 */
final class HoltWinters implements Member {

  private static final int SEASON = 60;
  private static final double ALPHA = 0.1;
  private static final double BETA = 0.01;
  private static final double GAMMA = 0.2;
  private static final double VARIANCE = 0.05;
  private static final double LEAST_DEVIATION = 0.05;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final int ahead;
  private final Series[] series;
  private int minutes;

  HoltWinters(int functions, int ahead) {
    this.ahead = ahead;
    series = new Series[functions];
    for (int function = 0; function < functions; function++) {
      series[function] = new Series();
    }
  }

  /** The smoothed state of one function. */
  private static final class Series {
    private final double[] season = new double[SEASON];
    private double level;
    private double trend;
    private double variance;

    private double forecast(int minute, int steps) {
      return level + steps * trend + season[minute % SEASON];
    }

    private void observe(int minute, double wanted) {
      double error = wanted - forecast(minute, 1);
      variance += VARIANCE * (error * error - variance);
      double before = level;
      int phase = minute % SEASON;
      level = ALPHA * (wanted - season[phase]) + (1 - ALPHA) * (level + trend);
      trend = BETA * (level - before) + (1 - BETA) * trend;
      season[phase] = GAMMA * (wanted - level) + (1 - GAMMA) * season[phase];
    }
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void observe(int minute, Demand[] demands) {
    for (int function = 0; function < series.length; function++) {
      series[function].observe(minute, demands[function].wanted());
    }
    minutes = minute + 1;
  }

  @Override
  public void evidence(int function, int level, double[] into, int at) {
    Series state = series[function];
    double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(state.variance));
    double middle = state.forecast(minutes + ahead, 1 + ahead);
    double missing = (Levels.threshold(level) - 0.5 - middle) / deviation;
    into[at] = Odds.log(NORMAL.survivalProbability(missing));
  }
}
