package dev.continuum.solver.assignment;

/**
 * Which nodes open where those that do must hold the demand as wholes, and not one of them in part:
 * a knapsack of what stays closed (G. Cornuéjols, R. Sridharan, J. M. Thizy, 1991, DOI
 * 10.1016/0377-2217(91)90261-S, the relaxation with total capacity). Not thread-safe.
 */
final class Covers {

  /** On more nodes the last one is a small part of all, and prices climb worse. */
  private static final int MOST_NODES = 40;

  /** Relative amount subtracted for sums in double precision, of the sum of absolute terms. */
  private static final double ROUNDING = 1e-12;

  /** What sums of weights, which are whole, may lose in double precision. */
  private static final double SLACK = 1e-3;

  private final Instance instance;
  private final Knapsack knapsack;

  /** The nodes that open, after a choice. */
  final boolean[] open;

  Covers(Instance instance) {
    this.instance = instance;
    int nodes = instance.coverWeight.length <= MOST_NODES ? instance.coverWeight.length : 0;
    open = new boolean[nodes];
    knapsack = new Knapsack(nodes);
  }

  /**
   * Chooses under the net costs that a price of capacity leaves.
   *
   * @param state of each node, as in {@link Dual}
   * @param net by node, micro-units
   * @param price of a unit of {@link Instance#coverWeight}, micro-units
   * @return how much more that costs at least than where the last node opens in part, micro-units;
   *     zero where there are too many nodes
   */
  double choose(byte[] state, double[] net, double price) {
    double spare = -instance.coverDemand;
    double split = 0;
    double absolute = 0;
    knapsack.clear();
    for (int i = 0; i < open.length; i++) {
      open[i] = state[i] != Dual.CLOSED;
      if (!open[i]) {
        continue;
      }
      double weight = instance.coverWeight[i];
      double whole = net[i] + price * weight;
      spare += weight;
      if (state[i] == Dual.FREE && whole > 0) {
        knapsack.add(i, whole, (long) weight);
        split += Math.max(0, net[i]);
        absolute += Math.abs(net[i]) + price * weight;
      }
    }
    if (knapsack.size == 0 || spare < 0) {
      return 0;
    }
    knapsack.solve((long) Math.floor(spare + SLACK), false);
    for (int k = 0; k < knapsack.size; k++) {
      open[knapsack.arc[k]] = knapsack.taken[k] == 0;
    }
    // What stays closed saves so much if one node may be closed in part.
    split += price * spare;
    return Math.max(0, split - knapsack.value - ROUNDING * absolute);
  }
}
