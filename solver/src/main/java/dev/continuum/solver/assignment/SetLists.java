package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * All sets of jobs that a node may take in a better placement of a vertex, by node: under prices of
 * jobs a set loses something against the best set there, and all losses together are what a
 * placement costs above the dual's value, so that sets that lose more than what is between that and
 * the limit are in none (R. Baldacci, N. Christofides, A. Mingozzi, 2008, DOI
 * 10.1007/s10107-007-0178-5). Jobs are bits; those with one arc are settled. Not thread-safe.
 */
final class SetLists {

  /** Jobs that have a choice. */
  static final int MOST_JOBS = 64;

  /** Sets of all nodes, and how many steps of the search there may be for them. */
  static final int MOST = 12_000;

  private static final int MOST_STEPS = 8 * MOST;

  /** What came of listing. */
  enum Outcome {
    /** No better placement is left. */
    EMPTY,
    /** There are too many jobs or sets. */
    MANY,
    LISTED
  }

  /** Relative amount added for sums in double precision, of the sum of absolute terms. */
  private static final double OUTWARD = 1e-12;

  private final Instance instance;

  /** Jobs that have a choice, and nodes that may be used. */
  final int[] job = new int[MOST_JOBS];

  final int[] node;
  int jobs;
  int nodes;

  /** By node: where its sets begin, and by job its arc, or -1. */
  final int[] from;

  final int[][] arc;

  /** By set: its jobs, and its cost with what its node takes to open. */
  final long[] set = new long[MOST];

  final double[] cost = new double[MOST];

  /** What is to be added to the costs of sets, micro-units above the base. */
  double constant;

  /** Sum of the absolute terms of that and of the value at the prices that sets were listed for. */
  double absolute;

  /** The only arc of each job that has one, or -1. */
  final int[] only;

  private final int[] bit;
  private final long[] room;
  private final double[] open;
  private final boolean[] must;
  private final Knapsack knapsack;

  // The items of one node, best profit per use first.
  private final double[] profit;
  private final long[] use = new long[MOST_JOBS];
  private final int[] item = new int[MOST_JOBS];
  private int items;
  private int steps;
  private int found;
  private double threshold;
  private double opening;

  SetLists(Instance instance) {
    this.instance = instance;
    node = new int[instance.nodes];
    from = new int[instance.nodes + 1];
    arc = new int[instance.nodes][MOST_JOBS];
    only = new int[instance.jobs];
    bit = new int[instance.jobs];
    room = new long[instance.nodes];
    open = new double[instance.nodes];
    must = new boolean[instance.nodes];
    knapsack = new Knapsack(MOST_JOBS);
    profit = new double[MOST_JOBS];
  }

  /**
   * Lists sets.
   *
   * @param dual evaluated at the prices, in the vertex's states
   * @param prices of jobs
   * @param without arcs that are not used
   * @param limit what a placement must cost less than, above the base
   */
  Outcome list(Dual dual, double[] prices, boolean[] without, double limit) {
    if (!jobs(dual, without)) {
      return Outcome.MANY;
    }
    if (!nodes(dual, without)) {
      return Outcome.EMPTY;
    }
    double value = constant;
    for (int f = 0; f < jobs; f++) {
      value += prices[job[f]];
      absolute += Math.abs(prices[job[f]]);
    }
    double[] least = new double[nodes];
    for (int x = 0; x < nodes; x++) {
      least[x] = least(x, prices);
      value += least[x];
      absolute += Math.abs(least[x]) + Math.abs(open[x]);
    }
    double budget = limit - value + 2 * OUTWARD * absolute;
    if (budget < 0) {
      return Outcome.EMPTY;
    }
    found = 0;
    steps = 0;
    for (int x = 0; x < nodes; x++) {
      from[x] = found;
      if (!list(x, prices, least[x] + budget)) {
        return Outcome.MANY;
      }
    }
    from[nodes] = found;
    return Outcome.LISTED;
  }

  private boolean jobs(Dual dual, boolean[] without) {
    jobs = 0;
    constant = 0;
    absolute = 0;
    System.arraycopy(instance.capacity, 0, room, 0, room.length);
    Arrays.fill(must, false);
    for (int j = 0; j < instance.jobs; j++) {
      int left = 0;
      int last = -1;
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        if (!without[a] && dual.state[instance.node[a]] != Dual.CLOSED) {
          left++;
          last = a;
        }
      }
      if (left == 1) {
        only[j] = last;
        room[instance.node[last]] -= instance.use[last];
        must[instance.node[last]] = true;
        constant += instance.cost[last];
        absolute += instance.cost[last];
      } else {
        only[j] = -1;
        if (jobs == MOST_JOBS) {
          return false;
        }
        bit[j] = jobs;
        job[jobs++] = j;
      }
    }
    return true;
  }

  /** What nodes are left with; false if a node cannot hold what has no other. */
  private boolean nodes(Dual dual, boolean[] without) {
    boolean cover = instance.coverWeight.length > 0;
    // Any price that is not negative would do.
    double coverPrice = cover ? dual.coverPrice() : 0;
    constant += coverPrice * instance.coverDemand;
    absolute += coverPrice * instance.coverDemand;
    nodes = 0;
    for (int i = 0; i < instance.nodes; i++) {
      if (room[i] < 0) {
        return false;
      }
      if (dual.state[i] == Dual.CLOSED) {
        continue;
      }
      int x = nodes++;
      node[x] = i;
      must[i] |= dual.state[i] == Dual.OPEN;
      open[x] = instance.opening[i] - (cover ? coverPrice * instance.coverWeight[i] : 0);
      arcs(x, without);
    }
    return true;
  }

  private void arcs(int x, boolean[] without) {
    Arrays.fill(arc[x], 0, jobs, -1);
    int i = node[x];
    for (int k = instance.nodeFirst[i]; k < instance.nodeFirst[i + 1]; k++) {
      int a = instance.nodeArc[k];
      int j = instance.job[a];
      if (!without[a] && only[j] < 0 && instance.use[a] <= room[i]) {
        arc[x][bit[j]] = a;
      }
    }
  }

  /** No set of a node costs less; fills the items, too. */
  private double least(int x, double[] prices) {
    int i = node[x];
    knapsack.clear();
    for (int f = 0; f < jobs; f++) {
      int a = arc[x][f];
      if (a >= 0) {
        double pays = prices[job[f]] - instance.cost[a];
        if (pays > 0) {
          knapsack.add(a, pays, instance.use[a]);
        }
      }
    }
    knapsack.solve(room[i], false);
    double best = open[x] - knapsack.value;
    return must[i] ? best : Math.min(0, best);
  }

  /** All sets of a node that cost at most an amount under prices; false if too many. */
  private boolean list(int x, double[] prices, double most) {
    int i = node[x];
    items(x, prices);
    opening = open[x];
    threshold = opening - most;
    double empty = must[i] ? opening : 0;
    if (empty <= most && !put(0, empty)) {
      return false;
    }
    return collect(x, 0, room[i], 0, 0, opening);
  }

  private boolean put(long jobsThere, double costs) {
    if (found == MOST) {
      return false;
    }
    set[found] = jobsThere;
    cost[found++] = costs;
    return true;
  }

  private void items(int x, double[] prices) {
    items = 0;
    double[] key = new double[jobs];
    for (int f = 0; f < jobs; f++) {
      int a = arc[x][f];
      if (a < 0) {
        continue;
      }
      double pays = prices[job[f]] - instance.cost[a];
      double ratio = pays / Math.max(1e-9, (double) instance.use[a]);
      int at = items++;
      while (at > 0 && key[at - 1] < ratio) {
        key[at] = key[at - 1];
        profit[at] = profit[at - 1];
        use[at] = use[at - 1];
        item[at] = item[at - 1];
        at--;
      }
      key[at] = ratio;
      profit[at] = pays;
      use[at] = instance.use[a];
      item[at] = f;
    }
  }

  /** What items from one on can add at most, if one may be split. */
  private double addable(int start, long left) {
    double sum = 0;
    long rest = left;
    for (int k = start; k < items && profit[k] > 0; k++) {
      if (use[k] > rest) {
        return sum + profit[k] * rest / use[k];
      }
      rest -= use[k];
      sum += profit[k];
    }
    return sum;
  }

  private boolean collect(int x, int start, long left, double earned, long taken, double costs) {
    for (int k = start; k < items; k++) {
      if (earned + addable(k, left) < threshold) {
        return true;
      }
      if (use[k] > left) {
        continue;
      }
      if (++steps > MOST_STEPS) {
        return false;
      }
      double next = earned + profit[k];
      double costing = costs + instance.cost[arc[x][item[k]]];
      if (next >= threshold) {
        if (!put(taken | 1L << item[k], costing)) {
          return false;
        }
      }
      if (!collect(x, k + 1, left - use[k], next, taken | 1L << item[k], costing)) {
        return false;
      }
    }
    return true;
  }
}
