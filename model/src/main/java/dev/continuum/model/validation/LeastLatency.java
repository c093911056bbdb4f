package dev.continuum.model.validation;

import dev.continuum.model.id.PointId;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The least one-way latency between two points in milliseconds: as declared, and as light allows
 * (299,792.458 km/s in vacuum). Shortest paths are Dijkstra's, one tree per node asked for; after
 * so many trees that reading a large file would be felt, paths count as free.
 */
final class LeastLatency {

  private static final double LIGHT_KM_PER_MS = 299.792458;
  private static final int MOST_STEPS = 1_000_000;

  private final Topology topology;
  private final Declared declared;
  private final Reach reach;
  private final Map<PointId, List<Hop>> hops = new HashMap<>();
  private final Map<PointId, Map<PointId, Double>> trees = new HashMap<>();
  private final int mostTrees;

  LeastLatency(Topology topology, Declared declared, Reach reach) {
    this.topology = topology;
    this.declared = declared;
    this.reach = reach;
    this.mostTrees = Math.max(4, MOST_STEPS / (topology.links().size() + 1));
  }

  private record Hop(PointId to, double millis) {}

  /** As declared; infinite if the network does not join them. */
  double declaredMillis(PointId point, PointId node, boolean towardsNode) {
    if (point.equals(node)) {
      return 0;
    }
    PointId from = towardsNode ? point : node;
    PointId to = towardsNode ? node : point;
    PairDelay delay = reach.delaysFrom(from).get(to);
    if (delay != null) {
      return Math.max(0, Quantities.millis(delay.latency()));
    }
    if (reach.linked(from, to)) {
      return path(node, point);
    }
    if (reach.isPositioned(from) && reach.isPositioned(to)) {
      return topology
          .distanceRule()
          .map(rule -> (rule.baseMicros() + rule.microsPerKilometre() * kilometres(from, to)) / 1e3)
          .orElse(Double.POSITIVE_INFINITY);
    }
    return Double.POSITIVE_INFINITY;
  }

  /** As light allows; 0 where a position or how to read it is not known. */
  double lightMillis(PointId a, PointId b) {
    double kilometres = kilometres(a, b);
    return kilometres > 0 ? kilometres / LIGHT_KM_PER_MS : 0;
  }

  private double kilometres(PointId a, PointId b) {
    Optional<DistanceRule> rule = topology.distanceRule();
    Optional<Position> one = declared.position(a);
    Optional<Position> other = declared.position(b);
    return rule.isPresent() && one.isPresent() && other.isPresent()
        ? one.get().kilometresTo(other.get(), rule.get().geometry())
        : 0;
  }

  private double path(PointId root, PointId point) {
    if (!trees.containsKey(root) && trees.size() >= mostTrees) {
      return 0;
    }
    return trees.computeIfAbsent(root, this::tree).getOrDefault(point, Double.POSITIVE_INFINITY);
  }

  private Map<PointId, Double> tree(PointId root) {
    if (hops.isEmpty()) {
      for (Link link : topology.links()) {
        double millis = Math.max(0, Quantities.millis(link.latency()));
        hops.computeIfAbsent(link.a(), p -> new ArrayList<>()).add(new Hop(link.b(), millis));
        hops.computeIfAbsent(link.b(), p -> new ArrayList<>()).add(new Hop(link.a(), millis));
      }
    }
    Map<PointId, Double> settled = new HashMap<>();
    PriorityQueue<Hop> open = new PriorityQueue<>(Comparator.comparingDouble(Hop::millis));
    open.add(new Hop(root, 0));
    while (!open.isEmpty()) {
      Hop nearest = open.remove();
      if (settled.putIfAbsent(nearest.to, nearest.millis) == null) {
        for (Hop hop : hops.getOrDefault(nearest.to, List.of())) {
          if (!settled.containsKey(hop.to)) {
            open.add(new Hop(hop.to, nearest.millis + hop.millis));
          }
        }
      }
    }
    return settled;
  }
}
