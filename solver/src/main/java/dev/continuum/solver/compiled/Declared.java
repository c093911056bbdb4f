package dev.continuum.solver.compiled;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Variant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;

/** The declared problem, looked up by id and indexed in order of id. */
final class Declared {

  final PlacementProblem problem;
  final List<Node> nodes;
  final List<Function> functions;
  final List<String> acceleratorKinds;
  private final Map<NodeId, Integer> nodeIndex = new HashMap<>();
  private final Map<FunctionId, Integer> functionIndex = new HashMap<>();
  private final Map<NodeClassId, NodeClass> nodeClasses = new HashMap<>();
  private final Map<DeviceClassId, DeviceClass> deviceClasses = new HashMap<>();
  private final Map<AppId, Application> apps = new HashMap<>();
  private final Map<AppId, Integer> appIndex = new HashMap<>();
  private final Map<AppId, List<CallId>> topological = new HashMap<>();
  private final Map<GroupId, Map<CallId, ExplicitCost>> explicit = new HashMap<>();
  private final double[] arrivalScv;

  Declared(PlacementProblem problem) {
    this.problem = problem;
    nodes = problem.topology().nodes().stream().sorted(Comparator.comparing(Node::id)).toList();
    functions = problem.functions().stream().sorted(Comparator.comparing(Function::id)).toList();
    nodes.forEach(node -> nodeIndex.put(node.id(), nodeIndex.size()));
    functions.forEach(function -> functionIndex.put(function.id(), functionIndex.size()));
    problem.topology().nodeClasses().forEach(it -> nodeClasses.put(it.id(), it));
    problem.topology().deviceClasses().forEach(it -> deviceClasses.put(it.id(), it));
    problem.apps().forEach(app -> apps.put(app.id(), app));
    problem.apps().forEach(app -> topological.put(app.id(), sortCalls(app)));
    new TreeSet<>(apps.keySet()).forEach(id -> appIndex.put(id, appIndex.size()));
    for (ExplicitCost cost : problem.explicitCosts()) {
      explicit.computeIfAbsent(cost.group(), id -> new HashMap<>()).put(cost.call(), cost);
    }
    TreeSet<String> kinds = new TreeSet<>();
    nodes.forEach(
        node ->
            node.capacity().accelerators().stream().map(AcceleratorPool::kind).forEach(kinds::add));
    functions.forEach(function -> function.accelerators().forEach(need -> kinds.add(need.kind())));
    acceleratorKinds = List.copyOf(kinds);
    arrivalScv = largestArrivalScv();
  }

  int node(NodeId id) {
    return found(nodeIndex.get(id), id);
  }

  int function(FunctionId id) {
    return found(functionIndex.get(id), id);
  }

  NodeClass nodeClass(NodeClassId id) {
    return found(nodeClasses.get(id), id);
  }

  DeviceClass deviceClass(DeviceClassId id) {
    return found(deviceClasses.get(id), id);
  }

  Application app(AppId id) {
    return found(apps.get(id), id);
  }

  int appIndex(AppId id) {
    return found(appIndex.get(id), id);
  }

  /** Calls of an application in topological order, ties by id. */
  List<CallId> calls(AppId id) {
    return found(topological.get(id), id);
  }

  /** Cost of a call on a node given outright, per hour and device. */
  double explicitCost(GroupId group, CallId call, NodeId node) {
    Map<CallId, ExplicitCost> ofGroup = explicit.get(group);
    ExplicitCost cost = ofGroup == null ? null : ofGroup.get(call);
    return cost == null ? 0 : cost.perHour().getOrDefault(node, 0.0);
  }

  /** c²_a of a function, by index: the largest of the groups that may use it, at least 1. */
  double arrivalScv(int function) {
    return arrivalScv[function];
  }

  private double[] largestArrivalScv() {
    double[] largest = new double[functions.size()];
    java.util.Arrays.fill(largest, 1);
    Map<AppId, Double> ofApp = new HashMap<>();
    for (ClientGroup group : problem.groups()) {
      ofApp.merge(group.app(), group.arrivalScv(), Math::max);
    }
    for (Application app : problem.apps()) {
      double scv = ofApp.getOrDefault(app.id(), 1.0);
      app.calls().stream()
          .flatMap(call -> call.variants().stream())
          .map(Variant::function)
          .forEach(f -> largest[function(f)] = Math.max(largest[function(f)], scv));
    }
    return largest;
  }

  private static List<CallId> sortCalls(Application app) {
    Map<CallId, Integer> open = new HashMap<>();
    app.calls().forEach(call -> open.put(call.id(), 0));
    app.edges().forEach(edge -> open.merge(edge.to(), 1, Integer::sum));
    PriorityQueue<CallId> ready = new PriorityQueue<>();
    open.forEach(
        (call, count) -> {
          if (count == 0) {
            ready.add(call);
          }
        });
    List<CallId> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      CallId call = ready.remove();
      order.add(call);
      ArrayDeque<CallId> next = new ArrayDeque<>();
      for (CallEdge edge : app.edges()) {
        if (edge.from().equals(call) && open.merge(edge.to(), -1, Integer::sum) == 0) {
          next.add(edge.to());
        }
      }
      ready.addAll(next);
    }
    return List.copyOf(order);
  }

  private static <T> T found(@org.jspecify.annotations.Nullable T value, Object id) {
    if (value == null) {
      throw new IllegalArgumentException("Nothing declared under " + id);
    }
    return value;
  }
}
