package dev.continuum.simulator.warm.forecast;

/**
 * Which numbers of instances are told apart: each up to 64, then 32 steps per doubling, so that a
 * function with thousands of instances costs a few hundred levels. Stateless; O(1).
 */
final class Levels {

  private static final int EXACT = 64;
  private static final int STEPS = 32;

  private Levels() {}

  /** The level that an instance number (from 1) belongs to. */
  static int of(int instance) {
    if (instance <= EXACT) {
      return instance - 1;
    }
    int octave = 31 - Integer.numberOfLeadingZeros((instance - 1) / EXACT);
    int step = (EXACT / STEPS) << octave;
    return EXACT + octave * STEPS + (instance - 1 - (EXACT << octave)) / step;
  }

  /** The highest instance number of a level. */
  static int last(int level) {
    if (level < EXACT) {
      return level + 1;
    }
    int octave = (level - EXACT) / STEPS;
    int step = (EXACT / STEPS) << octave;
    return (EXACT << octave) + ((level - EXACT) % STEPS + 1) * step;
  }

  /** Instance numbers in a level. */
  static int width(int level) {
    return last(level) - (level == 0 ? 0 : last(level - 1));
  }

  /** How many must be wanted for a level to count as wanted: its middle. */
  static int threshold(int level) {
    return last(level) - width(level) / 2;
  }

  /** Levels in use once so many instances have been wanted: those, and the next one. */
  static int count(int mostWanted) {
    return of(mostWanted + 1) + 1;
  }
}
