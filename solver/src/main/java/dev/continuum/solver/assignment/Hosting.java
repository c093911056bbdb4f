package dev.continuum.solver.assignment;

/**
 * Divisible groups to be served by nodes, each of which hosts some of the functions: a hosted
 * function takes memory and perhaps money whatever its load, serving takes CPU. NEPTUNE's problem
 * (L. Baresi et al., SEAMS 2022, DOI 10.1145/3524844.3528067) without its limits on delay.
 * Immutable by convention; safe to share between threads.
 */
@SuppressWarnings("ArrayRecordComponent")
record Hosting(
    int groups,
    int functions,
    int nodes,
    Use use,
    Host host,
    int[] function,
    int[][] groupsOf,
    HostingColumns columns,
    double[] spread) {

  /**
   * What serving whole groups takes, by group × nodes + node.
   *
   * @param micros cost, micro-units; infinite where it is not allowed
   * @param nanocores CPU
   * @param option the option of the only call, or -1
   */
  record Use(double[] micros, double[] nanocores, int[] option) {}

  /**
   * What nodes have and hosting takes.
   *
   * @param memory bytes, by function × nodes + node
   * @param fixed cost of hosting, micro-units, by function × nodes + node
   * @param memoryRoom bytes by node
   * @param cpuRoom nanocores by node
   * @param opening cost of a node that hosts anything, micro-units
   */
  record Host(
      long[] memory, double[] fixed, long[] memoryRoom, double[] cpuRoom, double[] opening) {}

  static Hosting of(int groups, int functions, int nodes, Use use, Host host, int[] function) {
    int[] count = new int[functions];
    for (int f : function) {
      count[f]++;
    }
    int[][] of = new int[functions][];
    for (int f = 0; f < functions; f++) {
      of[f] = new int[count[f]];
    }
    for (int g = groups - 1; g >= 0; g--) {
      of[function[g]][--count[function[g]]] = g;
    }
    double[] spread = new double[groups];
    for (int g = 0; g < groups; g++) {
      spread[g] = spread(use.micros(), g * nodes, nodes);
    }
    return new Hosting(
        groups,
        functions,
        nodes,
        use,
        host,
        function,
        of,
        HostingColumns.of(of, nodes, use, host.cpuRoom()),
        spread);
  }

  /** How far the cost of a group's nodes is above the least, on average. */
  private static double spread(double[] micros, int from, int nodes) {
    double least = Double.POSITIVE_INFINITY;
    double sum = 0;
    int count = 0;
    for (int n = 0; n < nodes; n++) {
      if (micros[from + n] < Double.POSITIVE_INFINITY) {
        least = Math.min(least, micros[from + n]);
        sum += micros[from + n];
        count++;
      }
    }
    return sum / count - least;
  }
}
