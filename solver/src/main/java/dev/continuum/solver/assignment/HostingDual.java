package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * The dual of serving each group once and of each node's CPU: for a price per group and a price of
 * each node's CPU, a node hosts the functions that earn most in its memory, a knapsack solved
 * exactly, and serves what pays. The value, rounded outward, is below the cost of every placement
 * that serves all groups, for any prices of groups and any nonnegative ones of CPU. Not
 * thread-safe.
 */
final class HostingDual {

  /** Relative amount subtracted for sums in double precision, of the sum of absolute terms. */
  private static final double OUTWARD = 1e-11;

  final Hosting hosting;

  /** Whether a function is hosted, by function × nodes + node, and what it earns. */
  final boolean[] hosted;

  final double[] gain;

  /** What each node earns, opening cost subtracted, before the price of its CPU. */
  final double[] earned;

  /** How much of each group is served in sum, and CPU used relative to each node's. */
  final double[] served;

  final double[] usedCpu;

  private final Knapsack knapsack;
  private final HostingNode node;

  HostingDual(Hosting hosting) {
    this.hosting = hosting;
    int pairs = hosting.functions() * hosting.nodes();
    hosted = new boolean[pairs];
    gain = new double[pairs];
    earned = new double[hosting.nodes()];
    served = new double[hosting.groups()];
    usedCpu = new double[hosting.nodes()];
    knapsack = new Knapsack(hosting.functions() + 1);
    node = new HostingNode(hosting);
  }

  /**
   * The value with each node's CPU kept as well, so that prices of CPU do not matter; each is
   * replaced by the best, for the next call to start from.
   *
   * @param within how much above its best a node's earnings may stay, micro-units
   */
  double evaluateWithCpu(double[] prices, double within) {
    int groups = hosting.groups();
    int m = hosting.nodes();
    double sum = 0;
    double absolute = 0;
    for (int g = 0; g < groups; g++) {
      sum += prices[g];
      absolute += Math.abs(prices[g]);
    }
    Arrays.fill(served, 0);
    for (int n = 0; n < m; n++) {
      double most = node.solve(n, prices, prices[groups + n], within);
      prices[groups + n] = node.cpu;
      earned[n] = most - hosting.host().opening()[n];
      sum -= Math.max(0, earned[n]);
      absolute += most + hosting.host().opening()[n];
      usedCpu[n] = 1;
      for (int f = 0; f < hosting.functions(); f++) {
        hosted[f * m + n] = earned[n] > 0 && node.hosted[f];
      }
      for (int g = 0; earned[n] > 0 && g < groups; g++) {
        served[g] += node.share[g];
      }
    }
    return sum - OUTWARD * absolute;
  }

  /** The same as {@link #hopeless}, after an evaluation with CPU kept. */
  boolean[] hopelessWithCpu(double[] prices, double value, double better) {
    int m = hosting.nodes();
    boolean[] out = new boolean[hosted.length];
    for (int n = 0; n < m; n++) {
      for (int f = 0; f < hosting.functions(); f++) {
        int pair = f * m + n;
        if (!hosted[pair]) {
          double with =
              node.with(n, f, prices, prices[hosting.groups() + n]) - hosting.host().opening()[n];
          out[pair] = value + Math.max(0, earned[n]) - with > better + 1e-9 * Math.abs(better) + 1;
        }
      }
    }
    return out;
  }

  /**
   * The value, micro-units; fills the fields.
   *
   * @param prices of groups, then of all of each node's CPU
   */
  double evaluate(double[] prices) {
    int groups = hosting.groups();
    int m = hosting.nodes();
    double sum = 0;
    double absolute = 0;
    for (int g = 0; g < groups; g++) {
      sum += prices[g];
      absolute += Math.abs(prices[g]);
    }
    Arrays.fill(served, 0);
    for (int n = 0; n < m; n++) {
      double cpu = prices[groups + n];
      double room = hosting.host().cpuRoom()[n];
      double perNanocore = room > 0 ? cpu / room : 0;
      fill(n, prices, perNanocore);
      double opening = hosting.host().opening()[n];
      earned[n] = knapsack.value - opening;
      // An unused node that costs to open has no CPU to offer either.
      boolean used = opening == 0 || earned[n] + cpu > 0;
      sum -= used ? earned[n] + cpu : 0;
      absolute += cpu + knapsack.value + opening;
      serve(n, prices, perNanocore, used);
    }
    return sum - OUTWARD * absolute;
  }

  /** Best functions of a node under its memory. */
  private void fill(int n, double[] prices, double perNanocore) {
    knapsack.clear();
    int m = hosting.nodes();
    for (int f = 0; f < hosting.functions(); f++) {
      int pair = f * m + n;
      gain[pair] = gain(f, n, prices, perNanocore);
      hosted[pair] = false;
      if (gain[pair] > 0 && hosting.host().memory()[pair] <= hosting.host().memoryRoom()[n]) {
        knapsack.add(f, gain[pair], hosting.host().memory()[pair]);
      }
    }
    knapsack.solve(hosting.host().memoryRoom()[n], false);
  }

  private double gain(int f, int n, double[] prices, double perNanocore) {
    int m = hosting.nodes();
    double[] micros = hosting.use().micros();
    double[] nanocores = hosting.use().nanocores();
    double sum = -hosting.host().fixed()[f * m + n];
    for (int g : hosting.groupsOf()[f]) {
      double profit = prices[g] - micros[g * m + n] - perNanocore * nanocores[g * m + n];
      if (profit > 0) {
        sum += profit;
      }
    }
    return sum;
  }

  private void serve(int n, double[] prices, double perNanocore, boolean used) {
    int m = hosting.nodes();
    double[] micros = hosting.use().micros();
    double[] nanocores = hosting.use().nanocores();
    double cpu = 0;
    for (int k = 0; used && k < knapsack.size; k++) {
      if (knapsack.taken[k] > 0) {
        int f = knapsack.arc[k];
        hosted[f * m + n] = true;
        for (int g : hosting.groupsOf()[f]) {
          if (prices[g] - micros[g * m + n] - perNanocore * nanocores[g * m + n] > 0) {
            served[g]++;
            cpu += nanocores[g * m + n];
          }
        }
      }
    }
    usedCpu[n] = used ? cpu / Math.max(1, hosting.host().cpuRoom()[n]) : 1;
  }

  /**
   * Which pairs no placement cheaper than a cost can host, after an evaluation at these prices.
   *
   * @param value what it gave
   * @param better a cost that a better placement has at most, micro-units
   */
  boolean[] hopeless(double[] prices, double value, double better) {
    int m = hosting.nodes();
    boolean[] out = new boolean[hosted.length];
    for (int n = 0; n < m; n++) {
      long room = hosting.host().memoryRoom()[n];
      double opening = hosting.host().opening()[n];
      double cpu = prices[hosting.groups() + n];
      double now = opening == 0 ? earned[n] + cpu : Math.max(0, earned[n] + cpu);
      for (int f = 0; f < hosting.functions(); f++) {
        int pair = f * m + n;
        if (hosting.host().memory()[pair] > room) {
          out[pair] = true;
          continue;
        }
        if (hosted[pair]) {
          continue;
        }
        knapsack.clear();
        for (int other = 0; other < hosting.functions(); other++) {
          int at = other * m + n;
          if (other != f && gain[at] > 0 && hosting.host().memory()[at] <= room) {
            knapsack.add(other, gain[at], hosting.host().memory()[at]);
          }
        }
        knapsack.solve(room - hosting.host().memory()[pair], false);
        double with = knapsack.value + gain[pair] - opening + cpu;
        out[pair] = value + now - with > better + 1e-9 * Math.abs(better) + 1;
      }
    }
    return out;
  }
}
