package dev.continuum.model.quantity;

/**
 * A rate of data.
 *
 * @param bitsPerSecond bits per second; {@link Double#POSITIVE_INFINITY} is unlimited
 */
public record Bandwidth(double bitsPerSecond) {

  /** No limit. */
  public static final Bandwidth UNLIMITED = new Bandwidth(Double.POSITIVE_INFINITY);

  /** The given number of megabits (10^6 bits) a second. */
  public static Bandwidth megabitsPerSecond(double megabits) {
    return new Bandwidth(megabits * 1e6);
  }

  /** The narrower of the two. */
  public Bandwidth min(Bandwidth other) {
    return bitsPerSecond <= other.bitsPerSecond ? this : other;
  }

  /** Whether this stands for no limit. */
  public boolean isUnlimited() {
    return bitsPerSecond == Double.POSITIVE_INFINITY;
  }
}
