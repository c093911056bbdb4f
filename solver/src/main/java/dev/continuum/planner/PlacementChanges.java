package dev.continuum.planner;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What rule 8 counts between two placements, whatever problems they were made for. */
public final class PlacementChanges {

  private record Served(GroupId group, CallId call, NodeId node) {}

  private record Kept(FunctionId function, NodeId node) {}

  private PlacementChanges() {}

  /**
   * Artifacts newly acquired, instances started, and devices of calls moved onto nodes. Linear in
   * both placements.
   */
  public static double between(Placement before, Placement after) {
    Set<Acquisition> acquired = new HashSet<>(after.acquired());
    acquired.removeAll(before.acquired());
    Map<Kept, Long> ran = warm(before);
    long started = 0;
    for (Map.Entry<Kept, Long> each : warm(after).entrySet()) {
      started += Math.max(0, each.getValue() - ran.getOrDefault(each.getKey(), 0L));
    }
    Map<Served, Double> served = devices(before);
    double moved = 0;
    for (Map.Entry<Served, Double> each : devices(after).entrySet()) {
      moved += Math.max(0, each.getValue() - served.getOrDefault(each.getKey(), 0.0));
    }
    return acquired.size() + (double) started + moved;
  }

  private static Map<Kept, Long> warm(Placement placement) {
    Map<Kept, Long> warm = new HashMap<>();
    for (WarmInstances each : placement.warm()) {
      warm.merge(new Kept(each.function(), each.node()), each.instances(), Long::sum);
    }
    return warm;
  }

  private static Map<Served, Double> devices(Placement placement) {
    Map<Served, Double> devices = new HashMap<>();
    for (RouteAssignment route : placement.routes()) {
      for (CallPlacement call : route.calls()) {
        if (call.place() instanceof Place.OnNode(NodeId node)) {
          devices.merge(new Served(route.group(), call.call(), node), route.devices(), Double::sum);
        }
      }
    }
    return devices;
  }
}
