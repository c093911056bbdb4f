package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.PlacementProto;
import dev.continuum.datasets.schema.FieldPath;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.validation.Issue;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a placement message says twice must agree: devices left unserved follow from the routes. */
final class PlacementCheck {

  private static final double TOLERANCE = 1e-6;

  private PlacementCheck() {}

  static List<Issue> issues(
      PlacementProto.Placement wire, List<ClientGroup> groups, FieldPath path) {
    List<Issue> issues = new ArrayList<>();
    for (int r = 0; r < wire.getRoutesCount(); r++) {
      List<PlacementProto.CallPlacement> calls = wire.getRoutes(r).getCallsList();
      for (int c = 0; c < calls.size(); c++) {
        if (calls.get(c).hasLocal() && !calls.get(c).getLocal()) {
          issues.add(
              new Issue(
                  "file.local",
                  path.field("routes")
                      .element(r)
                      .field("calls")
                      .element(c)
                      .field("local")
                      .toString(),
                  "The value must be true where it is there.",
                  "Maybe name the node instead: node: ..."));
        }
      }
    }
    unserved(wire, groups, path.field("unserved"), issues);
    return issues;
  }

  /** Devices of each group that no route counts, by group, where there are any. */
  static List<PlacementProto.Unserved> unserved(Placement placement, List<ClientGroup> groups) {
    Map<String, Double> served = new HashMap<>();
    for (RouteAssignment route : placement.routes()) {
      served.merge(route.group().value(), route.devices(), Double::sum);
    }
    Map<GroupId, Double> left = new TreeMap<>();
    for (ClientGroup group : groups) {
      double devices = group.devices() - served.getOrDefault(group.id().value(), 0.0);
      if (devices > TOLERANCE * Math.max(1, group.devices())) {
        left.put(group.id(), devices);
      }
    }
    List<PlacementProto.Unserved> unserved = new ArrayList<>();
    left.forEach(
        (group, devices) ->
            unserved.add(
                PlacementProto.Unserved.newBuilder()
                    .setGroup(group.value())
                    .setDevices(devices)
                    .build()));
    return unserved;
  }

  private static void unserved(
      PlacementProto.Placement wire, List<ClientGroup> groups, FieldPath path, List<Issue> issues) {
    if (wire.getUnservedCount() == 0) {
      return;
    }
    Map<String, Integer> devices = new HashMap<>();
    groups.forEach(group -> devices.put(group.id().value(), group.devices()));
    Map<String, Double> left = new HashMap<>();
    for (PlacementProto.Unserved each :
        unserved(PlacementWire.checked(wire.toBuilder().clearUnserved().build()), groups)) {
      left.put(each.getGroup(), each.getDevices());
    }
    Set<String> named = new TreeSet<>();
    for (int i = 0; i < wire.getUnservedCount(); i++) {
      PlacementProto.Unserved said = wire.getUnserved(i);
      double follows = left.getOrDefault(said.getGroup(), 0.0);
      double tolerance = TOLERANCE * Math.max(1, devices.getOrDefault(said.getGroup(), 0));
      if (!named.add(said.getGroup()) || Math.abs(said.getDevices() - follows) > tolerance) {
        issues.add(contradiction(said.getGroup(), follows, path.element(i)));
      }
    }
    for (String group : new TreeSet<>(left.keySet())) {
      if (!named.contains(group)) {
        issues.add(contradiction(group, left.getOrDefault(group, 0.0), path));
      }
    }
  }

  private static Issue contradiction(String group, double follows, FieldPath path) {
    return new Issue(
        "file.unserved",
        path.toString(),
        "The unserved devices of the group ("
            + group
            + ") must be "
            + follows
            + ", as its routes leave.",
        "Maybe leave the list of unserved devices out: it follows from the routes.");
  }
}
