package dev.continuum.solver.state;

import dev.continuum.solver.compiled.ChangeTable;

/**
 * What the parts of a placement under construction add up to: its cost, and its changes against
 * their budget (rule 8). One sum for all parts, so that every part adds to it in the order in which
 * things happen. Not thread-safe.
 */
final class Totals {

  private final double mostChanges;

  /** Cost so far, micro-units per hour. */
  double cost;

  /** Instances started and artifacts acquired that count as changes. */
  long otherChanges;

  /** Devices moved onto nodes, by call and node. */
  double moved;

  Totals(ChangeTable changes, double tolerance) {
    mostChanges = changes.budget() * (1 + tolerance);
  }

  double changes() {
    return otherChanges + moved;
  }

  boolean withinBudget() {
    return changes() <= mostChanges;
  }
}
