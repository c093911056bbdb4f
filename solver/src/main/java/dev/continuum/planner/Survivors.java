package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
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
import dev.continuum.model.topology.Node;
import dev.continuum.model.validation.PlacementValidator;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is left of a running placement when the continuum has changed under it: routes, instances
 * and artifacts whose groups, calls, functions and nodes are still there. Devices that no longer
 * are come off the last routes. Linear in placement and problem.
 */
public final class Survivors {

  private final Map<GroupId, ClientGroup> groups = new HashMap<>();
  private final Map<AppId, Map<CallId, Call>> calls = new HashMap<>();
  private final Set<NodeId> nodes = new HashSet<>();
  private final Set<FunctionId> functions = new HashSet<>();

  private Survivors(PlacementProblem problem) {
    for (ClientGroup group : problem.groups()) {
      groups.put(group.id(), group);
    }
    for (Application app : problem.apps()) {
      calls.put(app.id(), app.calls().stream().collect(Collectors.toMap(Call::id, call -> call)));
    }
    for (Node node : problem.topology().nodes()) {
      nodes.add(node.id());
    }
    for (Function function : problem.functions()) {
      functions.add(function.id());
    }
  }

  /** The part of a placement that speaks of a valid problem; empty if nothing sensible is left. */
  public static Optional<Placement> of(PlacementProblem problem, Placement running) {
    Placement left = new Survivors(problem).left(running);
    return PlacementValidator.validate(problem, left).isEmpty()
        ? Optional.of(left)
        : Optional.empty();
  }

  private Placement left(Placement running) {
    Map<GroupId, Double> room = new HashMap<>();
    List<RouteAssignment> routes = new ArrayList<>();
    for (RouteAssignment route : running.routes()) {
      ClientGroup group = groups.get(route.group());
      if (group == null || !stands(route, group)) {
        continue;
      }
      double free = room.getOrDefault(group.id(), (double) group.devices());
      double devices = Math.min(route.devices(), free);
      room.put(group.id(), free - devices);
      if (devices > 0) {
        routes.add(new RouteAssignment(group.id(), devices, route.calls()));
      }
    }
    List<WarmInstances> warm =
        running.warm().stream()
            .filter(each -> functions.contains(each.function()) && nodes.contains(each.node()))
            .toList();
    NavigableSet<Acquisition> acquired = new TreeSet<>(Placement.of(routes, warm).acquired());
    running.acquired().stream()
        .filter(each -> functions.contains(each.function()) && nodes.contains(each.node()))
        .forEach(acquired::add);
    return new Placement(routes, warm, acquired);
  }

  private boolean stands(RouteAssignment route, ClientGroup group) {
    Map<CallId, Call> declared = calls.getOrDefault(group.app(), Map.of());
    return route.calls().size() == declared.size()
        && route.calls().stream().allMatch(placed -> stands(placed, declared.get(placed.call())));
  }

  private boolean stands(CallPlacement placed, @org.jspecify.annotations.Nullable Call call) {
    return call != null
        && call.variants().stream().anyMatch(each -> each.function().equals(placed.function()))
        && (!(placed.place() instanceof Place.OnNode(NodeId node)) || nodes.contains(node));
  }
}
