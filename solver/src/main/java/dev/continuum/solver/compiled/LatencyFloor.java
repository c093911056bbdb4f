package dev.continuum.solver.compiled;

import java.util.List;

/**
 * Whether a route that is decided up to a call may still meet its deadline, whatever comes: on each
 * way the constants so far, the least that the rest adds, and the quantile of what is random in the
 * calls so far. Delay variation on links is left to the judgement of whole routes. Not thread-safe.
 *
 * @see RouteJudge#latencyFloor()
 */
public final class LatencyFloor {

  private final RouteJudge judge;
  private final CallLaws laws;
  private final double limitNanos;
  private final List<Way> ways;

  /** Constants, and which random latencies, by way and position on it. */
  private final long[][] nanos;

  private final int[][] code;

  LatencyFloor(RouteJudge judge, CallLaws laws, double limitNanos) {
    this.judge = judge;
    this.laws = laws;
    this.limitNanos = limitNanos;
    this.ways = judge.ways();
    this.nanos = new long[ways.size()][];
    this.code = new int[ways.size()][];
    for (int way = 0; way < nanos.length; way++) {
      nanos[way] = new long[ways.get(way).calls().length];
      code[way] = new int[nanos[way].length];
    }
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
      int k = ways.get(w).position(call);
      if (k >= 0 && leastNanos(w, k, route) * (1 - DeadlineJudge.GRID_ERROR) > limitNanos) {
        return false;
      }
    }
    return true;
  }

  private double leastNanos(int w, int k, int[] route) {
    Way way = ways.get(w);
    int call = way.calls()[k];
    long constant = laws.constantNanos(call, route[call]) + (k == 0 ? 0 : nanos[w][k - 1]);
    int into = way.edgeInto(k);
    if (into >= 0) {
      constant += delayNanos(into, route);
    }
    if (k == nanos[w].length - 1 && way.edgeInto(k + 1) >= 0) {
      constant += delayNanos(way.edgeInto(k + 1), route);
    }
    nanos[w][k] = constant;
    code[w][k] = laws.code(k == 0 ? 0 : code[w][k - 1], call, route[call]);
    return (double) constant + laws.restNanos(w, k + 1) + laws.quantileNanos(w, k, code[w][k]);
  }

  private long delayNanos(int edge, int[] route) {
    return 1000 * Math.max(0, judge.delayMicros(judge.edges().get(edge), route));
  }
}
