package dev.continuum.solver;

/** What ended a solve. */
public enum Limit {
  /** Nothing: it was finished. */
  NONE,
  /** The gap asked for was reached. */
  GAP,
  /** Time ran out. */
  TIME,
  /** Steps ran out. */
  STEPS,
  /** The caller stopped it. */
  CANCELLED,
  /** The strategy had nothing more to try. */
  EXHAUSTED
}
