package dev.continuum.model.evaluation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * A bench with one of everything, which tests change where they look: ten devices of group g at
 * point n send one request a second each to app a, whose call c is served by f: 100 ms of one core
 * and 1 GiB an instance, on node n or the device. Nothing has a limit, a price or a weight.
 */
record Lab(
    Node node,
    Function function,
    Application app,
    ClientGroup group,
    DeviceClass device,
    UnaryOperator<ProblemBuilder> more) {

  static final NodeClassId CLASS = new NodeClassId("x");
  static final FunctionId F = new FunctionId("f");
  static final CallId C = new CallId("c");
  static final NodeId N = new NodeId("n");
  static final GroupId G = new GroupId("g");
  static final AppId A = new AppId("a");
  static final PointId P = new PointId("p");
  static final DeviceClassId PHONE = new DeviceClassId("phone");
  static final Memory GIB = Memory.gibibytes(1.0);

  static Lab lab() {
    return new Lab(
        node("n"),
        Function.of(F, GIB, Duration.ofMillis(100)),
        Application.single(A, Call.of(C, F)),
        ClientGroup.of(G, A, N.point(), 10, Rate.perSecond(1)).withDeviceClass(PHONE),
        DeviceClass.of(PHONE, CLASS, Capacity.UNLIMITED),
        builder -> builder);
  }

  static Node node(String id) {
    return Node.of(new NodeId(id), Tier.EDGE, CLASS, Capacity.UNLIMITED);
  }

  Lab node(UnaryOperator<Node> change) {
    return new Lab(change.apply(node), function, app, group, device, more);
  }

  Lab capacity(UnaryOperator<Capacity> change) {
    return node(n -> n.withCapacity(change.apply(n.capacity())));
  }

  Lab function(UnaryOperator<Function> change) {
    return new Lab(node, change.apply(function), app, group, device, more);
  }

  Lab app(UnaryOperator<Application> change) {
    return new Lab(node, function, change.apply(app), group, device, more);
  }

  Lab payloads(OptionalLong entry, OptionalLong reply) {
    return app(a -> a.withPayloads(entry, reply));
  }

  Lab group(UnaryOperator<ClientGroup> change) {
    return new Lab(node, function, app, change.apply(group), device, more);
  }

  /** The group attaches at access point p instead of the node itself. */
  Lab away() {
    return group(
        g ->
            new ClientGroup(
                g.id(),
                g.app(),
                g.deviceClass(),
                P,
                g.devices(),
                g.splitting(),
                g.rate(),
                g.arrivalScv(),
                g.access(),
                g.battery()));
  }

  Lab device(UnaryOperator<DeviceClass> change) {
    return new Lab(node, function, app, group, change.apply(device), more);
  }

  Lab deviceCapacity(UnaryOperator<Capacity> change) {
    return device(
        d ->
            new DeviceClass(
                d.id(),
                d.nodeClass(),
                change.apply(d.capacity()),
                d.overflow(),
                d.prices(),
                d.power(),
                d.radio(),
                d.batteryJoules()));
  }

  Lab more(UnaryOperator<ProblemBuilder> addition) {
    return new Lab(node, function, app, group, device, b -> addition.apply(more.apply(b)));
  }

  Lab weights(double network, double service, double joule, double money) {
    return more(b -> b.weights(new ObjectiveWeights(network, service, joule, money)));
  }

  PlacementProblem problem() {
    return more.apply(
            PlacementProblem.builder("lab")
                .nodeClass(new NodeClass(CLASS, 1))
                .deviceClass(device)
                .node(node)
                .accessPoint(new AccessPoint(P, Optional.empty()))
                .function(function)
                .app(app)
                .group(group)
                .weights(ObjectiveWeights.NONE))
        .build();
  }

  Evaluation evaluate(Placement placement) {
    return PlacementEvaluator.evaluate(problem(), placement);
  }

  /** All ten devices on n, so many instances kept. */
  Evaluation onNode(long warm) {
    return evaluate(served(10, warm));
  }

  /** All ten devices serve themselves. */
  Evaluation onDevices() {
    return evaluate(Placement.of(List.of(route(10, local("c", "f"))), List.of()));
  }

  static Placement served(double devices, long warm) {
    return Placement.of(
        List.of(route(devices, at("c", "f", "n"))), List.of(new WarmInstances(F, N, warm)));
  }

  static RouteAssignment route(double devices, CallPlacement... calls) {
    return new RouteAssignment(G, devices, List.of(calls));
  }

  static CallPlacement at(String call, String function, String node) {
    return new CallPlacement(
        new CallId(call), new FunctionId(function), Place.on(new NodeId(node)));
  }

  static CallPlacement local(String call, String function) {
    return new CallPlacement(new CallId(call), new FunctionId(function), Place.local());
  }

  static WarmInstances warm(String function, String node, long instances) {
    return new WarmInstances(new FunctionId(function), new NodeId(node), instances);
  }
}
