package dev.continuum.model.validation;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Topology;
import java.util.HashMap;
import java.util.Map;

/** Which points the network joins at all: by links, by explicit delays, by the distance rule. */
final class Reach {

  private final Declared declared;
  private final boolean hasRule;
  private final Map<PointId, Integer> number = new HashMap<>();
  private final int[] parent;
  private final Map<PointId, Map<PointId, PairDelay>> from = new HashMap<>();
  private final Map<PointId, Map<PointId, PairDelay>> to = new HashMap<>();

  Reach(Topology topology, Declared declared) {
    this.declared = declared;
    this.hasRule = topology.distanceRule().isPresent();
    for (Link link : topology.links()) {
      number.putIfAbsent(link.a(), number.size());
      number.putIfAbsent(link.b(), number.size());
    }
    parent = new int[number.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    for (Link link : topology.links()) {
      parent[component(link.a())] = component(link.b());
    }
    for (PairDelay delay : topology.delays()) {
      from.computeIfAbsent(delay.from(), p -> new HashMap<>()).putIfAbsent(delay.to(), delay);
      to.computeIfAbsent(delay.to(), p -> new HashMap<>()).putIfAbsent(delay.from(), delay);
    }
  }

  /** The connected part of the network a point is in; negative for a point without links. */
  int component(PointId point) {
    Integer known = number.get(point);
    if (known == null) {
      return -1;
    }
    int root = known;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  boolean isPositioned(PointId point) {
    return hasRule && declared.position(point).isPresent();
  }

  boolean hasRule() {
    return hasRule;
  }

  boolean joins(PointId a, PointId b) {
    return a.equals(b)
        || linked(a, b)
        || delaysFrom(a).containsKey(b)
        || (isPositioned(a) && isPositioned(b));
  }

  boolean linked(PointId a, PointId b) {
    int component = component(a);
    return component >= 0 && component == component(b);
  }

  Map<PointId, PairDelay> delaysFrom(PointId point) {
    return from.getOrDefault(point, Map.of());
  }

  /** Whether a client at the point reaches one of the candidates, there, back, or both. */
  boolean reachesOne(PointId point, Candidates candidates, boolean there, boolean back) {
    if (!(there || back) && !candidates.up().isEmpty()) {
      return true;
    }
    int component = component(point);
    if (candidates.ids().contains(new NodeId(point.value()))
        || (component >= 0 && candidates.components().contains(component))
        || (candidates.anyPositioned() && isPositioned(point))) {
      return true;
    }
    Map<PointId, PairDelay> ends = there ? delaysFrom(point) : to.getOrDefault(point, Map.of());
    for (PointId end : ends.keySet()) {
      if (candidates.ids().contains(new NodeId(end.value())) && (!back || joins(end, point))) {
        return true;
      }
    }
    return false;
  }
}
