package dev.continuum.model.evaluation;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Link;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Points joined by links; of parallel links the fastest counts. Clients' points are many and hang
 * on one link each: no path passes through such a leaf, so searches keep to the core.
 */
final class LinkGraph {

  private final Map<PointId, SortedMap<PointId, Step>> neighbours = new HashMap<>();
  private final Map<PointId, SortedMap<PointId, Step>> core = new HashMap<>();

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
