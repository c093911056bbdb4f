package dev.continuum.simulator.warm.forecast;

import java.util.function.IntToDoubleFunction;

/** The law of the number of instances that a function will want in one minute. Immutable. */
public final class PredictiveDistribution {

  private final float[] atLeast;

  private PredictiveDistribution(float[] atLeast) {
    this.atLeast = atLeast;
  }

  /**
   * The law with given tails.
   *
   * @param atLeast by level of {@link Levels}; made non-increasing, and 0 beyond
   */
  static PredictiveDistribution of(float[] atLeast) {
    float[] tails = atLeast.clone();
    for (int level = 0; level < tails.length; level++) {
      float most = level == 0 ? 1 : tails[level - 1];
      tails[level] = Math.max(0, Math.min(most, tails[level]));
    }
    return new PredictiveDistribution(tails);
  }

  /**
   * The law with known tails.
   *
   * @param most more than these are never wanted
   * @param atLeast P(at least so many), for 1 to the most
   */
  public static PredictiveDistribution of(int most, IntToDoubleFunction atLeast) {
    float[] tails = new float[most == 0 ? 0 : Levels.of(most) + 1];
    for (int level = 0; level < tails.length; level++) {
      tails[level] = (float) atLeast.applyAsDouble(Math.min(most, Levels.threshold(level)));
    }
    return of(tails);
  }

  /** P(at least so many are wanted), 1 for none. */
  public double atLeast(int instances) {
    if (instances <= 0) {
      return 1;
    }
    int level = Levels.of(instances);
    return level < atLeast.length ? atLeast[level] : 0;
  }

  /** No more than these have any chance. */
  public int most() {
    return atLeast.length == 0 ? 0 : Levels.last(atLeast.length - 1);
  }

  /** The least number that is enough with a probability. */
  public int quantile(double probability) {
    int level = 0;
    while (level < atLeast.length && atLeast[level] > 1 - probability) {
      level++;
    }
    return level == 0 ? 0 : Levels.last(level - 1);
  }

  /** The central interval that holds with a probability. */
  public Interval interval(double probability) {
    return new Interval(quantile((1 - probability) / 2), quantile((1 + probability) / 2));
  }

  /** Expected number wanted. */
  public double mean() {
    double sum = 0;
    for (int level = 0; level < atLeast.length; level++) {
      sum += (double) atLeast[level] * Levels.width(level);
    }
    return sum;
  }

  /**
   * Numbers of instances, both ends included.
   *
   * @param low least
   * @param high most
   */
  public record Interval(int low, int high) {}
}
