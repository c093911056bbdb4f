package dev.continuum.model.evaluation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Variant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The declared things by id, sorted. Asking for an unknown id throws, naming it. Not thread-safe.
 */
final class Catalogue {

  private final PlacementProblem problem;
  private final SortedMap<NodeId, Node> nodes = new TreeMap<>();
  private final SortedMap<NodeClassId, NodeClass> nodeClasses = new TreeMap<>();
  private final SortedMap<DeviceClassId, DeviceClass> deviceClasses = new TreeMap<>();
  private final SortedMap<FunctionId, Function> functions = new TreeMap<>();
  private final SortedMap<AppId, Application> apps = new TreeMap<>();
  private final Map<GroupId, ClientGroup> groups;
  private final List<ClientGroup> groupsById;
  private final Map<AppId, CallGraph> graphs = new HashMap<>();
  private final Map<CallOfGroup, Map<NodeId, Double>> explicitCosts = new HashMap<>();
  private final Map<FunctionId, Double> arrivalScv = new HashMap<>();

  Catalogue(PlacementProblem problem) {
    this.problem = problem;
    problem.topology().nodes().forEach(node -> nodes.put(node.id(), node));
    problem.topology().nodeClasses().forEach(kind -> nodeClasses.put(kind.id(), kind));
    problem.topology().deviceClasses().forEach(kind -> deviceClasses.put(kind.id(), kind));
    problem.functions().forEach(function -> functions.put(function.id(), function));
    problem.apps().forEach(app -> apps.put(app.id(), app));
    groups = HashMap.newHashMap(problem.groups().size());
    problem.groups().forEach(group -> groups.put(group.id(), group));
    groupsById = problem.groups().stream().sorted(Comparator.comparing(ClientGroup::id)).toList();
    for (ExplicitCost cost : problem.explicitCosts()) {
      Map<NodeId, Double> known =
          explicitCosts.computeIfAbsent(
              new CallOfGroup(cost.group(), cost.call()), key -> new HashMap<>());
      cost.perHour().forEach((node, perHour) -> known.merge(node, perHour, Double::sum));
    }
    findArrivalScv();
  }

  private record CallOfGroup(GroupId group, CallId call) {}

  /** c²_a[f] = max(1, largest c²_g of the groups that may use f). */
  private void findArrivalScv() {
    Map<AppId, Double> ofApp = new HashMap<>();
    for (ClientGroup group : groupsById) {
      ofApp.merge(group.app(), group.arrivalScv(), Math::max);
    }
    for (Application app : apps.values()) {
      double scv = ofApp.getOrDefault(app.id(), 0.0);
      for (Call call : app.calls()) {
        for (Variant variant : call.variants()) {
          arrivalScv.merge(variant.function(), scv, Math::max);
        }
      }
    }
  }

  PlacementProblem problem() {
    return problem;
  }

  Collection<Node> nodes() {
    return nodes.values();
  }

  /** The groups, sorted by id. */
  List<ClientGroup> groups() {
    return groupsById;
  }

  Collection<Application> apps() {
    return apps.values();
  }

  Node node(NodeId id) {
    return known(nodes.get(id), "node", id);
  }

  Function function(FunctionId id) {
    return known(functions.get(id), "function", id);
  }

  ClientGroup group(GroupId id) {
    return known(groups.get(id), "group", id);
  }

  Application app(ClientGroup group) {
    return known(apps.get(group.app()), "application", group.app());
  }

  /** An application's calls by number, made once. */
  CallGraph graph(Application app) {
    return graphs.computeIfAbsent(app.id(), key -> new CallGraph(app));
  }

  NodeClass nodeClass(NodeClassId id) {
    return known(nodeClasses.get(id), "class of processor", id);
  }

  Optional<DeviceClass> deviceClass(ClientGroup group) {
    return group.deviceClass().map(id -> known(deviceClasses.get(id), "class of device", id));
  }

  double arrivalScv(FunctionId function) {
    return Math.max(1, arrivalScv.getOrDefault(function, 1.0));
  }

  /** Cost per hour and device given outright; 0 where none is. */
  double explicitCost(GroupId group, CallId call, NodeId node) {
    return explicitCosts
        .getOrDefault(new CallOfGroup(group, call), Map.of())
        .getOrDefault(node, 0.0);
  }

  private static <T> T known(@Nullable T thing, String kind, Object id) {
    if (thing == null) {
      throw new IllegalArgumentException("The " + kind + " (" + id + ") is not declared.");
    }
    return thing;
  }
}
