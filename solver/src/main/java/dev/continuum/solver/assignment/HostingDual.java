package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

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

  /** What is decided of each pair, as in {@link HostingNode}; counts where CPU is kept. */
  final byte[] decided;

  private final Knapsack knapsack;
  private final HostingNode node;

  HostingDual(Hosting hosting, BooleanSupplier stop) {
    this.hosting = hosting;
    int pairs = hosting.functions() * hosting.nodes();
    hosted = new boolean[pairs];
    gain = new double[pairs];
    decided = new byte[pairs];
    earned = new double[hosting.nodes()];
    served = new double[hosting.groups()];
    usedCpu = new double[hosting.nodes()];
    knapsack = new Knapsack(hosting.functions() + 1);
    node = new HostingNode(hosting, stop);
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
      double most = node.solve(n, decided, prices, prices[groups + n], within);
      if (most == Double.NEGATIVE_INFINITY) {
        return Double.POSITIVE_INFINITY;
      }
      prices[groups + n] = node.cpu;
      boolean open = mustOpen(n) || most > hosting.host().opening()[n];
      earned[n] = most - hosting.host().opening()[n];
      sum -= open ? earned[n] : 0;
      absolute += Math.abs(most) + hosting.host().opening()[n];
      usedCpu[n] = 1;
      for (int f = 0; f < hosting.functions(); f++) {
        hosted[f * m + n] = open && node.hosted[f];
      }
      for (int g = 0; open && g < groups; g++) {
        served[g] += node.share[g];
      }
    }
    return sum - OUTWARD * absolute;
  }

  private boolean mustOpen(int n) {
    boolean must = false;
    for (int pair = n; pair < decided.length; pair += hosting.nodes()) {
      must |= decided[pair] == HostingNode.IN;
    }
    return must;
  }

  /**
   * What is decided of pairs in placements cheaper than a limit, after an evaluation with CPU kept:
   * what was, and all that costs too much otherwise.
   *
   * @param prices they were evaluated at
   * @param value what that gave
   * @param limit micro-units
   */
  byte[] settled(double[] prices, double value, double limit) {
    int m = hosting.nodes();
    byte[] all = decided.clone();
    double most = limit + 1e-9 * Math.abs(limit) + 1;
    for (int n = 0; n < m; n++) {
      double opening = hosting.host().opening()[n];
      boolean must = mustOpen(n);
      double now = must ? earned[n] : Math.max(0, earned[n]);
      double cpu = prices[hosting.groups() + n];
      for (int f = 0; f < hosting.functions(); f++) {
        int pair = f * m + n;
        if (all[pair] == HostingNode.FREE) {
          byte other = hosted[pair] ? HostingNode.OUT : HostingNode.IN;
          double then = node.given(n, f, other, decided, prices, cpu) - opening;
          then = must || other == HostingNode.IN ? then : Math.max(0, then);
          if (value + now - then > most) {
            all[pair] = hosted[pair] ? HostingNode.IN : HostingNode.OUT;
          }
        }
      }
    }
    return all;
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
}
