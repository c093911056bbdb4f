package dev.continuum.datasets.wire;

import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Memory;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Quantities of the model in the units of the schema. Times are exact to the nanosecond up to 50
 * days, amounts of memory to the byte up to 8 PiB, and decimals of at most 15 digits in any unit.
 */
final class Units {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int MEGA = 6;
  private static final int MILLI = 3;

  private Units() {}

  static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
  }

  static double millis(Duration duration) {
    return nanos(duration) / NANOS_PER_MILLI;
  }

  static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
  }

  static double seconds(Duration duration) {
    return nanos(duration) / NANOS_PER_SECOND;
  }

  static double microsOfMillis(double millis) {
    return shift(millis, MILLI);
  }

  static double millisOfMicros(double micros) {
    return unshift(micros, MILLI);
  }

  static Bandwidth megabits(double megabitsPerSecond) {
    return new Bandwidth(shift(megabitsPerSecond, MEGA));
  }

  static double megabits(Bandwidth bandwidth) {
    return unshift(bandwidth.bitsPerSecond(), MEGA);
  }

  static Memory mebibytes(double mebibytes) {
    return Memory.mebibytes(mebibytes);
  }

  /** Nanoseconds, as a double so that absurd durations stay visible instead of overflowing. */
  private static double nanos(Duration duration) {
    double rough = duration.getSeconds() * NANOS_PER_SECOND;
    return Math.abs(rough) < Long.MAX_VALUE / 2.0 ? duration.toNanos() : rough + duration.getNano();
  }

  /** A decimal with its point moved: 0.3 becomes 300 and not 299.99999999999994. */
  private static double shift(double value, int places) {
    return Double.isFinite(value) && value != 0
        ? BigDecimal.valueOf(value).scaleByPowerOfTen(places).doubleValue()
        : value;
  }

  private static double unshift(double value, int places) {
    double near = shift(value, -places);
    if (shift(near, places) == value) {
      return near;
    }
    double above = Math.nextUp(near);
    return shift(above, places) == value ? above : Math.nextDown(near);
  }
}
