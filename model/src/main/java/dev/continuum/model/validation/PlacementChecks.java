package dev.continuum.model.validation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a placement speaks of this problem at all; what it breaks is the evaluator's to say. */
final class PlacementChecks {

  private static final double MOST_DEVICES = 1e12;
  private static final long MOST_INSTANCES = Integer.MAX_VALUE;

  private final Findings findings;
  private final Declared declared;
  private final String prefix;
  private final Placement placement;

  /** The prefix is that of paths: empty for a placement file, or {@code current.}. */
  PlacementChecks(Findings findings, Declared declared, String prefix, Placement placement) {
    this.findings = findings;
    this.declared = declared;
    this.prefix = prefix;
    this.placement = placement;
  }

  void check() {
    List<RouteAssignment> routes = placement.routes();
    for (int i = 0; i < routes.size(); i++) {
      route("routes[" + i + "]", routes.get(i));
    }
    warm(placement.warm());
    Subject acquired = new Subject(findings, prefix + "acquired", "the placement");
    for (Acquisition one : placement.acquired()) {
      function(acquired, "", one.function());
      node(acquired, "", one.node());
    }
  }

  private void route(String path, RouteAssignment route) {
    Subject at = Subject.of(findings, prefix + path, "route of group", route.group());
    if (!(route.devices() >= 0 && route.devices() <= MOST_DEVICES)) {
      at.fault(
          Code.PLACEMENT_DEVICES, "devices", "number of devices", route.devices(), "be in 0..1e12");
    }
    ClientGroup group = declared.groups.get(route.group());
    if (group == null) {
      at.unknown(
          Code.PLACEMENT_UNKNOWN_GROUP, "group", "group", route.group(), declared.nearGroups);
      return;
    }
    Application app = declared.apps.get(group.app());
    if (app == null) {
      return;
    }
    Map<CallId, Call> calls = HashMap.newHashMap(app.calls().size());
    app.calls().forEach(call -> calls.putIfAbsent(call.id(), call));
    Set<CallId> placed = new HashSet<>();
    for (int j = 0; j < route.calls().size(); j++) {
      CallPlacement call = route.calls().get(j);
      call(at.at("calls", j), app, calls, call, route.devices() > 0);
      if (!placed.add(call.call())) {
        at.at("calls", j)
            .fault(Code.PLACEMENT_DUPLICATE_CALL, "call", "call", call.call(), "be placed once");
      }
    }
    for (Call call : app.calls()) {
      if (placed.add(call.id())) {
        at.fault(Code.PLACEMENT_MISSING_CALL, "calls", "missing call", call.id(), "be placed");
      }
    }
  }

  private void call(
      Subject at, Application app, Map<CallId, Call> calls, CallPlacement placed, boolean isUsed) {
    Call call = calls.get(placed.call());
    boolean isKnown = function(at, "function", placed.function());
    if (call == null) {
      at.fault(
          Code.PLACEMENT_UNKNOWN_CALL,
          "call",
          "call",
          placed.call(),
          "be a call of application (" + Subject.shown(app.id()) + ")");
    } else if (isKnown
        && call.variants().stream().noneMatch(v -> v.function().equals(placed.function()))) {
      at.fault(
          Code.PLACEMENT_WRONG_VARIANT,
          "function",
          "function",
          placed.function(),
          "be a variant of call (" + Subject.shown(call.id()) + ")");
    }
    switch (placed.place()) {
      case Place.Local() -> {}
      case Place.OnNode(NodeId node) -> {
        if (node(at, "node", node) && isKnown && isUsed) {
          acquired(at, "node", Code.PLACEMENT_ROUTED_NOT_ACQUIRED, placed.function(), node);
        }
      }
    }
  }

  private void warm(List<WarmInstances> all) {
    Set<Acquisition> seen = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      WarmInstances warm = all.get(i);
      Subject at = new Subject(findings, prefix + "warm[" + i + "]", "the placement");
      boolean isKnown = function(at, "function", warm.function());
      isKnown &= node(at, "node", warm.node());
      if (!seen.add(new Acquisition(warm.function(), warm.node()))) {
        at.fault(
            Code.PLACEMENT_WARM_DUPLICATE,
            "",
            "function and node",
            warm.function() + " on " + warm.node(),
            "be given once");
      }
      if (warm.instances() < 0 || warm.instances() > MOST_INSTANCES) {
        at.fault(
            Code.PLACEMENT_WARM_NEGATIVE,
            "instances",
            "number of warm instances",
            warm.instances(),
            "be in 0.." + MOST_INSTANCES);
      } else if (isKnown && warm.instances() > 0) {
        acquired(at, "node", Code.PLACEMENT_WARM_NOT_ACQUIRED, warm.function(), warm.node());
      }
    }
  }

  private void acquired(Subject at, String field, Code code, FunctionId function, NodeId node) {
    if (!placement.acquired().contains(new Acquisition(function, node))) {
      at.fault(
          code,
          field,
          "function and node",
          Subject.shown(function) + " on " + Subject.shown(node),
          "be among those acquired");
    }
  }

  private boolean function(Subject at, String field, FunctionId function) {
    boolean isKnown = declared.functions.containsKey(function);
    if (!isKnown) {
      at.unknown(
          Code.PLACEMENT_UNKNOWN_FUNCTION, field, "function", function, declared.nearFunctions);
    }
    return isKnown;
  }

  private boolean node(Subject at, String field, NodeId node) {
    boolean isKnown = declared.nodes.containsKey(node);
    if (!isKnown) {
      at.unknown(Code.PLACEMENT_UNKNOWN_NODE, field, "node", node, declared.nearNodes);
    }
    return isKnown;
  }
}
