package dev.continuum.datasets.file;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Decimal numbers as files hold them: read to the nearest double, written as short as possible. */
final class Numbers {

  private static final Pattern JSON =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern YAML =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final double EXACT = 1L << 53;

  private Numbers() {}

  static boolean isJson(String text) {
    return JSON.matcher(text).matches();
  }

  /** Whether YAML readers may take an unquoted text for a number. */
  static boolean isDecimal(String text) {
    return YAML.matcher(text).matches();
  }

  /** The nearest double, infinite beyond the largest; empty if the text is no decimal. */
  static OptionalDouble decimal(String text) {
    return isDecimal(text) ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
  }

  /** The whole number, also where it is written as 1e6 or 5.0; empty if the text is none. */
  static OptionalLong whole(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException notDigits) {
      double value = decimal(text).orElse(Double.NaN);
      return value == Math.rint(value) && Math.abs(value) <= EXACT
          ? OptionalLong.of((long) value)
          : OptionalLong.empty();
    }
  }

  /** The shortest decimal that reads back as the same double. */
  static String shortest(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int magnitude = decimal.precision() - decimal.scale();
    if (magnitude > -4 && magnitude <= 16) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    String fraction = digits.length() == 1 ? "0" : digits.substring(1);
    // YAML 1.1 readers take an exponent without a point and a sign for text.
    String exponent = magnitude > 0 ? "e+" + (magnitude - 1) : "e" + (magnitude - 1);
    return (value < 0 ? "-" : "") + digits.charAt(0) + "." + fraction + exponent;
  }
}
