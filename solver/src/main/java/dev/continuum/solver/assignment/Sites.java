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
   * Settles a vertex where every node is open or closed, and whole jobs have one arc each.
   *
   * @param dual in the vertex's states
   * @param removed arcs that no placement of interest uses
   * @return what no placement on these nodes costs less than, infinite if there is none, or none
   *     better than {@link #bestCost}
   */
  double leaf(Dual dual, boolean[] removed);
}
