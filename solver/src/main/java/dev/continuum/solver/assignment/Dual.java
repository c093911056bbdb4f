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

  private final Knapsack knapsack;
  private final int[] from;
  private final int[] to;
  private final int[] arc;
  private final int[] jobOf;
  private final double[] cost;
  private final long[] use;
  private final double[] key;
  private final double[] keyScale;

  Dual(Instance instance, boolean[] removed) {
    this.instance = instance;
    int m = instance.nodes;
    state = new byte[m];
    served = new double[instance.jobs];
    net = new double[m];
    price = new double[m];
    splitValue = new double[m];
    from = new int[m];
    to = new int[m];
    arc = new int[instance.arcs()];
    jobOf = new int[instance.arcs()];
    cost = new double[instance.arcs()];
    use = new long[instance.arcs()];
    key = new double[instance.arcs()];
    keyScale = new double[instance.jobs];
    Arrays.fill(keyScale, 1);
    takenArc = new int[instance.arcs()];
    takenShare = new double[instance.arcs()];
    if (instance.uniform) {
      for (int j = 0; j < instance.jobs; j++) {
        keyScale[j] = 1.0 / Math.max(1, instance.use[instance.first[j]]);
      }
    }
    knapsack = new Knapsack(mostAtNode(instance));
    restrict(removed);
  }

  /** Leaves arcs out. */
  void restrict(boolean[] removed) {
    int count = 0;
    for (int i = 0; i < instance.nodes; i++) {
      from[i] = count;
      int size = 0;
      double[] keys = new double[instance.nodeFirst[i + 1] - instance.nodeFirst[i]];
      int[] arcs = new int[keys.length];
      for (int k = instance.nodeFirst[i]; k < instance.nodeFirst[i + 1]; k++) {
        int a = instance.nodeArc[k];
        if (!removed[a]) {
          keys[size] = instance.cost[a] * keyScale[instance.job[a]];
          arcs[size++] = a;
        }
      }
      for (int position : Order.ascending(keys, size)) {
        int a = arcs[position];
        arc[count] = a;
        jobOf[count] = instance.job[a];
        cost[count] = instance.cost[a];
        use[count] = instance.use[a];
        key[count] = keys[position];
        count++;
      }
      to[i] = count;
    }
  }

  /** The value at prices above the instance's base, rounded outward; fills the fields. */
  double evaluate(double[] prices) {
    double sum = 0;
    double absolute = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < prices.length; j++) {
      sum += prices[j];
      absolute += Math.abs(prices[j]);
      highest = Math.max(highest, prices[j] * keyScale[j]);
    }
    Arrays.fill(served, 0);
    taken = 0;
    for (int i = 0; i < instance.nodes; i++) {
      if (state[i] == CLOSED) {
        net[i] = Double.POSITIVE_INFINITY;
        continue;
      }
      fill(i, prices, highest);
      net[i] = instance.opening[i] - knapsack.value;
      price[i] = knapsack.price;
      splitValue[i] = knapsack.splitValue;
      absolute += knapsack.value + instance.opening[i];
      if (net[i] < 0 || state[i] == OPEN) {
        sum += net[i];
        for (int k = 0; k < knapsack.size; k++) {
          if (knapsack.taken[k] > 0) {
            int a = knapsack.arc[k];
            served[instance.job[a]] += knapsack.taken[k];
            takenArc[taken] = a;
            takenShare[taken++] = knapsack.taken[k];
          }
        }
      }
    }
    return sum - OUTWARD * absolute;
  }

  private void fill(int i, double[] prices, double highest) {
    knapsack.clear();
    int end = to[i];
    for (int k = from[i]; k < end && key[k] <= highest; k++) {
      double profit = prices[jobOf[k]] - cost[k];
      if (profit > 0) {
        knapsack.add(arc[k], profit, use[k]);
      }
    }
    knapsack.solve(instance.capacity[i], instance.divisible);
  }

  /** What the value is at least if an arc is used, after an evaluation at these prices. */
  double valueWith(int a, double value, double[] prices) {
    int i = instance.node[a];
    if (state[i] == CLOSED) {
      return Double.POSITIVE_INFINITY;
    }
    double without = state[i] == OPEN ? net[i] : Math.min(0, net[i]);
    double profit = prices[instance.job[a]] - instance.cost[a];
    double earned = splitValue[i] + Math.min(0, profit - price[i] * instance.use[a]);
    return value - without + instance.opening[i] - earned;
  }

  private static int mostAtNode(Instance instance) {
    int most = 1;
    for (int i = 0; i < instance.nodes; i++) {
      most = Math.max(most, instance.nodeFirst[i + 1] - instance.nodeFirst[i]);
    }
    return most;
  }
}
