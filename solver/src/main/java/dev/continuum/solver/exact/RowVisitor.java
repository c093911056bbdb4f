package dev.continuum.solver.exact;

/** Takes the rows that a variable is in, with its coefficients there. */
@FunctionalInterface
interface RowVisitor {

  /** A row by number, -1 for one that was left out as nothing could break it. */
  void at(int row, long coefficient);
}
