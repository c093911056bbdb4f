package dev.continuum.model.evaluation;

/**
 * How much of something is in use.
 *
 * @param used what is used
 * @param limit what the plan may use; infinite where there is no limit
 */
public record Use(double used, double limit) {

  /** Nothing of no limit. */
  public static final Use NONE = new Use(0, Double.POSITIVE_INFINITY);

  /** The share in use; 0 of nothing and of no limit. */
  public double share() {
    return used == 0 || Double.isInfinite(limit) ? 0 : used / limit;
  }
}
