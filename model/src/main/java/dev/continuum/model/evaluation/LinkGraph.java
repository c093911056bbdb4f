package dev.continuum.model.evaluation;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Points joined by links; of parallel links the fastest counts. Clients' points are many and hang
 * on one link each: no path passes through such a leaf, so searches keep to the core.
 */
final class LinkGraph {

  private final Map<PointId, SortedMap<PointId, Step>> neighbours = new HashMap<>();
  private final Map<PointId, SortedMap<PointId, Step>> core = new HashMap<>();

  /** Points that are joined, by number in order of id. */
  private final List<PointId> points = new ArrayList<>();

  private final Map<PointId, Integer> numbers = new HashMap<>();

  /** Numbers of the points of {@link #core}, and latencies to them, by number. */
  private final int[][] next;

  private final long[][] micros;

  /**
   * A link as seen from one of its ends.
   *
   * @param link the link
   * @param micros its latency
   */
  record Step(Link link, long micros) {}

  LinkGraph(Iterable<Link> links) {
    for (Link link : links) {
      if (!link.a().equals(link.b())) {
        Step step = new Step(link, Rounding.micros(link.latency()));
        put(link.a(), link.b(), step);
        put(link.b(), link.a(), step);
      }
    }
    neighbours.forEach(
        (point, around) -> {
          SortedMap<PointId, Step> inner = new TreeMap<>(around);
          inner.keySet().removeIf(this::isLeaf);
          core.put(point, inner);
        });
    new TreeSet<>(neighbours.keySet())
        .forEach(
            point -> {
              numbers.put(point, points.size());
              points.add(point);
            });
    next = new int[points.size()][];
    micros = new long[points.size()][];
    for (int i = 0; i < next.length; i++) {
      SortedMap<PointId, Step> around = core(points.get(i));
      next[i] = around.keySet().stream().mapToInt(this::number).toArray();
      micros[i] = around.values().stream().mapToLong(Step::micros).toArray();
    }
  }

  /** How many points are joined. */
  int size() {
    return points.size();
  }

  /** The number of a point, or -1 if no link leaves it. */
  int number(PointId point) {
    return numbers.getOrDefault(point, -1);
  }

  PointId point(int number) {
    return points.get(number);
  }

  /** Numbers of the neighbours that paths may pass through, ascending. */
  int[] next(int number) {
    return next[number];
  }

  /** Latencies to them, µs. */
  long[] micros(int number) {
    return micros[number];
  }

  private void put(PointId from, PointId to, Step step) {
    neighbours
        .computeIfAbsent(from, key -> new TreeMap<>())
        .merge(to, step, (one, other) -> one.micros() <= other.micros() ? one : other);
  }

  boolean isLeaf(PointId point) {
    return around(point).size() == 1;
  }

  /** All neighbours of a point. */
  SortedMap<PointId, Step> around(PointId point) {
    return neighbours.getOrDefault(point, Collections.emptySortedMap());
  }

  /** The neighbours of a point that paths may pass through. */
  SortedMap<PointId, Step> core(PointId point) {
    return core.getOrDefault(point, Collections.emptySortedMap());
  }
}
