package dev.continuum.benchmarks.service;

import java.util.Locale;

/**
 * One measured figure beside what it must reach.
 *
 * @param name of the case
 * @param what was measured
 * @param value in its unit
 * @param unit of value and target
 * @param target to be reached
 * @param least whether the target is the least, else the most
 */
record Figure(String name, String what, double value, String unit, double target, Sense least) {

  /** Which way is better. */
  enum Sense {
    AT_LEAST,
    AT_MOST,
    NONE
  }

  static Figure of(String name, String what, double value, String unit) {
    return new Figure(name, what, value, unit, Double.NaN, Sense.NONE);
  }

  static Figure atLeast(String name, String what, double value, String unit, double target) {
    return new Figure(name, what, value, unit, target, Sense.AT_LEAST);
  }

  static Figure atMost(String name, String what, double value, String unit, double target) {
    return new Figure(name, what, value, unit, target, Sense.AT_MOST);
  }

  String markdown() {
    String wanted =
        switch (least) {
          case AT_LEAST -> "≥ " + number(target) + (value >= target ? ", reached" : ", missed");
          case AT_MOST -> "≤ " + number(target) + (value <= target ? ", reached" : ", missed");
          case NONE -> "";
        };
    return "| " + name + " | " + what + " | " + number(value) + " " + unit + " | " + wanted + " |";
  }

  private static String number(double value) {
    return Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
