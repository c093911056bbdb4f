package dev.continuum.cli;

import dev.continuum.model.evaluation.RouteEvaluation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers as people read them. */
final class Figures {

  /** Stands for what does not exist. */
  static final String NONE = "-";

  /** Sums of real shares that are this near to a whole number are shown as one. */
  private static final double NEAR = 1e-9;

  private Figures() {}

  /** Micro-units as units, exactly, without trailing zeros. */
  static BigDecimal units(long micros) {
    return decimal(micros, 6);
  }

  /** A whole number of 10^-digits, exactly, without trailing zeros. */
  static BigDecimal decimal(long unscaled, int digits) {
    return plain(BigDecimal.valueOf(unscaled, digits));
  }

  /** The same number, whose text has no exponent where that is short. */
  static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** A cost, in units. */
  static String cost(long micros) {
    return units(micros).toPlainString();
  }

  /** A cost with its sign. */
  static String costChange(long micros) {
    return (micros > 0 ? "+" : "") + cost(micros);
  }

  /** Devices, requests and the like: whole where they are whole, else three digits. */
  static String count(double value) {
    if (!Double.isFinite(value)) {
      return "unlimited";
    }
    if (Math.abs(value - Math.rint(value)) <= NEAR * Math.max(1, Math.abs(value))) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%,.1f", value)
        : plain(BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN)).toPlainString();
  }

  /** Instances and the like. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A count of things, by the name of one. */
  static String count(double value, String one) {
    return count(value) + " " + one + (value == 1 ? "" : "s");
  }

  static String count(long value, String one) {
    return count(value) + " " + one + (value == 1 ? "" : "s");
  }

  /** Text of a user's file on one line, without what would steer a terminal. */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            each -> {
              switch (Character.getType(each)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    line.append(String.format(Locale.ROOT, "\\u%04x", each));
                default -> line.appendCodePoint(each);
              }
            });
    return line.toString();
  }

  /** A count with its sign. */
  static String countChange(double value) {
    return (value > 0 ? "+" : "") + count(value);
  }

  /** Microseconds as milliseconds or seconds. */
  static String latency(long micros) {
    if (micros >= RouteEvaluation.UNBOUNDED_MICROS) {
      return "unbounded";
    }
    return micros < 10_000_000
        ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
        : String.format(Locale.ROOT, "%.1f s", micros / 1e6);
  }

  static String latency(OptionalLong micros) {
    return micros.isPresent() ? latency(micros.getAsLong()) : NONE;
  }

  /** How long a battery lasts. */
  static String lifetime(double seconds) {
    if (Double.isInfinite(seconds)) {
      return "for ever";
    }
    return seconds < 3600
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  static String lifetime(OptionalDouble seconds) {
    return seconds.isPresent() ? lifetime(seconds.getAsDouble()) : NONE;
  }

  /** A share of one as a percentage. */
  static String percent(double share) {
    if (!Double.isFinite(share)) {
      return NONE;
    }
    double percent = share * 100;
    return percent != 0 && Math.abs(percent) < 1
        ? String.format(Locale.ROOT, "%.2g %%", percent)
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  static String percent(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : NONE;
  }

  /** A duration in seconds. */
  static String seconds(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
  }
}
