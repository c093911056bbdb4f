package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;

/**
 * How the latency of a route is divided among its calls: by call, the part of the way from the
 * client to the call, and back, that is counted for it. Whatever nodes serve the calls, the
 * transfers of the route take at least the sum of these parts. Each call has a walk along transfers
 * from the client and one back; by the triangle inequality a walk is no shorter than the way
 * itself, and no transfer is used by more than one whole walk. Where latencies are not metric, only
 * transfers that begin or end at the client count.
 */
@SuppressWarnings("ArrayRecordComponent")
record Shares(double[] there, double[] back) {

  static Shares of(RouteSpace routes) {
    RouteJudge judge = routes.judge();
    int calls = routes.calls();
    double[] there = new double[calls];
    double[] back = new double[calls];
    double[] used = new double[judge.transfers()];
    if (judge.latenciesAreMetric()) {
      double[] parts = parts(routes);
      for (int v = 0; v < calls; v++) {
        there[v] = walked(judge, v, parts[v], used, true);
        back[v] = walked(judge, v, parts[v], used, false);
      }
    }
    for (int t = 0; t < judge.transfers(); t++) {
      if (judge.transferFrom(t) < 0 && judge.transferTo(t) >= 0) {
        there[judge.transferTo(t)] += Math.max(0, 1 - used[t]) * (1 - 1e-12);
      } else if (judge.transferTo(t) < 0 && judge.transferFrom(t) >= 0) {
        back[judge.transferFrom(t)] += Math.max(0, 1 - used[t]) * (1 - 1e-12);
      }
    }
    return new Shares(there, back);
  }

  /** Parts of one by call: what costs most to serve elsewhere should be tied most. */
  private static double[] parts(RouteSpace routes) {
    double[] parts = new double[routes.calls()];
    Arrays.fill(parts, (1 - 1e-12) / parts.length);
    return parts;
  }

  /** Marks the transfers of a walk as used; returns the part if there is a walk, else nothing. */
  private static double walked(
      RouteJudge judge, int call, double part, double[] used, boolean there) {
    int[] walk = new int[judge.transfers()];
    int length = 0;
    int at = call;
    while (at >= 0) {
      int next = -1;
      for (int t = 0; t < judge.transfers() && next < 0; t++) {
        if ((there ? judge.transferTo(t) : judge.transferFrom(t)) == at) {
          next = t;
        }
      }
      if (next < 0) {
        return 0;
      }
      walk[length++] = next;
      at = there ? judge.transferFrom(next) : judge.transferTo(next);
    }
    for (int i = 0; i < length; i++) {
      used[walk[i]] += part;
    }
    return part;
  }
}
