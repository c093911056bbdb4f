package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * The dual of serving each job once: for prices of jobs, each node takes what pays under its
 * capacity, and opens if that exceeds its opening cost (K. Holmberg, M. Rönnqvist, D. Yuan, 1999,
 * DOI 10.1016/S0377-2217(98)00008-3; for divisible jobs G. Cornuéjols, R. Sridharan, J. M. Thizy,
 * 1991, DOI 10.1016/0377-2217(91)90261-S). The value, rounded outward, is below every placement
 * that uses no removed arc and agrees with the states of nodes. Not thread-safe.
 */
final class Dual {

  /** A node that is not decided, is never used, or always counts as open. */
  static final byte FREE = 0;

  static final byte CLOSED = 1;
  static final byte OPEN = 2;

  /** Relative amount subtracted for sums in double precision, of the sum of absolute terms. */
  private static final double OUTWARD = 1e-12;

  /** How far above its last value the price of capacity is taken into account. */
  private static final double COVER_MARGIN = 1.5;

  final Instance instance;

  /** States of nodes. */
  final byte[] state;

  /** How much of each job the nodes take. */
  final double[] served;

  /** Opening cost less what a node earns: negative where it pays. */
  final double[] net;

  /** By node: value of a unit of capacity, and what the node would earn if jobs could be split. */
  final double[] price;

  final double[] splitValue;

  /** Arcs taken in the last evaluation, and how much of each job. */
  final int[] takenArc;

  final double[] takenShare;
  int taken;

  /**
   * The value of the last evaluation where one node may open in part, which net costs belong to:
   * with nodes chosen as wholes ({@link Covers}) the value is no less.
   */
  double relaxed;

  private final Covers covers;
  private boolean chosen;
  private final Knapsack knapsack;
  private final int[] from;
  private final double[] ratio;
  private final int[] candidate;

  /** Price of a unit of what open nodes must add up to. */
  private double coverPrice;

  private double marginalShare;

  private final PayingArcs paying;

  Dual(Instance instance, boolean[] removed) {
    this.instance = instance;
    int m = instance.nodes;
    state = new byte[m];
    served = new double[instance.jobs];
    net = new double[m];
    price = new double[m];
    from = new int[m + 1];
    ratio = new double[m];
    candidate = new int[m];
    splitValue = new double[m];
    takenArc = new int[instance.arcs()];
    takenShare = new double[instance.arcs()];
    knapsack = new Knapsack(mostAtNode(instance));
    paying = new PayingArcs(instance, removed);
    covers = new Covers(instance);
  }

  /** Leaves arcs out. */
  void restrict(boolean[] removed) {
    paying.restrict(removed);
  }

  /** The value at prices above the instance's base, rounded outward; fills the fields. */
  double evaluate(double[] prices) {
    return evaluate(prices, true);
  }

  /**
   * The value at prices above the instance's base, rounded outward; fills the fields.
   *
   * @param exact whether what nodes that stay closed would earn is to be exact, too
   */
  double evaluate(double[] prices, boolean exact) {
    double sum = 0;
    double absolute = 0;
    for (double pays : prices) {
      sum += pays;
      absolute += Math.abs(pays);
    }
    paying.price(prices);
    Arrays.fill(served, 0);
    taken = 0;
    for (int i = 0; i < instance.nodes; i++) {
      from[i] = taken;
      if (state[i] == CLOSED) {
        net[i] = Double.POSITIVE_INFINITY;
        continue;
      }
      paying.fill(
          i, prices, knapsack, exact || state[i] == OPEN ? Double.NEGATIVE_INFINITY : enough(i));
      net[i] = instance.opening[i] - knapsack.value;
      price[i] = knapsack.price;
      splitValue[i] = knapsack.splitValue;
      absolute += knapsack.value + instance.opening[i];
      for (int k = 0; k < knapsack.size; k++) {
        if (knapsack.taken[k] > 0) {
          takenArc[taken] = knapsack.arc[k];
          takenShare[taken++] = knapsack.taken[k];
        }
      }
    }
    from[instance.nodes] = taken;
    int marginal = cover();
    sum += coverPrice * instance.coverDemand;
    absolute += coverPrice * instance.coverDemand;
    double gained = marginal >= 0 && marginalShare < 1 ? covers.choose(state, net, coverPrice) : 0;
    chosen = gained > 0;
    int kept = 0;
    for (int i = 0; i < instance.nodes; i++) {
      sum += net[i] < 0 || state[i] == OPEN ? net[i] : 0;
      double share = isOpen(i) ? 1 : i == marginal && !chosen ? marginalShare : 0;
      for (int k = from[i]; share > 0 && k < from[i + 1]; k++) {
        served[instance.job[takenArc[k]]] += share * takenShare[k];
        takenArc[kept] = takenArc[k];
        takenShare[kept++] = share * takenShare[k];
      }
    }
    taken = kept;
    relaxed = sum - OUTWARD * absolute;
    return relaxed + gained;
  }

  /** Whether a node counted as open in the last evaluation. */
  boolean isOpen(int node) {
    return state[node] == OPEN || (chosen ? covers.open[node] : net[node] < 0);
  }

  /** What a unit of capacity that open nodes must have was priced at in the last evaluation. */
  double coverPrice() {
    return coverPrice;
  }

  /** A node that earns no more stays closed, even where capacity is missing as it was of late. */
  private double enough(int i) {
    double cover = instance.coverWeight.length > 0 ? coverPrice * instance.coverWeight[i] : 0;
    return instance.opening[i] - COVER_MARGIN * cover;
  }

  /**
   * Prices what open nodes must add up to, so that their net costs with it are least: those that
   * are cheapest for their capacity, until it suffices. Returns the node that is needed in part, or
   * -1.
   */
  private int cover() {
    coverPrice = 0;
    marginalShare = 0;
    double[] weight = instance.coverWeight;
    double missing = instance.coverDemand;
    int count = 0;
    for (int i = 0; i < weight.length; i++) {
      if (state[i] == OPEN || net[i] <= 0) {
        missing -= weight[i];
      } else if (state[i] == FREE && weight[i] > 0) {
        ratio[count] = net[i] / weight[i];
        candidate[count++] = i;
      }
    }
    int marginal = -1;
    if (missing > 0 && count > 0) {
      int[] order = Order.ascending(ratio, count);
      int at = -1;
      while (missing > 0 && at + 1 < count) {
        marginal = candidate[order[++at]];
        marginalShare = missing / weight[marginal];
        missing -= weight[marginal];
      }
      if (missing > 0) {
        // Not even all suffice: any price is valid, this one settles it.
        marginalShare = 1;
      }
      coverPrice = ratio[order[at]];
      for (int i = 0; i < weight.length; i++) {
        net[i] -= coverPrice * weight[i];
      }
    }
    return marginal;
  }

  /** What the value is at least if an arc is used, after an evaluation at these prices. */
  double valueWith(int a, double value, double[] prices) {
    int i = instance.node[a];
    if (state[i] == CLOSED) {
      return Double.POSITIVE_INFINITY;
    }
    double without = state[i] == OPEN ? net[i] : Math.min(0, net[i]);
    double opening = instance.opening[i];
    opening -= instance.coverWeight.length > 0 ? coverPrice * instance.coverWeight[i] : 0;
    double profit = prices[instance.job[a]] - instance.cost[a];
    double earned = splitValue[i] + Math.min(0, profit - price[i] * instance.use[a]);
    return value - without + opening - earned;
  }

  private static int mostAtNode(Instance instance) {
    int most = 1;
    for (int i = 0; i < instance.nodes; i++) {
      most = Math.max(most, instance.nodeFirst[i + 1] - instance.nodeFirst[i]);
    }
    return most;
  }
}
