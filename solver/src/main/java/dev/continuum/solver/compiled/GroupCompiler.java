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
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Splitting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles client groups: their options, transfers, device and deadline. */
final class GroupCompiler {

  private record Shape(AppId app, Rate rate, Optional<DeviceClassId> device) {}

  private final Declared declared;
  private final Network network;
  private final OptionCompiler optionCompiler;
  private final DeviceCompiler devices;
  private final DeadlineCompiler deadlines;
  private final Map<Shape, OptionTable> shared = new HashMap<>();
  private final Set<GroupId> withExplicitCosts = new HashSet<>();
  private final Map<GroupId, List<RouteAssignment>> routesNow = new HashMap<>();
  private final List<boolean[]> gathered;
  private final int[] pointOfNode;
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
    perGibSent = declared.nodes.stream().mapToDouble(node -> node.prices().perGibSent()).toArray();
  }

  CompiledGroup compile(int index, ClientGroup group) {
    Application app = declared.app(group.app());
    OptionTable options = options(group);
    Optional<DeviceClass> device = group.deviceClass().map(declared::deviceClass);
    Hops.Access access =
        new Hops.Access(
            Rounding.micros(group.access().latency()),
            group.access().jitter().toNanos() / 1000.0,
            group.access().up().bitsPerSecond(),
            group.access().down().bitsPerSecond());
    Hops hops =
        new Hops(
            network,
            pointOfNode,
            perGibSent,
            device.map(it -> it.prices().perGibSent()).orElse(0.0),
            network.index(group.point()),
            access);
    RouteJudge judge =
        new RouteJudge(
            new Client(group.access(), device.map(it -> devices.compile(group, it, options))),
            group.rate(),
            transfers(app),
            edges(app),
            options.function(),
            options.node(),
            options.termNanos(),
            gathered,
            declared.problem.weights(),
            hops,
            deadlines.compile(app, device));
    RouteSpace routes = new RouteSpace(options, judge);
    return new CompiledGroup(
        index,
        declared.appIndex(app.id()),
        group.devices(),
        group.splitting() == Splitting.DIVISIBLE,
        app.admission() == Admission.ALL,
        Rounding.priorityMicros(app.weight(), group.rate()),
        routes,
        devicesNow(group, app));
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

  private OptionTable options(ClientGroup group) {
    return withExplicitCosts.contains(group.id())
        ? optionCompiler.compile(group)
        : shared.computeIfAbsent(
            new Shape(group.app(), group.rate(), group.deviceClass()),
            shape -> optionCompiler.compile(group));
  }

  private List<Transfer> transfers(Application app) {
    List<CallId> order = declared.calls(app.id());
    Set<CallId> sources = new HashSet<>(order);
    Set<CallId> sinks = new HashSet<>(order);
    List<Transfer> transfers = new ArrayList<>();
    for (CallEdge edge : app.edges()) {
      sources.remove(edge.to());
      sinks.remove(edge.from());
      if (edge.bytesPerRequest().isPresent()) {
        transfers.add(
            new Transfer(
                order.indexOf(edge.from()),
                order.indexOf(edge.to()),
                edge.bytesPerRequest().getAsLong()));
      }
    }
    for (CallId call : order) {
      if (sources.contains(call) && app.entryBytes().isPresent()) {
        transfers.add(
            new Transfer(Transfer.CLIENT, order.indexOf(call), app.entryBytes().getAsLong()));
      }
      if (sinks.contains(call) && app.replyBytes().isPresent()) {
        transfers.add(
            new Transfer(order.indexOf(call), Transfer.CLIENT, app.replyBytes().getAsLong()));
      }
    }
    transfers.sort(
        Comparator.comparingInt(Transfer::to)
            .thenComparingInt(Transfer::from)
            .thenComparingLong(Transfer::bytes));
    return List.copyOf(transfers);
  }

  /** All edges, with the index of the transfer that each causes, if it carries a payload. */
  private List<int[]> edges(Application app) {
    List<CallId> order = declared.calls(app.id());
    List<Transfer> transfers = transfers(app);
    List<int[]> edges = new ArrayList<>();
    for (int i = 0; i < transfers.size(); i++) {
      edges.add(new int[] {transfers.get(i).from(), transfers.get(i).to(), i});
    }
    for (CallEdge edge : app.edges()) {
      if (edge.bytesPerRequest().isEmpty()) {
        edges.add(new int[] {order.indexOf(edge.from()), order.indexOf(edge.to()), -1});
      }
    }
    return edges;
  }

  private double @org.jspecify.annotations.Nullable [][] devicesNow(
      ClientGroup group, Application app) {
    if (declared.problem.current().isEmpty()) {
      return null;
    }
    List<CallId> order = declared.calls(app.id());
    double[][] now = new double[order.size()][declared.nodes.size()];
    for (RouteAssignment route : routesNow.getOrDefault(group.id(), List.of())) {
      for (CallPlacement call : route.calls()) {
        if (call.place() instanceof Place.OnNode(var node)) {
          now[order.indexOf(call.call())][declared.node(node)] += route.devices();
        }
      }
    }
    return now;
  }

  private boolean[] functionSet(Rule.Gather gather) {
    boolean[] set = new boolean[declared.functions.size()];
    gather.functions().forEach(function -> set[declared.function(function)] = true);
    return set;
  }
}
