package dev.continuum.service.api;

import dev.continuum.datasets.proto.PlacementProto.CallPlacement;
import dev.continuum.datasets.proto.PlacementProto.Placement;
import dev.continuum.datasets.proto.PlacementProto.Route;
import dev.continuum.datasets.proto.PlacementProto.WarmInstances;
import dev.continuum.service.proto.ContinuumProto.InstanceCount;
import dev.continuum.service.proto.ContinuumProto.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parts of plans: what concerns one group or one node. A plan's routes are gone through once, when
 * a part of it is first asked for; plans of late stay known, the one that was asked about longest
 * ago goes first. Thread-safe.
 */
final class PlanParts {

  private static final int MOST_PLANS = 64;

  private final Map<Key, Known> plans = new LinkedHashMap<>(16, 0.75f, true);

  /** A plan by its place; its placement tells whether it is still that one. */
  private record Key(String stream, long revision) {}

  private record Known(
      Placement placement, Map<String, List<Route>> byGroup, Map<String, OnNode> byNode) {

    static Known of(Placement placement) {
      Map<String, List<Route>> byGroup = new HashMap<>();
      Map<String, OnNode> byNode = new HashMap<>();
      for (Route route : placement.getRoutesList()) {
        byGroup.computeIfAbsent(route.getGroup(), group -> new ArrayList<>(1)).add(route);
        route.getCallsList().stream()
            .map(CallPlacement::getNode)
            .filter(node -> !node.isEmpty())
            .distinct()
            .forEach(node -> on(byNode, node).routes.add(route));
      }
      for (WarmInstances warm : placement.getWarmList()) {
        on(byNode, warm.getNode()).warm.add(warm);
      }
      return new Known(placement, byGroup, byNode);
    }

    private static OnNode on(Map<String, OnNode> byNode, String node) {
      return byNode.computeIfAbsent(node, each -> new OnNode(new ArrayList<>(), new ArrayList<>()));
    }
  }

  private record OnNode(List<Route> routes, List<WarmInstances> warm) {

    static final OnNode NOTHING = new OnNode(List.of(), List.of());
  }

  /**
   * The plan of a stream with what concerns the group and the node; either may be empty for all.
   */
  Plan of(String stream, Plan plan, String group, String node) {
    if (group.isEmpty() && node.isEmpty()) {
      return plan;
    }
    Known known = known(stream, plan);
    OnNode there = known.byNode().getOrDefault(node, OnNode.NOTHING);
    Placement.Builder part = Placement.newBuilder();
    Plan.Builder answer = plan.toBuilder().clearInstances();
    if (node.isEmpty()) {
      part.addAllRoutes(known.byGroup().getOrDefault(group, List.of()));
    } else {
      there.routes().stream()
          .filter(route -> group.isEmpty() || route.getGroup().equals(group))
          .forEach(part::addRoutes);
      part.addAllWarm(there.warm());
      for (InstanceCount each : plan.getInstancesList()) {
        if (each.getNode().equals(node)) {
          answer.addInstances(each);
        }
      }
    }
    return answer.setPlacement(part).build();
  }

  @SuppressWarnings("ReferenceEquality") // Messages and problems are handed around, not copied.
  private Known known(String stream, Plan plan) {
    Key key = new Key(stream, plan.getRevision());
    Placement placement = plan.getPlacement();
    synchronized (plans) {
      Known known = plans.get(key);
      if (known != null && known.placement() == placement) {
        return known;
      }
    }
    Known fresh = Known.of(placement);
    synchronized (plans) {
      plans.put(key, fresh);
      if (plans.size() > MOST_PLANS) {
        var eldest = plans.keySet().iterator();
        eldest.next();
        eldest.remove();
      }
    }
    return fresh;
  }
}
