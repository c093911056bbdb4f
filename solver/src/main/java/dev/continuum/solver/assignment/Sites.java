package dev.continuum.solver.assignment;

import java.util.function.BooleanSupplier;

/** What a {@link SiteTree} does once it knows which nodes are open. Not thread-safe. */
interface Sites {

  /** The cost of the best placement found this way, above the base; infinite for none. */
  double bestCost();

  /** What a placement must cost less than to be of use beside one of a cost; above the base. */
  double limit(double cost);

  /** Looks for a placement that uses the given nodes, under prices of jobs. */
  void round(boolean[] nodes, double[] prices, BooleanSupplier stop);

  /**
   * Settles a vertex where every node is open or closed.
   *
   * @param dual in the vertex's states
   * @param prices near a maximum of the dual
   * @param removed arcs that no placement of interest uses
   * @param limit a cost of interest: more need not be proven
   * @param tries how often the vertex has been here before without being settled
   * @return what no placement on these nodes costs less than, infinite if there is none below the
   *     limit
   */
  double leaf(
      Dual dual, double[] prices, boolean[] removed, double limit, int tries, BooleanSupplier stop);

  /** How often it is worth coming back to a vertex that was not settled. */
  int mostTries();
}
