package dev.continuum.solver;

/** The levels of the objective that can be open in a feasible placement. */
public enum Level {
  /** Unserved devices. */
  UNSERVED,
  /** Late devices. */
  LATE,
  /** Cost. */
  COST
}
