package dev.continuum.solver.compiled;

import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Splitting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles client groups: their options, transfers, device and deadline. */
final class GroupCompiler {

  private record Alike(AppId app, Rate rate, Optional<DeviceClassId> device) {}

  private record Joined(
      AccessLink access, Optional<DeviceClassId> device, Optional<BatteryState> battery) {}

  private final Declared declared;
  private final Network network;
  private final OptionCompiler optionCompiler;
  private final DeviceCompiler devices;
  private final DeadlineCompiler deadlines;
  private final Map<Alike, RouteJudge.Shape> shared = new HashMap<>();
  private final Map<Joined, Client> clients = new HashMap<>();
  private final Map<Double, Hops.Places> places = new HashMap<>();
  private final Map<AccessLink, Hops.Access> access = new HashMap<>();
  private final Map<AppId, AppTransfers> transfers = new HashMap<>();
  private final Set<GroupId> withExplicitCosts = new HashSet<>();
  private final Map<GroupId, List<RouteAssignment>> routesNow = new HashMap<>();
  private final List<boolean[]> gathered;

  /** Whether what one group needs is kept for others: not for ever new rates of a live problem. */
  private boolean keeping = true;

  private final int[] pointOfNode;
  private final NodeTransfers betweenNodes;
  private final double[] perGibSent;

  GroupCompiler(Declared declared, Network network, PairTable pairs) {
    this.declared = declared;
    this.network = network;
    this.optionCompiler = new OptionCompiler(declared, pairs);
    this.devices = new DeviceCompiler(declared);
    this.deadlines = new DeadlineCompiler(declared);
    declared.problem.explicitCosts().forEach(cost -> withExplicitCosts.add(cost.group()));
    declared
        .problem
        .current()
        .ifPresent(
            current ->
                current
                    .routes()
                    .forEach(
                        route ->
                            routesNow
                                .computeIfAbsent(route.group(), id -> new ArrayList<>())
                                .add(route)));
    gathered =
        declared.problem.rules().stream()
            .filter(Rule.Gather.class::isInstance)
            .map(rule -> functionSet((Rule.Gather) rule))
            .toList();
    pointOfNode =
        declared.nodes.stream().mapToInt(node -> network.index(node.id().point())).toArray();
    betweenNodes = new NodeTransfers(network, pointOfNode);
    perGibSent = declared.nodes.stream().mapToDouble(node -> node.prices().perGibSent()).toArray();
  }

  /** From now on keeps nothing of the groups it compiles. */
  void forget() {
    keeping = false;
  }

  CompiledGroup compile(int index, ClientGroup group) {
    Application app = declared.app(group.app());
    Optional<DeviceClass> device = group.deviceClass().map(declared::deviceClass);
    Hops hops =
        new Hops(
            places.computeIfAbsent(
                device.map(it -> it.prices().perGibSent()).orElse(0.0),
                sent -> new Hops.Places(network, betweenNodes, pointOfNode, perGibSent, sent)),
            network.index(group.point()),
            access.computeIfAbsent(group.access(), Hops.Access::of));
    RouteJudge.Shape shape = shape(group, app, device);
    RouteSpace routes =
        new RouteSpace(shape.options(), new RouteJudge(shape, client(group, device), hops));
    return new CompiledGroup(
        index,
        declared.appIndex(app.id()),
        group.devices(),
        group.splitting() == Splitting.DIVISIBLE,
        app.admission() == Admission.ALL,
        Rounding.priorityMicros(app.weight(), group.rate()),
        routes,
        running(group, app));
  }

  private Client client(ClientGroup group, Optional<DeviceClass> device) {
    Joined joined = new Joined(group.access(), group.deviceClass(), group.battery());
    Client known = clients.get(joined);
    if (known == null) {
      known = new Client(group.access(), device.map(it -> devices.compile(group, it)));
      if (keeping) {
        clients.put(joined, known);
      }
    }
    return known;
  }

  private RouteJudge.Shape shape(ClientGroup group, Application app, Optional<DeviceClass> device) {
    if (withExplicitCosts.contains(group.id())) {
      return shape(group, app, device, optionCompiler.compileExplicit(group));
    }
    Alike alike = new Alike(group.app(), group.rate(), group.deviceClass());
    RouteJudge.Shape known = shared.get(alike);
    if (known == null) {
      known = shape(group, app, device, optionCompiler.compile(group));
      if (keeping) {
        shared.put(alike, known);
      }
    }
    return known;
  }

  private RouteJudge.Shape shape(
      ClientGroup group, Application app, Optional<DeviceClass> device, OptionTable options) {
    return new RouteJudge.Shape(
        group.rate(),
        transfers.computeIfAbsent(app.id(), id -> AppTransfers.of(app, declared.calls(id))),
        options,
        gathered,
        declared.problem.weights(),
        deadlines.compile(app, device));
  }

  /** Cost of the group's pinned calls and idle devices, equal in every placement. */
  long constantMicros(ClientGroup group) {
    if (group.deviceClass().isEmpty()) {
      return 0;
    }
    DeviceClass device = declared.deviceClass(group.deviceClass().get());
    long nanos =
        Rounding.powerTerm(declared.problem.weights().perJoule(), device.power().idleWatts());
    for (Call call : declared.app(group.app()).calls()) {
      if (OptionCompiler.isConstant(call)) {
        var variant = call.variants().get(0);
        Function function = declared.functions.get(declared.function(variant.function()));
        nanos +=
            function
                .profileOn(declared.nodeClass(device.nodeClass()))
                .map(
                    profile ->
                        optionCompiler.served(
                            group.rate(),
                            call,
                            variant,
                            function,
                            profile,
                            device.prices(),
                            device.power()))
                .orElse(0L);
      }
    }
    return group.devices() * Rounding.routeMicros(nanos);
  }

  private @Nullable RunningDevices running(ClientGroup group, Application app) {
    if (declared.problem.current().isEmpty()) {
      return null;
    }
    List<CallId> order = declared.calls(app.id());
    RunningDevices.Builder now = new RunningDevices.Builder(order.size());
    for (RouteAssignment route : routesNow.getOrDefault(group.id(), List.of())) {
      for (CallPlacement call : route.calls()) {
        if (call.place() instanceof Place.OnNode(var node)) {
          now.add(order.indexOf(call.call()), declared.node(node), route.devices());
        }
      }
    }
    return now.build();
  }

  private boolean[] functionSet(Rule.Gather gather) {
    boolean[] set = new boolean[declared.functions.size()];
    gather.functions().forEach(function -> set[declared.function(function)] = true);
    return set;
  }
}
