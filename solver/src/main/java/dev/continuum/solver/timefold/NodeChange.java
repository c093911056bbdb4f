package dev.continuum.solver.timefold;

import ai.timefold.solver.core.api.solver.change.ProblemChange;
import ai.timefold.solver.core.api.solver.change.ProblemChangeDirector;

/**
 * A node closes or opens while Timefold searches; what is on a closed node counts as a broken rule.
 *
 * @param node its index
 * @param closed whether nothing may be there from now on
 */
record NodeChange(int node, boolean closed) implements ProblemChange<Plan> {

  @Override
  public void doChange(Plan plan, ProblemChangeDirector director) {
    // The board is the same in all copies of the plan: ledgers look at its version.
    plan.board().close(node, closed);
  }
}
