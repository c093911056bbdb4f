package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;

/**
 * Seasonal naive: as many as an hour before, with the error of the last two hours' forecasts as the
 * law around it. O(errors kept) per level and minute.
 *
 * <p>Hyndman and Athanasopoulos, Forecasting: Principles and Practice, OTexts 2021, sections 5.2
 * and 5.5, https://otexts.com/fpp3.
 */
final class SeasonalNaive implements Member {

  private static final int SEASON = 60;
  private static final int ERRORS = 120;

  private final int ahead;
  private final int[][] past;
  private final int[][] errors;
  private int minutes;

  SeasonalNaive(int functions, int ahead) {
    this.ahead = ahead % SEASON;
    past = new int[functions][SEASON];
    errors = new int[functions][ERRORS];
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void observe(int minute, Demand[] demands) {
    for (int function = 0; function < past.length; function++) {
      int wanted = demands[function].wanted();
      errors[function][minute % ERRORS] = wanted - past[function][minute % SEASON];
      past[function][minute % SEASON] = wanted;
    }
    minutes = minute + 1;
  }

  @Override
  public void evidence(int function, int level, double[] into, int at) {
    int missing = Levels.threshold(level) - past[function][(minutes + ahead) % SEASON];
    int known = Math.min(minutes, ERRORS);
    int enough = 0;
    for (int i = 0; i < known; i++) {
      enough += errors[function][i] >= missing ? 1 : 0;
    }
    into[at] = Odds.log((enough + 0.05) / (known + 1.0));
  }
}
