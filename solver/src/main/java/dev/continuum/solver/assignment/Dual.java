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

  private final PayingArcs paying;

  Dual(Instance instance, boolean[] removed) {
    this.instance = instance;
    int m = instance.nodes;
    state = new byte[m];
    served = new double[instance.jobs];
    net = new double[m];
    price = new double[m];
    splitValue = new double[m];
    takenArc = new int[instance.arcs()];
    takenShare = new double[instance.arcs()];
    knapsack = new Knapsack(mostAtNode(instance));
    paying = new PayingArcs(instance, removed);
  }

  /** Leaves arcs out. */
  void restrict(boolean[] removed) {
    paying.restrict(removed);
  }

  /** The value at prices above the instance's base, rounded outward; fills the fields. */
  double evaluate(double[] prices) {
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
      if (state[i] == CLOSED) {
        net[i] = Double.POSITIVE_INFINITY;
        continue;
      }
      paying.fill(i, prices, knapsack);
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
