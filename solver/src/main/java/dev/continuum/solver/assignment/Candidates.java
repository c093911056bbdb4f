package dev.continuum.solver.assignment;

/** The arcs of each job that are worth trying, cheapest first under prices of capacity. */
final class Candidates {

  /** Arcs by job. */
  final int[][] arcs;

  final int[] arcAt;
  private final int nodes;

  /**
   * The candidates.
   *
   * @param price of a unit of capacity, by node
   * @param removed arcs to leave out
   * @param most at most so many for each job
   */
  Candidates(Instance instance, double[] price, boolean[] removed, int most) {
    nodes = instance.nodes;
    arcs = new int[instance.jobs][];
    arcAt = new int[instance.jobs * nodes];
    java.util.Arrays.fill(arcAt, -1);
    for (int j = 0; j < instance.jobs; j++) {
      int size = instance.first[j + 1] - instance.first[j];
      double[] keys = new double[size];
      int[] usable = new int[size];
      int count = 0;
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        if (!removed[a]) {
          keys[count] = instance.cost[a] + price[instance.node[a]] * instance.use[a];
          usable[count++] = a;
          arcAt[j * nodes + instance.node[a]] = a;
        }
      }
      int[] order = Order.ascending(keys, count);
      arcs[j] = new int[Math.min(most, count)];
      for (int k = 0; k < arcs[j].length; k++) {
        arcs[j][k] = usable[order[k]];
      }
    }
  }

  /**
   * What each arc asks above the cheapest of its job, under prices of capacity: never negative,
   * micro-units.
   */
  static double[] excess(Instance instance, double[] price) {
    double[] excess = new double[instance.arcs()];
    for (int j = 0; j < instance.jobs; j++) {
      double least = Double.POSITIVE_INFINITY;
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        excess[a] = instance.cost[a] + price[instance.node[a]] * instance.use[a];
        least = Math.min(least, excess[a]);
      }
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        excess[a] -= least;
      }
    }
    return excess;
  }

  /** The first candidate of every job. */
  int[] first() {
    int[] chosen = new int[arcs.length];
    for (int j = 0; j < chosen.length; j++) {
      chosen[j] = arcs[j][0];
    }
    return chosen;
  }

  /** The arc of a job on a node, or -1. */
  int on(int job, int node) {
    return arcAt[job * nodes + node];
  }
}
