package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * Finds what pays at each node, given prices of jobs. Two ways: chains of arcs cheaper than their
 * job's price, found job by job; or, where jobs can be split and take the same everywhere, arcs by
 * cost of a unit at each node, looked at only down to a little below what the node's last unit of
 * capacity was worth before. Not thread-safe.
 */
final class PayingArcs {

  private static final double MARGIN = 0.85;
  private static final double STEP = 0.6;
  private static final double LEAST = 1e-6;

  private final Instance instance;
  private final boolean byUnit;
  private final int[] sorted;
  private final double[] sortedCost;
  private final int[] from;
  private final int[] to;
  private final int[] arc;
  private final double[] cost;

  /** The node of a position by job, or the job of a position by node. */
  private final int[] other;

  private final double[] profit;
  private final int[] chained;
  private final int[] firstPaying;

  // By unit: price of a unit of each job, the highest, and the least ratio to look at by node.
  private final double[] unitPrice;
  private final double[] floor;
  private double highest;

  PayingArcs(Instance instance, boolean[] removed) {
    this.instance = instance;
    byUnit = instance.divisible;
    int lists = byUnit ? instance.nodes : instance.jobs;
    from = new int[lists];
    to = new int[lists];
    arc = new int[instance.arcs()];
    cost = new double[instance.arcs()];
    other = new int[instance.arcs()];
    profit = new double[byUnit ? 0 : instance.arcs()];
    chained = new int[byUnit ? 0 : instance.arcs()];
    firstPaying = new int[instance.nodes];
    unitPrice = new double[instance.jobs];
    floor = new double[instance.nodes];
    sorted = new int[instance.arcs()];
    sortedCost = new double[instance.arcs()];
    sort();
    restrict(removed);
  }

  private void sort() {
    int count = 0;
    for (int list = 0; list < from.length; list++) {
      int start = byUnit ? instance.nodeFirst[list] : instance.first[list];
      int end = byUnit ? instance.nodeFirst[list + 1] : instance.first[list + 1];
      double[] keys = new double[end - start];
      for (int k = start; k < end; k++) {
        int a = byUnit ? instance.nodeArc[k] : k;
        keys[k - start] = byUnit ? instance.cost[a] / instance.use[a] : instance.cost[a];
      }
      for (int position : Order.ascending(keys, keys.length)) {
        sorted[count] = byUnit ? instance.nodeArc[start + position] : start + position;
        sortedCost[count++] = keys[position];
      }
    }
  }

  /** Leaves arcs out. */
  void restrict(boolean[] removed) {
    int count = 0;
    int at = 0;
    for (int list = 0; list < from.length; list++) {
      from[list] = count;
      int end = byUnit ? instance.nodeFirst[list + 1] : instance.first[list + 1];
      for (; at < end; at++) {
        int a = sorted[at];
        if (!removed[a]) {
          arc[count] = a;
          other[count] = byUnit ? instance.job[a] : instance.node[a];
          cost[count++] = sortedCost[at];
        }
      }
      to[list] = count;
    }
  }

  /** Takes new prices of jobs. */
  void price(double[] prices) {
    if (byUnit) {
      highest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < prices.length; j++) {
        unitPrice[j] = prices[j] / instance.use[instance.first[j]];
        highest = Math.max(highest, unitPrice[j]);
      }
      return;
    }
    Arrays.fill(firstPaying, -1);
    for (int j = 0; j < prices.length; j++) {
      int end = to[j];
      double pays = prices[j];
      for (int k = from[j]; k < end && cost[k] < pays; k++) {
        int i = other[k];
        profit[k] = pays - cost[k];
        chained[k] = firstPaying[i];
        firstPaying[i] = k;
      }
    }
  }

  /** Fills a node as well as can be. */
  void fill(int i, double[] prices, Knapsack knapsack, double enough) {
    if (byUnit) {
      fillByUnit(i, prices, knapsack);
      return;
    }
    knapsack.clear();
    for (int k = firstPaying[i]; k >= 0; k = chained[k]) {
      knapsack.add(arc[k], profit[k], instance.use[arc[k]]);
    }
    knapsack.solve(instance.capacity[i], false, enough);
  }

  private void fillByUnit(int i, double[] prices, Knapsack knapsack) {
    double least = floor[i] * MARGIN;
    while (true) {
      knapsack.clear();
      long weight = 0;
      double dearest = highest - least;
      int end = to[i];
      for (int k = from[i]; k < end && cost[k] < dearest; k++) {
        int j = other[k];
        if (unitPrice[j] - cost[k] > least) {
          int a = arc[k];
          double worth = prices[j] - instance.cost[a];
          if (worth > 0) {
            knapsack.add(a, worth, instance.use[a]);
            weight += instance.use[a];
          }
        }
      }
      // What was not looked at is worth less than all that was: enough is enough.
      if (weight >= instance.capacity[i] || least <= 0) {
        knapsack.solve(instance.capacity[i], true, 0);
        floor[i] = knapsack.price;
        return;
      }
      least = least > LEAST * highest ? least * STEP : 0;
      least = highest > 0 ? Math.min(least, highest) : 0;
    }
  }
}
