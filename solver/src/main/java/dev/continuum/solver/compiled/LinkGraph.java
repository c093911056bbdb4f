package dev.continuum.solver.compiled;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Link;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Shortest paths over links by latency, ties by hops, then by the ids along the path (points are
 * indexed in order of id). Dijkstra 1959 (DOI 10.1007/BF01386390), O(m log n) a source.
 */
final class LinkGraph {

  private final int points;
  private final List<Link> links;
  private final long[] linkMicros;

  /** Arcs that leave point p are those from first[p] on, before first[p + 1]. */
  private final int[] first;

  /** Where each arc leads, and the directed link it is. */
  private final int[] to;

  private final int[] directed;

  LinkGraph(int points, List<Link> links, Map<PointId, Integer> indexOf) {
    this.points = points;
    this.links = links;
    linkMicros = new long[links.size()];
    int[] from = new int[2 * links.size()];
    first = new int[points + 1];
    for (int i = 0; i < links.size(); i++) {
      linkMicros[i] = Rounding.micros(links.get(i).latency());
      from[2 * i] = index(indexOf, links.get(i).a());
      from[2 * i + 1] = index(indexOf, links.get(i).b());
      first[from[2 * i] + 1]++;
      first[from[2 * i + 1] + 1]++;
    }
    for (int p = 0; p < points; p++) {
      first[p + 1] += first[p];
    }
    to = new int[from.length];
    directed = new int[from.length];
    int[] next = first.clone();
    for (int d = 0; d < from.length; d++) {
      int arc = next[from[d]]++;
      to[arc] = from[d ^ 1];
      directed[arc] = d;
    }
  }

  private static int index(Map<PointId, Integer> indexOf, PointId point) {
    Integer index = indexOf.get(point);
    if (index == null) {
      throw new IllegalArgumentException("No point " + point);
    }
    return index;
  }

  /** Whether some link leaves a point. */
  boolean leaves(int point) {
    return first[point] < first[point + 1];
  }

  PathRow shortestPaths(int source) {
    long[] latency = new long[points];
    int[] hops = new int[points];
    int[] previous = new int[points];
    int[] via = new int[points];
    Arrays.fill(latency, Long.MAX_VALUE);
    latency[source] = 0;
    previous[source] = -1;
    PathQueue queue = new PathQueue(latency, hops);
    queue.raise(source);
    PathRow row = new PathRow(points);
    Arrays.fill(row.latencyMicros, PathRow.UNREACHABLE);
    while (!queue.isEmpty()) {
      int at = queue.remove();
      settle(row, at, latency[at], previous[at], via[at]);
      int count = hops[at] + 1;
      for (int arc = first[at]; arc < first[at + 1]; arc++) {
        int next = to[arc];
        long length = latency[at] + linkMicros[directed[arc] / 2];
        boolean shorter = length < latency[next] || (length == latency[next] && count < hops[next]);
        boolean tied = length == latency[next] && count == hops[next];
        if (shorter || (tied && comesFirst(at, previous[next], previous))) {
          latency[next] = length;
          hops[next] = count;
          previous[next] = at;
          via[next] = directed[arc];
          queue.raise(next);
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
