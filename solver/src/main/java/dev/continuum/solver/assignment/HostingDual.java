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

  /** Whether a function is hosted, by function × nodes + node. */
  final boolean[] hosted;

  /** What each node earns, opening cost subtracted, before the price of its CPU. */
  final double[] earned;

  /** How much of each group is served in sum, and CPU used relative to each node's. */
  final double[] served;

  final double[] usedCpu;

  /** What is decided of each pair, as in {@link HostingNode}; counts where CPU is kept. */
  final byte[] decided;

  private final Knapsack knapsack;
  private final HostingColumns columns;

  /** Positions of groups that pay on a node, those of function f from {@code from[f]} on. */
  private final int[] paying;

  private final int[] from;
  private final HostingNode node;

  HostingDual(Hosting hosting, BooleanSupplier stop) {
    this.hosting = hosting;
    int pairs = hosting.functions() * hosting.nodes();
    hosted = new boolean[pairs];
    columns = hosting.columns();
    from = new int[hosting.functions() + 1];
    paying = new int[hosting.groups()];
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
      boolean open = node.must || most > hosting.host().opening()[n];
      earned[n] = most - hosting.host().opening()[n];
      sum -= open ? earned[n] : 0;
      absolute += Math.abs(most) + hosting.host().opening()[n];
      usedCpu[n] = 1;
      for (int f = 0; f < hosting.functions(); f++) {
        hosted[f * m + n] = open && node.hosted[f];
      }
      for (int k = 0; open && k < node.count; k++) {
        served[node.paying[k]] += node.share[k];
      }
    }
    return sum - OUTWARD * absolute;
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
      node.look(n, decided, prices, prices[hosting.groups() + n]);
      boolean must = node.must;
      double now = must ? earned[n] : Math.max(0, earned[n]);
      double enough = value + now - most + opening;
      for (int f = 0; f < hosting.functions(); f++) {
        int pair = f * m + n;
        if (all[pair] == HostingNode.FREE) {
          byte other = hosted[pair] ? HostingNode.OUT : HostingNode.IN;
          double then = node.given(f, other, enough) - opening;
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
      fill(n, prices, cpu);
      double opening = hosting.host().opening()[n];
      earned[n] = knapsack.value - opening;
      // An unused node that costs to open has no CPU to offer either.
      boolean used = opening == 0 || earned[n] + cpu > 0;
      sum -= used ? earned[n] + cpu : 0;
      absolute += cpu + knapsack.value + opening;
      serve(n, used);
    }
    return sum - OUTWARD * absolute;
  }

  /** Best functions of a node under its memory. */
  private void fill(int n, double[] prices, double at) {
    knapsack.clear();
    int m = hosting.nodes();
    int[] groups = columns.groups();
    int base = n * groups.length;
    int count = 0;
    for (int f = 0; f < hosting.functions(); f++) {
      int pair = f * m + n;
      hosted[pair] = false;
      from[f] = count;
      double gain = -hosting.host().fixed()[pair];
      for (int k = columns.from()[f]; k < columns.from()[f + 1]; k++) {
        double pays =
            prices[groups[k]] - columns.micros()[base + k] - at * columns.relative()[base + k];
        if (pays > 0) {
          gain += pays;
          paying[count++] = k;
        }
      }
      if (gain > 0 && hosting.host().memory()[pair] <= hosting.host().memoryRoom()[n]) {
        knapsack.add(f, gain, hosting.host().memory()[pair]);
      }
    }
    from[hosting.functions()] = count;
    knapsack.solve(hosting.host().memoryRoom()[n], false);
  }

  private void serve(int n, boolean used) {
    int base = n * columns.groups().length;
    double cpu = 0;
    for (int k = 0; used && k < knapsack.size; k++) {
      if (knapsack.taken[k] > 0) {
        int f = knapsack.arc[k];
        hosted[f * hosting.nodes() + n] = true;
        for (int each = from[f]; each < from[f + 1]; each++) {
          served[columns.groups()[paying[each]]]++;
          cpu += columns.relative()[base + paying[each]];
        }
      }
    }
    usedCpu[n] = used ? cpu : 1;
  }
}
