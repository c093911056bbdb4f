package dev.continuum.solver.compiled;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Shortest paths over links by latency, ties by hops, then by the ids along the path (points are
 * indexed in order of id). Dijkstra 1959 (DOI 10.1007/BF01386390), O(m log n) a source.
 */
final class LinkGraph {

  private record Arc(int to, int directedLink) {}

  private record Label(long latency, int hops, int point) implements Comparable<Label> {
    @Override
    public int compareTo(Label other) {
      int byLatency = Long.compare(latency, other.latency);
      int byHops = byLatency != 0 ? byLatency : Integer.compare(hops, other.hops);
      return byHops != 0 ? byHops : Integer.compare(point, other.point);
    }
  }

  private final int points;
  private final Map<Integer, List<Arc>> arcs = new HashMap<>();
  private final List<Link> links;
  private final long[] linkMicros;

  LinkGraph(int points, List<Link> links, Map<PointId, Integer> indexOf) {
    this.points = points;
    this.links = links;
    linkMicros = new long[links.size()];
    for (int i = 0; i < links.size(); i++) {
      int a = indexOf.getOrDefault(links.get(i).a(), -1);
      int b = indexOf.getOrDefault(links.get(i).b(), -1);
      linkMicros[i] = Rounding.micros(links.get(i).latency());
      arcs.computeIfAbsent(a, at -> new ArrayList<>()).add(new Arc(b, 2 * i));
      arcs.computeIfAbsent(b, at -> new ArrayList<>()).add(new Arc(a, 2 * i + 1));
    }
  }

  /** Whether some link leaves a point. */
  boolean leaves(int point) {
    return arcs.containsKey(point);
  }

  PathRow shortestPaths(int source) {
    long[] latency = new long[points];
    int[] hops = new int[points];
    int[] previous = new int[points];
    int[] via = new int[points];
    Arrays.fill(latency, Long.MAX_VALUE);
    latency[source] = 0;
    previous[source] = -1;
    PriorityQueue<Label> queue = new PriorityQueue<>();
    queue.add(new Label(0, 0, source));
    PathRow row = new PathRow(points);
    boolean[] settled = new boolean[points];
    Arrays.fill(row.latencyMicros, PathRow.UNREACHABLE);
    while (!queue.isEmpty()) {
      Label label = queue.remove();
      int at = label.point;
      if (settled[at] || label.latency != latency[at] || label.hops != hops[at]) {
        continue;
      }
      settled[at] = true;
      settle(row, at, label.latency, previous[at], via[at]);
      for (Arc arc : arcs.getOrDefault(at, List.of())) {
        long length = label.latency + linkMicros[arc.directedLink / 2];
        int count = label.hops + 1;
        boolean shorter =
            length < latency[arc.to] || (length == latency[arc.to] && count < hops[arc.to]);
        boolean tied = length == latency[arc.to] && count == hops[arc.to];
        if (shorter || (tied && comesFirst(at, previous[arc.to], previous))) {
          latency[arc.to] = length;
          hops[arc.to] = count;
          previous[arc.to] = at;
          via[arc.to] = arc.directedLink;
          queue.add(new Label(length, count, arc.to));
        }
      }
    }
    return row;
  }

  /** Whether the path to one point is lexicographically before an equally long one to another. */
  private static boolean comesFirst(int one, int other, int[] previous) {
    int first = 0;
    int a = one;
    int b = other;
    while (a != b) {
      first = Integer.compare(a, b);
      a = previous[a];
      b = previous[b];
    }
    return first < 0;
  }

  private void settle(PathRow row, int at, long latency, int previous, int via) {
    row.latencyMicros[at] = latency;
    if (previous < 0) {
      row.bitsPerSecond[at] = Double.POSITIVE_INFINITY;
      return;
    }
    Link link = links.get(via / 2);
    double bandwidth = (via % 2 == 0 ? link.bandwidthAToB() : link.bandwidthBToA()).bitsPerSecond();
    double jitter = link.jitter().toNanos() / 1000.0;
    row.bitsPerSecond[at] = Math.min(row.bitsPerSecond[previous], bandwidth);
    row.jitterMeanMicros[at] = row.jitterMeanMicros[previous] + jitter;
    row.jitterVarianceMicros[at] = row.jitterVarianceMicros[previous] + jitter * jitter;
    int[] before = row.links[previous];
    if (Double.isInfinite(bandwidth)) {
      row.links[at] = before;
    } else {
      int[] with = before == null ? new int[1] : Arrays.copyOf(before, before.length + 1);
      with[with.length - 1] = via;
      row.links[at] = with;
    }
  }
}
