package dev.continuum.simulator.statistics;

/**
 * An estimate and its 95 % confidence interval.
 *
 * @param value the estimate
 * @param halfWidth half the width of the interval; NaN where there are too few batches
 */
public record Interval(double value, double halfWidth) {

  /** Whether a value lies inside. */
  public boolean contains(double other) {
    return Math.abs(other - value) <= halfWidth;
  }

  /** The lower end. */
  public double low() {
    return value - halfWidth;
  }

  /** The upper end. */
  public double high() {
    return value + halfWidth;
  }

  /** The same in another unit. */
  public Interval scaled(double factor) {
    return new Interval(value * factor, halfWidth * Math.abs(factor));
  }
}
