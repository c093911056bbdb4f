package dev.continuum.solver.volume;

import java.util.Arrays;

/**
 * The cheapest nodes for the calls of one part's block among candidates: exact for chains (R.
 * Bellman 1957), else call by call from the best node for all of them. Costs are latencies and what
 * the caller says each call costs at each candidate. Not thread-safe.
 */
final class CallRoutes {

  private static final int MOST_CALLS = PoolItems.MOST_CALLS;

  private final CallPlan plan;
  private final double[][] own;
  private final double[] least;
  private final double[] next;
  private final int[][] from;
  private final int[] chosen = new int[MOST_CALLS];

  /** Of a plan, among at most so many candidates. */
  CallRoutes(CallPlan plan, int most) {
    this.plan = plan;
    own = new double[MOST_CALLS][most];
    least = new double[most];
    next = new double[most];
    from = new int[MOST_CALLS][most];
  }

  /** What a call of a block costs at a node, latency aside; infinite where it may not be. */
  interface Own {
    double at(int position, int node);
  }

  /** The nodes of each call of a part, or none where it may be nowhere. */
  int[] cheapest(int part, int[] candidates, int count, Own costs) {
    int[][] edges = plan.edges(part);
    int calls = plan.block(part).calls().length;
    double perMicro = plan.perMicro(part);
    for (int i = 0; i < calls; i++) {
      for (int k = 0; k < count; k++) {
        own[i][k] = costs.at(i, candidates[k]);
      }
    }
    for (int[] edge : edges) {
      if (edge[0] < 0 || edge[1] < 0) {
        boolean there = edge[0] < 0;
        double[] of = own[there ? edge[1] : edge[0]];
        for (int k = 0; k < count; k++) {
          of[k] += perMicro * plan.fromClient(part, candidates[k], there);
        }
      }
    }
    boolean any =
        isChain(edges, calls)
            ? chain(candidates, count, calls, perMicro, edges)
            : callByCall(candidates, count, calls, perMicro, edges);
    int[] nodes = new int[any ? calls : 0];
    Arrays.setAll(nodes, i -> candidates[chosen[i]]);
    return nodes;
  }

  /** Whether each call is followed by the next, if by any. */
  private static boolean isChain(int[][] edges, int calls) {
    int seen = 0;
    for (int[] edge : edges) {
      if (edge[0] >= 0 && edge[1] >= 0) {
        if (edge[0] != edge[1] - 1 || (seen >> edge[1] & 1) == 1) {
          return false;
        }
        seen |= 1 << edge[1];
      }
    }
    return calls > 0;
  }

  private boolean chain(int[] candidates, int count, int calls, double perMicro, int[][] edges) {
    int linked = 0;
    for (int[] edge : edges) {
      linked |= edge[0] >= 0 && edge[1] >= 0 ? 1 << edge[1] : 0;
    }
    System.arraycopy(own[0], 0, least, 0, count);
    for (int i = 1; i < calls; i++) {
      double weight = (linked >> i & 1) == 1 ? perMicro : 0;
      for (int k = 0; k < count; k++) {
        double best = Double.POSITIVE_INFINITY;
        int before = 0;
        for (int q = 0; q < count; q++) {
          double cost =
              weight == 0 || q == k
                  ? least[q]
                  : least[q] + weight * plan.between[candidates[q]][candidates[k]];
          if (cost < best) {
            best = cost;
            before = q;
          }
        }
        next[k] = best + own[i][k];
        from[i][k] = before;
      }
      System.arraycopy(next, 0, least, 0, count);
    }
    int last = 0;
    for (int k = 1; k < count; k++) {
      last = least[k] < least[last] ? k : last;
    }
    boolean any = count > 0 && least[last] < Double.POSITIVE_INFINITY;
    for (int i = calls - 1; i >= 0; i--) {
      chosen[i] = last;
      last = from[i][last];
    }
    return any;
  }

  private boolean callByCall(
      int[] candidates, int count, int calls, double perMicro, int[][] edges) {
    int best = 0;
    double sum = Double.POSITIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      double here = 0;
      for (int i = 0; i < calls; i++) {
        here += own[i][k];
      }
      if (here < sum) {
        sum = here;
        best = k;
      }
    }
    if (sum == Double.POSITIVE_INFINITY) {
      return false;
    }
    Arrays.fill(chosen, 0, calls, best);
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int i = 0; i < calls; i++) {
        int to = cheapestFor(i, candidates, count, perMicro, edges);
        moved |= to != chosen[i];
        chosen[i] = to;
      }
    }
    return true;
  }

  private int cheapestFor(int call, int[] candidates, int count, double perMicro, int[][] edges) {
    int to = chosen[call];
    double best = with(call, to, candidates, perMicro, edges) - 1e-6;
    for (int k = 0; k < count; k++) {
      double cost = with(call, k, candidates, perMicro, edges);
      if (cost < best) {
        best = cost;
        to = k;
      }
    }
    return to;
  }

  private double with(int call, int at, int[] candidates, double perMicro, int[][] edges) {
    double sum = own[call][at];
    for (int[] edge : edges) {
      if (edge[0] == call && edge[1] >= 0) {
        sum += perMicro * plan.between[candidates[at]][candidates[chosen[edge[1]]]];
      } else if (edge[1] == call && edge[0] >= 0) {
        sum += perMicro * plan.between[candidates[chosen[edge[0]]]][candidates[at]];
      }
    }
    return sum;
  }
}
