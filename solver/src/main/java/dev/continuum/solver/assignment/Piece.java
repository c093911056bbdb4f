package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * A small part of an assignment that is decided anew: some jobs, the nodes that they may go to, and
 * the room that all other jobs leave there. Refilled for every use. Not thread-safe.
 */
final class Piece {

  /** Jobs are bits of a long; nodes too, and lists by node are kept. */
  static final int MOST_JOBS = 64;

  static final int MOST_NODES = 32;

  final int[] job = new int[MOST_JOBS];
  final int[] node = new int[MOST_NODES];
  int jobs;
  int nodes;

  /** What is left for these jobs on each node, and what it costs to use the node for them. */
  final long[] room = new long[MOST_NODES];

  final double[] opening = new double[MOST_NODES];

  /** By node and job: the arc, or -1; how much it uses; what it costs, micro-units. */
  final int[][] arc = new int[MOST_NODES][MOST_JOBS];

  final long[][] use = new long[MOST_NODES][MOST_JOBS];
  final double[][] cost = new double[MOST_NODES][MOST_JOBS];

  /** Where each job is now, and what all of them cost. */
  final int[] at = new int[MOST_JOBS];

  double now;

  private final int[] mine = new int[MOST_NODES];

  /** Takes over loads for the jobs and nodes that have been set; all jobs are on these nodes. */
  void fill(Loads loads, Candidates candidates) {
    Instance instance = loads.instance;
    Arrays.fill(mine, 0, nodes, 0);
    now = 0;
    for (int x = 0; x < nodes; x++) {
      room[x] = instance.capacity[node[x]] - loads.load[node[x]];
      for (int f = 0; f < jobs; f++) {
        set(instance, x, f, candidates.on(job[f], node[x]));
      }
    }
    for (int f = 0; f < jobs; f++) {
      int a = loads.at[job[f]];
      int x = indexOf(instance.node[a]);
      at[f] = x;
      set(instance, x, f, a);
      room[x] += instance.use[a];
      now += instance.cost[a];
      mine[x]++;
    }
    for (int x = 0; x < nodes; x++) {
      opening[x] = loads.count[node[x]] == mine[x] ? instance.opening[node[x]] : 0;
      now += mine[x] > 0 ? opening[x] : 0;
    }
  }

  private void set(Instance instance, int x, int f, int a) {
    arc[x][f] = a;
    if (a >= 0) {
      use[x][f] = instance.use[a];
      cost[x][f] = instance.cost[a];
    }
  }

  private int indexOf(int sought) {
    int x = 0;
    while (node[x] != sought) {
      x++;
    }
    return x;
  }

  /** All jobs as bits. */
  long all() {
    return jobs == MOST_JOBS ? -1L : (1L << jobs) - 1;
  }
}
