package dev.continuum.solver.volume;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private record Link(int function, int place, int other) {}

  private static final Comparator<Link> ORDER =
      Comparator.comparingInt(Link::function)
          .thenComparingInt(Link::other)
          .thenComparingInt(Link::place);

  private final CallPlan plan;
  private final @Nullable OfNode[] known;

  PoolLinks(CallPlan plan) {
    this.plan = plan;
    known = new OfNode[plan.problem.nodes().size];
  }

  /** The sums of a node as it is now. */
  OfNode of(int node) {
    OfNode sums = known[node];
    if (sums == null || sums.changes != plan.changes(node)) {
      sums = sum(node);
      known[node] = sums;
    }
    return sums;
  }

  private OfNode sum(int node) {
    double[] cpu = new double[plan.pairs.functions];
    Map<Link, double[]> links = new HashMap<>();
    SpotLists spots = plan.spots();
    for (int s = 0; s < spots.size(node); s++) {
      int part = spots.part(node, s);
      int call = spots.call(node, s);
      int function = plan.function(part, call, node);
      cpu[function] += plan.cpu(part, call, node);
      double weight = plan.perMicro(part);
      for (int[] edge : plan.edges(part)) {
        if (edge[1] == call) {
          links.computeIfAbsent(link(part, function, edge[0]), key -> new double[2])[0] += weight;
        }
        if (edge[0] == call) {
          links.computeIfAbsent(link(part, function, edge[1]), key -> new double[2])[1] += weight;
        }
      }
    }
    return listed(plan.changes(node), cpu, links);
  }

  private Link link(int part, int function, int end) {
    if (end < 0) {
      return new Link(function, plan.row(part), CLIENT);
    }
    int[] at = plan.nodesOf(part);
    if (at == null) {
      throw new IllegalStateException("Part " + part + " is counted where it is not");
    }
    return new Link(function, at[end], plan.function(part, end, at[end]));
  }

  private static OfNode listed(int changes, double[] cpu, Map<Link, double[]> links) {
    int size = links.size();
    OfNode sums =
        new OfNode(
            changes,
            cpu,
            new int[size],
            new int[size],
            new int[size],
            new double[size],
            new double[size]);
    List<Map.Entry<Link, double[]>> all = new ArrayList<>(links.entrySet());
    // In an order of their own, so that sums do not depend on how a map keeps them.
    all.sort(Map.Entry.comparingByKey(ORDER));
    for (int i = 0; i < size; i++) {
      Link link = all.get(i).getKey();
      double[] weights = all.get(i).getValue();
      sums.function[i] = link.function;
      sums.place[i] = link.place;
      sums.other[i] = link.other;
      sums.there[i] = weights[0];
      sums.back[i] = weights[1];
    }
    return sums;
  }
}
