package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * Jobs to be served by nodes of one capacity each. An <i>arc</i> is a job on a node; arcs of a job
 * are consecutive. Immutable by convention; safe to share between threads.
 */
final class Instance {

  /** Beyond the relative amount by which divisible jobs may overfill a node. */
  private static final double COVER_TOLERANCE = 1e-8;

  /** Numbers of jobs and nodes. */
  final int jobs;

  final int nodes;

  /** Whether jobs may be split over nodes. */
  final boolean divisible;

  /** What each node carries; in units of its own if jobs are whole. */
  final long[] capacity;

  /** Cost of using a node at all, micro-units. */
  final long[] opening;

  /** First arc of each job; one entry more at the end. */
  final int[] first;

  // By arc.
  final int[] job;
  final int[] node;
  final int[] option;
  final long[] use;

  /** Cost of the whole job on the node above the job's least cost, micro-units. */
  final double[] cost;

  /** Sum of the jobs' least costs, micro-units: to be added to every value. */
  final long base;

  /** Greatest number of micro-units that all differences of whole placements are multiples of. */
  final long step;

  /** Arcs by node: those of node i are nodeArc[nodeFirst[i]] to nodeArc[nodeFirst[i + 1]]. */
  final int[] nodeFirst;

  final int[] nodeArc;

  /** Whether a job takes the same on every node. */
  final boolean uniform;

  /** Sum of all opening costs and dearest arcs, micro-units: no placement costs more. */
  final double most;

  /**
   * What open nodes must add up to, where jobs take the same everywhere and opening costs: capacity
   * by node and demand, in the largest unit that all capacities are multiples of, demand rounded
   * up. Empty and 0 elsewhere.
   */
  final double[] coverWeight;

  final double coverDemand;

  /** What a node's uses and capacity were divided by; only where jobs are whole. */
  private final long[] unit;

  /** Arcs as columns, sorted by job and node within. */
  @SuppressWarnings("ArrayRecordComponent")
  record Arcs(int[] job, int[] node, int[] option, long[] use, long[] cost) {}

  Instance(int jobs, boolean divisible, long[] capacity, long[] opening, Arcs arcs) {
    this.jobs = jobs;
    this.nodes = capacity.length;
    this.divisible = divisible;
    this.capacity = capacity.clone();
    this.opening = opening;
    job = arcs.job();
    node = arcs.node();
    option = arcs.option();
    use = arcs.use().clone();
    cost = new double[job.length];
    first = offsets(job, jobs);
    uniform = sameUse();
    nodeFirst = offsets(node, nodes);
    nodeArc = byNode();
    long least = 0;
    long divisor = 0;
    double dearest = 0;
    for (int j = 0; j < jobs; j++) {
      long cheapest = Long.MAX_VALUE;
      long worst = 0;
      for (int a = first[j]; a < first[j + 1]; a++) {
        cheapest = Math.min(cheapest, arcs.cost()[a]);
      }
      for (int a = first[j]; a < first[j + 1]; a++) {
        long above = arcs.cost()[a] - cheapest;
        cost[a] = above;
        divisor = gcd(divisor, above);
        worst = Math.max(worst, above);
      }
      least += cheapest;
      dearest += worst;
    }
    for (long open : opening) {
      divisor = gcd(divisor, open);
      dearest += open;
    }
    base = least;
    step = Math.max(1, divisor);
    most = dearest;
    Cover cover = uniform && hasOpening() ? cover() : new Cover(new double[0], 0);
    coverWeight = cover.weight();
    coverDemand = cover.demand();
    unit = new long[nodes];
    Arrays.fill(unit, 1);
    if (!divisible) {
      scaleUses();
    }
  }

  int arcs() {
    return job.length;
  }

  boolean hasOpening() {
    for (long open : opening) {
      if (open != 0) {
        return true;
      }
    }
    return false;
  }

  /** The least value, above the base, that a whole placement not below a bound may have. */
  double roundedUp(double bound) {
    return divisible ? bound : Math.ceil(bound / step - 1e-9) * step;
  }

  /**
   * The same jobs, which may be split, on nodes that hold less by a share. At a share of 0 its
   * least cost is not above that of whole jobs.
   */
  Instance split(double less) {
    long[] room = new long[nodes];
    for (int i = 0; i < nodes; i++) {
      room[i] = (long) (capacity[i] * unit[i] * (1 - less));
    }
    long[] uses = new long[arcs()];
    long[] costs = new long[arcs()];
    for (int a = 0; a < uses.length; a++) {
      uses[a] = use[a] * unit[node[a]];
      costs[a] = Math.round(cost[a]);
    }
    return new Instance(jobs, true, room, opening, new Arcs(job, node, option, uses, costs));
  }

  /** What a unit of the node's use here is in the use of {@link #split}. */
  long unit(int i) {
    return unit[i];
  }

  /** Divides a node's uses and capacity by what all of its uses are multiples of. */
  private void scaleUses() {
    for (int i = 0; i < nodes; i++) {
      long divisor = 0;
      for (int k = nodeFirst[i]; k < nodeFirst[i + 1]; k++) {
        divisor = gcd(divisor, use[nodeArc[k]]);
      }
      if (divisor > 1) {
        unit[i] = divisor;
        for (int k = nodeFirst[i]; k < nodeFirst[i + 1]; k++) {
          use[nodeArc[k]] /= divisor;
        }
        capacity[i] = Math.floorDiv(capacity[i], divisor);
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Cover(double[] weight, double demand) {}

  private Cover cover() {
    long unit = 0;
    double demand = 0;
    for (int j = 0; j < jobs; j++) {
      unit = gcd(unit, use[first[j]]);
      demand += use[first[j]];
    }
    // Whole jobs fill a node to a multiple of what all of them are multiples of.
    long each = divisible ? 1 : Math.max(1, unit);
    long step = 0;
    for (long room : capacity) {
      step = gcd(step, room / each);
    }
    double[] weight = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      long units = capacity[i] / each / Math.max(1, step);
      weight[i] = (double) units;
    }
    double needed = demand / each / Math.max(1, step);
    return new Cover(weight, Math.ceil(needed * (1 - COVER_TOLERANCE)));
  }

  private boolean sameUse() {
    for (int a = 1; a < job.length; a++) {
      if (job[a] == job[a - 1] && use[a] != use[a - 1]) {
        return false;
      }
    }
    return true;
  }

  private int[] byNode() {
    int[] next = Arrays.copyOf(nodeFirst, nodes);
    int[] arcs = new int[node.length];
    for (int a = 0; a < node.length; a++) {
      arcs[next[node[a]]++] = a;
    }
    return arcs;
  }

  private static int[] offsets(int[] key, int keys) {
    int[] offset = new int[keys + 1];
    for (int k : key) {
      offset[k + 1]++;
    }
    for (int k = 0; k < keys; k++) {
      offset[k + 1] += offset[k];
    }
    return offset;
  }

  private static long gcd(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return Math.abs(x);
  }
}
