package dev.continuum.model.queueing;

/** Checks of arguments; each returns its value so that it can stand in an expression. */
final class Arguments {

  private Arguments() {}

  static double nonNegative(double value, String name) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "The " + name + " (" + value + ") must be a finite number >= 0");
    }
    return value;
  }

  static double positive(double value, String name) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "The " + name + " (" + value + ") must be a finite number > 0");
    }
    return value;
  }

  static double openUnit(double value, String name) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException("The " + name + " (" + value + ") must be in (0, 1)");
    }
    return value;
  }

  /** A probability that may be 1 but not 0. */
  static double positiveProbability(double value, String name) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException("The " + name + " (" + value + ") must be in (0, 1]");
    }
    return value;
  }

  static double probability(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("The " + name + " (" + value + ") must be in [0, 1]");
    }
    return value;
  }

  static int atLeast(int value, int least, String name) {
    if (value < least) {
      throw new IllegalArgumentException("The " + name + " (" + value + ") must be >= " + least);
    }
    return value;
  }
}
