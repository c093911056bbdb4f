package dev.continuum.solver.volume;

import org.jspecify.annotations.Nullable;

/**
 * What the pools of each node spend on transfers, by where these come from and go to: sums over all
 * parts, so that a change of a pool's node is judged without looking at its parts. A node is summed
 * up anew when it is asked for and its parts have changed. Not thread-safe.
 */
final class PoolLinks {

  /** The other end is the client. */
  static final int CLIENT = -1;

  /**
   * One node's pools.
   *
   * @param changes of the node that these sums know of
   * @param cpu by function, nanocores
   * @param function of the pool, by link
   * @param place of the other end: a node, or the row of distances of clients
   * @param other function at the other end, or {@link #CLIENT}
   * @param there what a µs from the other end costs, micro-units
   * @param back what a µs to the other end costs, micro-units
   */
  @SuppressWarnings("ArrayRecordComponent")
  record OfNode(
      int changes,
      double[] cpu,
      int[] function,
      int[] place,
      int[] other,
      double[] there,
      double[] back) {}

  private final CallPlan plan;
  private final LinkSums sums = new LinkSums();

  /** Nodes and rows of distances are numbered below this. */
  private final long places;

  private final @Nullable OfNode[] known;

  PoolLinks(CallPlan plan) {
    this.plan = plan;
    known = new OfNode[plan.problem.nodes().size];
    places = Math.max(known.length, plan.blocks.distances.size());
  }

  /** The sums of a node as it is now. */
  OfNode of(int node) {
    OfNode now = known[node];
    if (now == null || now.changes != plan.changes(node)) {
      now = sum(node);
      known[node] = now;
    }
    return now;
  }

  private OfNode sum(int node) {
    double[] cpu = new double[plan.pairs.functions];
    sums.clear();
    SpotLists spots = plan.spots();
    for (int s = 0; s < spots.size(node); s++) {
      int part = spots.part(node, s);
      int call = spots.call(node, s);
      int function = plan.function(part, call, node);
      cpu[function] += plan.cpu(part, call, node);
      double weight = plan.perMicro(part);
      for (int[] edge : plan.edges(part)) {
        if (edge[1] == call) {
          sums.addThere(link(part, function, edge[0]), weight);
        }
        if (edge[0] == call) {
          sums.addBack(link(part, function, edge[1]), weight);
        }
      }
    }
    return listed(plan.changes(node), cpu);
  }

  /** A pool's function, that of the other end, and its place, as one number. */
  private long link(int part, int function, int end) {
    if (end < 0) {
      return number(function, CLIENT, plan.row(part));
    }
    int[] at = plan.nodesOf(part);
    if (at == null) {
      throw new IllegalStateException("Part " + part + " is counted where it is not");
    }
    return number(function, plan.function(part, end, at[end]), at[end]);
  }

  private long number(int function, int other, int place) {
    return (function * (plan.pairs.functions + 1L) + other + 1) * places + place;
  }

  private OfNode listed(int changes, double[] cpu) {
    long[] links = sums.links();
    int[] function = new int[links.length];
    int[] place = new int[links.length];
    int[] other = new int[links.length];
    for (int i = 0; i < links.length; i++) {
      long functions = links[i] / places;
      place[i] = (int) (links[i] % places);
      function[i] = (int) (functions / (plan.pairs.functions + 1));
      other[i] = (int) (functions % (plan.pairs.functions + 1)) - 1;
    }
    return new OfNode(changes, cpu, function, place, other, sums.there(), sums.back());
  }
}
