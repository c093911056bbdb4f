package dev.continuum.solver.compiled;

/**
 * Whether a route that is decided up to a call, or in one call, may still meet its deadline,
 * whatever comes: on each way the constants so far, the least that the rest adds, and the quantile
 * of what is random in the calls so far. Delay variation on links is left to the judgement of whole
 * routes. Not thread-safe.
 *
 * @see RouteJudge#latencyFloor()
 */
public final class LatencyFloor {

  private final RouteJudge judge;
  private final CallLaws laws;
  private final double limitNanos;
  private final Way[] ways;

  /** A way is at least this share of the latency between its ends, where latencies are metric. */
  private static final double WAY_SHARE = 0.75;

  /** Constants, and which random latencies, by way and position on it. */
  private final long[][] nanos;

  private final int[][] code;

  LatencyFloor(RouteJudge judge, CallLaws laws, double limitNanos) {
    this.judge = judge;
    this.laws = laws;
    this.limitNanos = limitNanos;
    this.ways = laws.ways();
    this.nanos = new long[ways.length][];
    this.code = new int[ways.length][];
    for (int way = 0; way < nanos.length; way++) {
      nanos[way] = new long[ways[way].calls().length];
      code[way] = new int[nanos[way].length];
    }
  }

  /** Whether an option of a call may be part of a route on time. */
  public boolean mayServe(int call, int option) {
    for (int w = 0; w < nanos.length; w++) {
      int k = laws.position(w, call);
      if (k >= 0 && leastNanos(w, k, option) * (1 - DeadlineJudge.GRID_ERROR) > limitNanos) {
        return false;
      }
    }
    return true;
  }

  private double leastNanos(int w, int k, int option) {
    Way way = ways[w];
    int call = way.calls()[k];
    int node = judge.node(call, option);
    double sum = (double) laws.constantNanos(call, option) + laws.quantileNanos(call, option);
    if (node != RouteSpace.LOCAL) {
      sum += thereNanos(way, k, node) + backNanos(way, k, node);
    }
    return sum + laws.othersNanos(w, k);
  }

  private double thereNanos(Way way, int k, int node) {
    if (k == 0) {
      return way.edgeInto(0) < 0 ? 0 : judge.delayNanos(way.edgeInto(0), RouteSpace.LOCAL, node);
    }
    return way.pays(judge.edges(), 0, k) ? metricNanos(RouteSpace.LOCAL, node) : 0;
  }

  private double backNanos(Way way, int k, int node) {
    int last = way.calls().length - 1;
    if (k == last) {
      int out = way.edgeInto(k + 1);
      return out < 0 ? 0 : judge.delayNanos(out, node, RouteSpace.LOCAL);
    }
    return way.pays(judge.edges(), k + 1, last + 1) ? metricNanos(node, RouteSpace.LOCAL) : 0;
  }

  private double metricNanos(int from, int to) {
    return judge.latenciesAreMetric()
        ? 1000 * WAY_SHARE * Math.max(0, judge.latencyMicros(from, to))
        : 0;
  }

  /**
   * Decides a call, after those before it.
   *
   * @param call in topological order
   * @param route options up to this call; what follows does not matter
   * @return false if every route that begins so is late
   */
  public boolean mayMeet(int call, int[] route) {
    for (int w = 0; w < nanos.length; w++) {
      int k = laws.position(w, call);
      if (k >= 0 && leastNanos(w, k, route) * (1 - DeadlineJudge.GRID_ERROR) > limitNanos) {
        return false;
      }
    }
    return true;
  }

  private double leastNanos(int w, int k, int[] route) {
    Way way = ways[w];
    int call = way.calls()[k];
    long constant = laws.constantNanos(call, route[call]) + (k == 0 ? 0 : nanos[w][k - 1]);
    int into = way.edgeInto(k);
    if (into >= 0) {
      constant += judge.delayNanos(into, route);
    }
    if (k == nanos[w].length - 1 && way.edgeInto(k + 1) >= 0) {
      constant += judge.delayNanos(way.edgeInto(k + 1), route);
    }
    nanos[w][k] = constant;
    code[w][k] = laws.code(k == 0 ? 0 : code[w][k - 1], call, route[call]);
    return (double) constant + laws.restNanos(w, k + 1) + laws.quantileNanos(w, k, code[w][k]);
  }
}
