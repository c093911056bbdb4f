package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.trace.Demand;
import java.util.Arrays;

/**
 * Calls without memory: a Poisson count whose rate has a gamma law, discounted minute by minute so
 * that it follows a rate that changes, once over half an hour and once over hours. The number of
 * calls has then a negative binomial law, and a level is wanted from so many calls on as its
 * instances cannot serve one after another. O(calls up to a score) per level and minute.
 *
 * <p>West, Harrison and Migon, Dynamic generalized linear models and Bayesian forecasting, JASA
 * 80(389), 1985, doi:10.1080/01621459.1985.10477131.
 */
final class GammaPoisson implements Member {

  private static final double[] HALF_LIVES = {30, 240};

  /** Before anything is seen, a fifth of a call in an hour; it is discounted too. */
  private static final double PRIOR_CALLS = 0.2;

  private static final double PRIOR_MINUTES = 60;

  /** What is never forgotten: the shape must stay above 0. */
  private static final double LEAST_CALLS = 0.02;

  private static final int EXACT = 24;

  private final double[][] calls;
  private final double[][] minutes;
  private final double[] served;
  private final double[] busy;

  GammaPoisson(int functions) {
    calls = new double[HALF_LIVES.length][functions];
    minutes = new double[HALF_LIVES.length][functions];
    for (int i = 0; i < HALF_LIVES.length; i++) {
      Arrays.fill(calls[i], PRIOR_CALLS);
      Arrays.fill(minutes[i], PRIOR_MINUTES);
    }
    served = new double[functions];
    busy = new double[functions];
  }

  @Override
  public int width() {
    return HALF_LIVES.length;
  }

  @Override
  public void observe(int minute, Demand[] demands) {
    for (int i = 0; i < HALF_LIVES.length; i++) {
      double kept = Math.pow(0.5, 1 / HALF_LIVES[i]);
      for (int function = 0; function < demands.length; function++) {
        calls[i][function] = kept * calls[i][function] + demands[function].calls();
        minutes[i][function] = kept * minutes[i][function] + 1;
      }
    }
    for (int function = 0; function < demands.length; function++) {
      served[function] += demands[function].calls();
      busy[function] += demands[function].busy();
    }
  }

  @Override
  public void evidence(int function, int level, double[] into, int at) {
    double most = callsFor(function, Levels.threshold(level));
    for (int i = 0; i < HALF_LIVES.length; i++) {
      into[at + i] = logOdds(calls[i][function] + LEAST_CALLS, minutes[i][function], most);
    }
  }

  /** The fewest calls of a minute that want so many instances. */
  private double callsFor(int function, int instances) {
    return instances == 1 || busy[function] == 0
        ? instances
        : Math.floor((instances - 1) * served[function] / busy[function]) + 1;
  }

  /** Of at least k calls, if their rate is gamma of this shape and (per minute) this rate. */
  private static double logOdds(double shape, double rate, double k) {
    if (k > EXACT) {
      double mean = shape / rate;
      double z = (mean - k + 0.5) / Math.sqrt(mean * (1 + 1 / rate));
      // The logit of a normal probability to 1e-4: Bowling, Khasawneh, Kaewkuekool and Cho 2009.
      double near = Math.max(-8, Math.min(8, z));
      return Odds.log(Odds.probability(1.5976 * near + 0.07056 * near * near * near));
    }
    double term = Math.pow(rate / (rate + 1), shape);
    double below = 0;
    for (int i = 0; i < k; i++) {
      below += term;
      term *= (shape + i) / ((i + 1) * (rate + 1));
    }
    return Odds.log(1 - Math.min(1, below));
  }
}
