package dev.continuum.solver.assignment;

/**
 * What serving takes, node by node, for loops over one node's groups; groups are sorted by
 * function, whose k-th groups are from {@code from[function]} on. Immutable by convention; safe to
 * share between threads.
 *
 * @param groups the groups in that order
 * @param from where each function's begin, and the end
 * @param micros cost, by node × groups + position; infinite where it is not allowed
 * @param relative share of the node's CPU
 */
@SuppressWarnings("ArrayRecordComponent")
record HostingColumns(int[] groups, int[] from, double[] micros, double[] relative) {

  static HostingColumns of(int[][] groupsOf, int nodes, Hosting.Use use, double[] cpuRoom) {
    int[] from = new int[groupsOf.length + 1];
    for (int f = 0; f < groupsOf.length; f++) {
      from[f + 1] = from[f] + groupsOf[f].length;
    }
    int count = from[groupsOf.length];
    int[] groups = new int[count];
    double[] micros = new double[count * nodes];
    double[] relative = new double[count * nodes];
    for (int f = 0; f < groupsOf.length; f++) {
      System.arraycopy(groupsOf[f], 0, groups, from[f], groupsOf[f].length);
    }
    for (int k = 0; k < count; k++) {
      for (int n = 0; n < nodes; n++) {
        int arc = groups[k] * nodes + n;
        micros[n * count + k] = use.micros()[arc];
        relative[n * count + k] = use.nanocores()[arc] / Math.max(1, cpuRoom[n]);
      }
    }
    return new HostingColumns(groups, from, micros, relative);
  }
}
