package dev.continuum.benchmarks.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** A table in Markdown. Not thread-safe. */
final class MarkdownTable {

  private static final String NONE = "-";

  private final StringBuilder text = new StringBuilder();

  MarkdownTable(String... head) {
    row(head);
    text.append("|").append("---|".repeat(head.length)).append('\n');
  }

  void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** A share of one, as a percentage. */
  static String share(OptionalDouble share) {
    if (share.isEmpty()) {
      return NONE;
    }
    double percent = share.getAsDouble() * 100;
    if (percent == 0 || Math.abs(percent) >= 10) {
      return String.format(Locale.ROOT, "%.0f %%", percent);
    }
    return String.format(Locale.ROOT, Math.abs(percent) < 1 ? "%.3f %%" : "%.2f %%", percent);
  }

  static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : NONE;
  }

  /** Three digits, or all before the point. */
  static String number(double value) {
    return value(BigDecimal.valueOf(value), 3);
  }

  /** Eleven digits, or all before the point. */
  static String value(BigDecimal value) {
    return value(value, 11);
  }

  private static String value(BigDecimal value, int digits) {
    int whole = Math.max(digits, value.precision() - value.scale());
    BigDecimal rounded = value.round(new MathContext(whole)).stripTrailingZeros();
    return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
