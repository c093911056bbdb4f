package dev.continuum.model.evaluation;

import dev.continuum.model.quantity.Rounding;

/**
 * A sum of devices × a whole amount for each. Whole device counts add up exactly; fractional ones,
 * which only divisible groups have, in double precision, and bring a relative tolerance with them.
 * Saturates at {@link Rounding#LARGEST}. Not thread-safe.
 */
final class Amount {

  /** Relative tolerance where fractional shares are part of a sum. */
  static final double TOLERANCE = 1e-9;

  private long whole;
  private double fractional;
  private boolean exact = true;

  void add(double devices, long each) {
    if (isWhole(devices)) {
      whole = sum(whole, product((long) devices, each));
    } else {
      fractional += devices * each;
      exact = false;
    }
  }

  void add(Amount other) {
    whole = sum(whole, other.whole);
    fractional += other.fractional;
    exact &= other.exact;
  }

  double value() {
    return whole + fractional;
  }

  /** The sum as a whole number, nearest. */
  long nearest() {
    return exact ? whole : sum(whole, Rounding.nearest(fractional));
  }

  /** A load as the staircase reads it: a fractional sum less the tolerance, rounded up. */
  long load() {
    return exact ? whole : (long) Math.ceil(value() * (1 - TOLERANCE));
  }

  boolean exceeds(long limit) {
    return exact ? whole > limit : value() > limit * (1 + TOLERANCE);
  }

  /** How far the sum is above a limit, ppm, at least 1 where it is above; 0 elsewhere. */
  long excessPpm(long limit) {
    return exceeds(limit) ? Math.max(1, Rounding.excessPpm(value(), (double) limit)) : 0;
  }

  static boolean isWhole(double devices) {
    return devices == Math.rint(devices) && Math.abs(devices) < 0x1p53;
  }

  static long product(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
      return clamp(low);
    }
    return (a < 0) == (b < 0) ? Rounding.LARGEST : -Rounding.LARGEST;
  }

  /** Of two numbers that are already within ±LARGEST. */
  static long sum(long a, long b) {
    return clamp(clamp(a) + clamp(b));
  }

  private static long clamp(long value) {
    return Math.max(-Rounding.LARGEST, Math.min(Rounding.LARGEST, value));
  }
}
