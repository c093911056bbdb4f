package dev.continuum.benchmarks.baseline;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Delays;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A problem as rules of thumb see it: who may run where, how far that is, and what still fits. The
 * engine's compiled form tells the first and the last. Used once; not thread-safe.
 */
final class Ground {

  private static final int HALVINGS = 30;
  private static final double MEBIBYTE = 1 << 20;

  /** So many devices that their instances per device are near what they tend to. */
  private static final int MANY = 50;

  final CompiledProblem compiled;
  private final PlacementProblem problem;
  private final PlacementState state;
  private final Delays delays;
  private final Map<NodeId, Node> nodes = new HashMap<>();
  private final Map<GroupId, ClientGroup> clients = new HashMap<>();
  private final Map<FunctionId, Function> functions = new HashMap<>();
  private final Map<NodeClassId, NodeClass> classes = new HashMap<>();
  private final Map<DeviceClassId, DeviceClass> deviceClasses = new HashMap<>();

  Ground(PlacementProblem problem) {
    this.problem = problem;
    compiled = CompiledProblem.of(problem);
    state = new PlacementState(compiled);
    delays = new Delays(problem.topology());
    problem.topology().nodes().forEach(node -> nodes.put(node.id(), node));
    problem.groups().forEach(group -> clients.put(group.id(), group));
    problem.functions().forEach(function -> functions.put(function.id(), function));
    problem.topology().nodeClasses().forEach(each -> classes.put(each.id(), each));
    problem.topology().deviceClasses().forEach(each -> deviceClasses.put(each.id(), each));
  }

  /** Groups by index. */
  List<CompiledGroup> groups() {
    return compiled.groups();
  }

  int nodes() {
    return compiled.nodes().size;
  }

  Tier tier(int node) {
    return declared(node).tier();
  }

  Node declared(int node) {
    return lookUp(nodes, compiled.names().nodes().get(node));
  }

  ClientGroup client(CompiledGroup group) {
    return lookUp(clients, compiled.names().groups().get(group.index));
  }

  /** From a group's point to a node, µs; infinite if nothing joins them. */
  double delayMicros(CompiledGroup group, int node) {
    var delay = delays.micros(client(group).point(), declared(node).id().point());
    return delay.isPresent() ? delay.getAsLong() : Double.POSITIVE_INFINITY;
  }

  /**
   * What a request takes on a route when nobody waits: service of every call, and there and back
   * over access link and network where some call leaves the device; payload sizes aside.
   */
  double latencyMicros(CompiledGroup group, int[] route) {
    double micros = 0;
    double farthest = -1;
    for (int call = 0; call < route.length; call++) {
      int node = group.routes.node(call, route[call]);
      FunctionId function =
          compiled.names().functions().get(group.routes.function(call, route[call]));
      micros += serviceMicros(group, function, node);
      farthest = node == RouteSpace.LOCAL ? farthest : Math.max(farthest, delayMicros(group, node));
    }
    return farthest < 0
        ? micros
        : micros + 2 * (farthest + client(group).access().latency().toNanos() / 1e3);
  }

  private double serviceMicros(CompiledGroup group, FunctionId function, int node) {
    NodeClassId of =
        node == RouteSpace.LOCAL
            ? client(group).deviceClass().map(deviceClasses::get).orElseThrow().nodeClass()
            : declared(node).nodeClass();
    return lookUp(functions, function)
        .profileOn(lookUp(classes, of))
        .map(profile -> profile.mean().toNanos() / 1e3)
        .orElse(0.0);
  }

  private static <K, V> V lookUp(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("Nothing is called " + key);
    }
    return value;
  }

  /**
   * All calls at one place (a node, or {@link RouteSpace#LOCAL}) but those that must stay on the
   * device; empty if that is not allowed.
   */
  Optional<int[]> route(CompiledGroup group, int place) {
    RouteSpace routes = group.routes;
    int[] route = new int[routes.calls()];
    boolean there = false;
    for (int call = 0; call < route.length; call++) {
      double[] micros = routes.fixedMicros(call);
      int option = routes.cheapestAt(call, place, micros);
      there |= option >= 0;
      route[call] = option >= 0 ? option : routes.cheapestAt(call, RouteSpace.LOCAL, micros);
      if (route[call] < 0 || (option < 0 && routes.options(call) > 1)) {
        return Optional.empty();
      }
    }
    return there && allowed(group, route) ? Optional.of(route) : Optional.empty();
  }

  /** The same, if it also meets the deadline. */
  Optional<int[]> coveredRoute(CompiledGroup group, int node) {
    return route(group, node).filter(route -> !group.routes.judge().missesDeadline(route));
  }

  /** Memory of a node for instances, MiB. */
  double memoryMebibytes(int node) {
    return compiled.nodes().memoryBytes[node] / MEBIBYTE;
  }

  /** Memory of the instances that serve a device on average, as if they could be cut, MiB. */
  double memoryOfDevice(CompiledGroup group, int[] route) {
    double mebibytes = 0;
    for (int call = 0; call < route.length; call++) {
      int node = group.routes.node(call, route[call]);
      if (node != RouteSpace.LOCAL) {
        int f = group.routes.function(call, route[call]);
        int pair = compiled.pairs().index(f, node);
        long whole = compiled.pairs().required(pair, group.routes.loadNanos(call) * MANY);
        mebibytes += (double) whole / MANY * compiled.pairs().memoryBytes[f] / MEBIBYTE;
      }
    }
    return mebibytes;
  }

  static boolean allowed(CompiledGroup group, int[] route) {
    RouteJudge judge = group.routes.judge();
    return judge.costMicros(route) != RouteJudge.FORBIDDEN
        && !(judge.hardDeadline() && judge.missesDeadline(route));
  }

  /** CPU that a device takes on a node with all its calls there, nanocores. */
  static long nanocores(CompiledGroup group, int[] route) {
    long sum = 0;
    for (int call = 0; call < route.length; call++) {
      if (group.routes.node(call, route[call]) != RouteSpace.LOCAL) {
        sum += group.routes.cpuNanocores(call, route[call]);
      }
    }
    return sum;
  }

  /** Whether the first device on a route costs or takes more than the next ones. */
  boolean opens(CompiledGroup group, int node, int[] route) {
    int pair = compiled.pairs().index(group.routes.function(0, route[0]), node);
    return compiled.nodes().activeMicros[node] > 0
        || compiled.pairs().acquisitionMicros[pair] > 0
        || compiled.pairs().required(pair, Long.MAX_VALUE / 8) > 0;
  }

  /** CPU still free on a node, nanocores. */
  double freeNanocores(int node) {
    return compiled.nodes().cpuNanocores[node] - state.cpu(node);
  }

  boolean active(int node) {
    return state.cpu(node) > 0 || state.memory(node) > 0;
  }

  double unserved(CompiledGroup group) {
    return state.unserved(group.index);
  }

  /** Serves as many of a group's unserved devices by a route as fit. */
  void fill(CompiledGroup group, int[] route) {
    fill(group, route, unserved(group));
  }

  /** The same, at most so many. */
  void fill(CompiledGroup group, int[] route, double most) {
    double unserved = Math.min(most, unserved(group));
    if (unserved <= 0 || add(group, route, unserved)) {
      return;
    }
    double fits = 0;
    double tooMany = unserved;
    for (int i = 0; i < HALVINGS && tooMany - fits > (group.divisible ? 1e-9 : 1); i++) {
      double middle = (fits + tooMany) / 2;
      double devices = group.divisible ? middle : Math.floor(middle);
      if (add(group, route, devices)) {
        remove(group, route, devices);
        fits = devices;
      } else {
        tooMany = devices;
      }
    }
    if (fits > 0) {
      add(group, route, fits);
    }
  }

  private boolean add(CompiledGroup group, int[] route, double devices) {
    if (state.add(group.index, route, devices)) {
      return true;
    }
    remove(group, route, devices);
    return false;
  }

  private void remove(CompiledGroup group, int[] route, double devices) {
    var unused = state.add(group.index, route, -devices);
  }

  /** What was filled in, with as many warm instances as its load asks for. */
  Placement placement() {
    List<RouteAssignment> routes = new ArrayList<>();
    for (CompiledGroup group : groups()) {
      for (RouteShare share : state.shares(group.index)) {
        routes.add(assignment(group, share.route(), share.devices()));
      }
    }
    return sized(routes);
  }

  /** Devices of a group on a route, by id. */
  RouteAssignment assignment(CompiledGroup group, int[] route, double devices) {
    List<CallId> ids = compiled.names().calls().get(group.index);
    List<CallPlacement> calls = new ArrayList<>();
    for (int call = 0; call < route.length; call++) {
      int node = group.routes.node(call, route[call]);
      calls.add(
          new CallPlacement(
              ids.get(call),
              compiled.names().functions().get(group.routes.function(call, route[call])),
              node == RouteSpace.LOCAL
                  ? Place.local()
                  : Place.on(compiled.names().nodes().get(node))));
    }
    return new RouteAssignment(compiled.names().groups().get(group.index), devices, calls);
  }

  /** Routes with as many warm instances as the oracle says their load asks for. */
  Placement sized(List<RouteAssignment> routes) {
    Evaluation cold =
        new PlacementEvaluator(problem).evaluateWithoutEstimates(Placement.of(routes, List.of()));
    List<WarmInstances> warm =
        cold.functions().stream()
            .filter(each -> each.requiredInstances() > 0)
            .map(each -> new WarmInstances(each.function(), each.node(), each.requiredInstances()))
            .toList();
    return Placement.of(routes, warm);
  }

  /** Groups whose devices take most CPU first. */
  List<CompiledGroup> largestFirst() {
    return groups().stream()
        .sorted(
            Comparator.comparingDouble((CompiledGroup group) -> -largest(group))
                .thenComparingInt(group -> group.index))
        .toList();
  }

  private double largest(CompiledGroup group) {
    double most = 0;
    for (int node = 0; node < nodes(); node++) {
      most = Math.max(most, route(group, node).map(route -> nanocores(group, route)).orElse(0L));
    }
    return most;
  }
}
