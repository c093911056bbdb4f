package dev.continuum.actuation;

import dev.continuum.model.id.NodeId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is there of ours, and what there may be.
 *
 * @param managed our objects
 * @param limits limits of each node
 */
public record Observation(List<Managed> managed, SortedMap<NodeId, NodeLimits> limits) {

  /** Copies, and sorts so that equal states are equal observations. */
  public Observation {
    managed =
        managed.stream()
            .sorted(Comparator.comparing(Managed::node).thenComparing(Managed::object))
            .toList();
    limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
  }

  /**
   * A hash of the objects and their versions. Warm counts are not part of it: they change by
   * themselves.
   */
  public String fingerprint() {
    return Digests.of(
        managed.stream()
            .map(
                each ->
                    each.node()
                        + "/"
                        + each.object()
                        + "@"
                        + each.version()
                        + "="
                        + each.specHash()
                        + (each.serving() ? "+" : "-"))
            .toList()
            .toString());
  }
}
