package dev.continuum.solver.compiled;

/**
 * The routes of one group: an option (function and place) for every call. Calls are in topological
 * order of the application's DAG, so a route is an int array of option numbers in that order.
 *
 * <p>Immutable after compilation; thread-safe.
 */
public final class RouteSpace {

  /** The place of an option that runs on the client's own device. */
  public static final int LOCAL = -1;

  private final int[][] function;
  private final int[][] node;
  private final long[][] termNanos;
  private final long[][] cpuNanocores;
  private final long[] loadNanos;
  private final RouteJudge judge;

  RouteSpace(
      int[][] function,
      int[][] node,
      long[][] termNanos,
      long[][] cpuNanocores,
      long[] loadNanos,
      RouteJudge judge) {
    this.function = function;
    this.node = node;
    this.termNanos = termNanos;
    this.cpuNanocores = cpuNanocores;
    this.loadNanos = loadNanos;
    this.judge = judge;
  }

  /** Number of calls. */
  public int calls() {
    return function.length;
  }

  /** Number of options of a call. */
  public int options(int call) {
    return function[call].length;
  }

  /** The function of an option. */
  public int function(int call, int option) {
    return function[call][option];
  }

  /** The node of an option, or {@link #LOCAL}. */
  public int node(int call, int option) {
    return node[call][option];
  }

  /** What an option adds to its route's cost by itself, nano-units per hour and device. */
  public long termNanos(int call, int option) {
    return termNanos[call][option];
  }

  /** CPU an option takes on its node, nanocores per device. */
  public long cpuNanocores(int call, int option) {
    return cpuNanocores[call][option];
  }

  /** Load one device puts on the function that serves a call, nano-requests/s. */
  public long loadNanos(int call) {
    return loadNanos[call];
  }

  /** Sum of the options' own terms, nano-units: a lower bound of the route's cost in them. */
  public long sumOfTerms(int[] route) {
    long sum = 0;
    for (int call = 0; call < route.length; call++) {
      sum += termNanos[call][route[call]];
    }
    return sum;
  }

  /** Latency and other costs between options, rules on the device, and the deadline. */
  public RouteJudge judge() {
    return judge;
  }

  /** Number of routes, saturating. */
  public long size() {
    long product = 1;
    for (int[] options : function) {
      product = Math.min(Long.MAX_VALUE / 2, product * options.length);
      if (product > 1L << 40) {
        return product;
      }
    }
    return product;
  }
}
