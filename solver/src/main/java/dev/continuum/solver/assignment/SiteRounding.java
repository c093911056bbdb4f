package dev.continuum.solver.assignment;

/**
 * Nodes to open, of those that a vertex of a {@link SiteTree} leaves: together they hold the
 * demand. Where jobs take the same everywhere a knapsack chooses what stays closed: by turns those
 * that were open least of late, and those that are dearest under prices. Not thread-safe.
 */
final class SiteRounding {

  private static final double HALF = 0.5;

  /** What sums of weights, which are whole, may lose in double precision. */
  private static final double SLACK = 1e-3;

  /** Whole jobs do not fill nodes to the last unit. */
  private static final double[] MORE = {0, 0.01, 0.02, 0.035, 0.05};

  private final Instance instance;
  private final Knapsack knapsack;
  private boolean byPrice;
  private int turn;

  SiteRounding(Instance instance) {
    this.instance = instance;
    knapsack = new Knapsack(instance.coverWeight.length);
  }

  /**
   * Chooses after an evaluation of the dual.
   *
   * @param share how often each node was open of late
   */
  boolean[] nodes(Dual dual, double[] share) {
    boolean[] open = new boolean[instance.nodes];
    for (int i = 0; i < open.length; i++) {
      open[i] = dual.state[i] == Dual.OPEN || (dual.state[i] == Dual.FREE && share[i] > HALF);
    }
    double spare = -instance.coverDemand * (1 + more());
    knapsack.clear();
    for (int i = 0; i < instance.coverWeight.length; i++) {
      if (dual.state[i] == Dual.CLOSED) {
        continue;
      }
      double weight = instance.coverWeight[i];
      spare += weight;
      double gain = byPrice ? dual.net[i] + dual.coverPrice() * weight : HALF - share[i];
      if (dual.state[i] == Dual.FREE && gain > 0) {
        knapsack.add(i, gain, (long) weight);
      }
    }
    byPrice = !byPrice;
    if (instance.coverWeight.length > 0 && spare >= 0) {
      close(open, dual, (long) Math.floor(spare + SLACK));
    }
    return open;
  }

  private double more() {
    return instance.divisible ? 0 : MORE[turn++ % MORE.length];
  }

  private void close(boolean[] open, Dual dual, long spare) {
    knapsack.solve(spare, false);
    for (int i = 0; i < open.length; i++) {
      open[i] = dual.state[i] != Dual.CLOSED;
    }
    for (int k = 0; k < knapsack.size; k++) {
      open[knapsack.arc[k]] = knapsack.taken[k] == 0;
    }
  }
}
