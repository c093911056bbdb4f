package dev.continuum.datasets.wire;

import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Memory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.DoubleUnaryOperator;

/**
 * Quantities of the model in the units of the schema. Times are exact to the nanosecond up to 26
 * days and amounts of memory to the byte up to 8 PiB; bandwidths and distance delays that come from
 * the units of the schema are exact, others to the last place of a double.
 */
final class Units {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BITS_PER_MEGABIT = 1e6;
  private static final double MICROS_PER_MILLI = 1e3;

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

  /** The decimal point moved, so that 1.019227 ms are 1019.227 µs and nothing next to it. */
  static double microsOfMillis(double millis) {
    return Double.isFinite(millis) && millis != 0
        ? BigDecimal.valueOf(millis).movePointRight(3).doubleValue()
        : millis;
  }

  static double millisOfMicros(double micros) {
    return inverse(micros, micros / MICROS_PER_MILLI, Units::microsOfMillis);
  }

  static Bandwidth megabits(double megabitsPerSecond) {
    return Bandwidth.megabitsPerSecond(megabitsPerSecond);
  }

  static double megabits(Bandwidth bandwidth) {
    double bits = bandwidth.bitsPerSecond();
    return inverse(bits, bits / BITS_PER_MEGABIT, megabits -> megabits(megabits).bitsPerSecond());
  }

  static Memory mebibytes(double mebibytes) {
    return Memory.mebibytes(mebibytes);
  }

  /** Nanoseconds, as a double so that absurd durations stay visible instead of overflowing. */
  private static double nanos(Duration duration) {
    double rough = duration.getSeconds() * NANOS_PER_SECOND;
    return Math.abs(rough) < Long.MAX_VALUE / 2.0 ? duration.toNanos() : rough + duration.getNano();
  }

  /** The shortest of the decimals next to an approximate inverse that give exactly the value. */
  private static double inverse(double value, double near, DoubleUnaryOperator times) {
    double best = near;
    for (double each : new double[] {Math.nextDown(near), near, Math.nextUp(near)}) {
      if (times.applyAsDouble(each) == value
          && (times.applyAsDouble(best) != value || digits(each) < digits(best))) {
        best = each;
      }
    }
    return best;
  }

  private static int digits(double value) {
    return Double.toString(value).length();
  }
}
