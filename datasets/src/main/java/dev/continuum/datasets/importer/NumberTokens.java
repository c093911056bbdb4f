package dev.continuum.datasets.importer;

import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/**
 * The numbers of a classical instance, in free format: separated by any white space, rows broken
 * anywhere. Every fault names the line and what was expected there. Not thread-safe.
 */
final class NumberTokens {

  private static final int LONGEST_TOKEN = 64;
  private static final int MOST_DIGITS_BEFORE_POINT = 18;
  private static final int MOST_DIGITS_AFTER_POINT = 30;

  private final InstanceText source;
  private int position;
  private int line = 1;

  NumberTokens(InstanceText source) {
    this.source = source;
  }

  /** How many tokens there are from here on. Moves nothing. */
  long remaining() {
    String text = source.text();
    long count = 0;
    boolean inToken = false;
    for (int i = position; i < text.length(); i++) {
      boolean space = isSpace(text.charAt(i));
      if (!space && !inToken) {
        count++;
      }
      inToken = !space;
    }
    return count;
  }

  /** The next number, which must not be negative. */
  BigDecimal amount(String what) {
    return number(what, value -> value.signum() >= 0, "a number that is not negative");
  }

  /** The next number, which must be positive and whole. */
  int count(String what, int most) {
    return number(
            what,
            value ->
                value.signum() > 0
                    && value.stripTrailingZeros().scale() <= 0
                    && value.compareTo(BigDecimal.valueOf(most)) <= 0,
            "a whole number from 1 to " + most)
        .intValueExact();
  }

  BigDecimal[] amounts(int count, String what) {
    BigDecimal[] values = new BigDecimal[count];
    for (int i = 0; i < count; i++) {
      values[i] = amount(what + " " + (i + 1) + " of " + count);
    }
    return values;
  }

  /** Whether the next token is this word; if so, moves past it. */
  boolean skipWord(String word) {
    int before = position;
    int lineBefore = line;
    if (next().equalsIgnoreCase(word)) {
      return true;
    }
    position = before;
    line = lineBefore;
    return false;
  }

  /** Reports whatever is left. */
  void expectEnd(String what) {
    String left = next();
    if (!left.isEmpty()) {
      throw fault(
          "import.trailing",
          "The instance must end after " + what + ", but \"" + shown(left) + "\" follows.",
          "Maybe the sizes on the first line are wrong, or it is another format.");
    }
  }

  InvalidProblemException fault(String code, String message, String remedy) {
    return new InvalidProblemException(
        List.of(new Issue(code, source.name() + ":" + line, message, remedy)));
  }

  private BigDecimal number(String what, Predicate<BigDecimal> valid, String expected) {
    String token = next();
    if (token.isEmpty()) {
      throw fault(
          "import.end-of-file",
          "Expected " + expected + " (" + what + "), but the file ends.",
          "Maybe it is cut off, or it is another format.");
    }
    if (token.length() <= LONGEST_TOKEN) {
      try {
        BigDecimal value = new BigDecimal(token);
        boolean sane =
            value.scale() <= MOST_DIGITS_AFTER_POINT
                && value.precision() - (long) value.scale() <= MOST_DIGITS_BEFORE_POINT;
        if (sane && valid.test(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Reported below, with what was expected.
      }
    }
    throw fault(
        "import.number",
        "Expected " + expected + " (" + what + "), found \"" + shown(token) + "\".",
        "Maybe it is another format, or the sizes on the first line are wrong.");
  }

  /** The next token, or nothing at the end. */
  private String next() {
    String text = source.text();
    while (position < text.length() && isSpace(text.charAt(position))) {
      if (text.charAt(position) == '\n') {
        line++;
      }
      position++;
    }
    int start = position;
    while (position < text.length() && !isSpace(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private static boolean isSpace(char c) {
    return c <= ' ';
  }

  private static String shown(String token) {
    return token.length() <= LONGEST_TOKEN ? token : token.substring(0, LONGEST_TOKEN) + "...";
  }
}
