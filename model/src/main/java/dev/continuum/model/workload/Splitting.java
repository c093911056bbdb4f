package dev.continuum.model.workload;

/** How a group's devices may be divided over routes. */
public enum Splitting {
  /** Whole devices only. */
  WHOLE,
  /** The fluid limit: counts are reals. */
  DIVISIBLE
}
