package dev.continuum.solver;

/** What proves a bound. */
public enum BoundKind {
  /** Nothing beyond the signs of the terms. */
  TRIVIAL,
  /** Multipliers: the dual function, re-checkable from them alone. */
  DUAL,
  /** A completed or interrupted tree search. */
  TREE
}
