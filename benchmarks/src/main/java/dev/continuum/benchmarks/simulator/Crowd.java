package dev.continuum.benchmarks.simulator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.AppId;
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
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Sizing;
import dev.continuum.model.workload.Splitting;
import dev.continuum.model.workload.StartUpPath;
import dev.continuum.simulator.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Phones around edge nodes: a thousand to a node, a hundred to a group, each sending half a request
 * a second to a function of 20 ms. {@code full} has all that a simulation can have: a radio that
 * tires the battery and sleeps, access links with jitter and bandwidth, containers that start cold
 * when the warm ones are busy and share 16 cores. Otherwise there are first-come-first-served
 * queues and a constant delay, which every simulator has.
 *
 * @param devices how many phones
 * @param full whether all features are on
 * @param batteryJoules what each phone has left
 */
record Crowd(int devices, boolean full, double batteryJoules) {

  /** A Galaxy S6, charged: about nine hours of this. */
  private static final double CHARGED = 35_343;

  static final double RATE = 0.5;
  static final int PER_NODE = 1000;
  static final int SERVERS = 18;
  static final double SERVICE_SECONDS = 0.02;
  static final Duration DELAY = Duration.ofMillis(10);

  private static final int PER_GROUP = 100;
  private static final AppId APP = new AppId("app");
  private static final FunctionId FUNCTION = new FunctionId("function");
  private static final CallId CALL = new CallId("call");
  private static final NodeClassId PROCESSOR = new NodeClassId("processor");
  private static final DeviceClassId PHONE = new DeviceClassId("phone");

  Crowd(int devices, boolean full) {
    this(devices, full, CHARGED);
  }

  /** With power banks, so that nobody's battery dies within two days. */
  Crowd onPowerBanks() {
    return new Crowd(devices, full, 10 * CHARGED);
  }

  int nodes() {
    return Math.ceilDiv(devices, PER_NODE);
  }

  /** So long that about so many requests are answered after the warm-up. */
  Scenario scenario(double requests) {
    Duration measured = Duration.ofNanos(Math.round(requests / (devices * RATE) * 1e9));
    Duration warmUp = measured.dividedBy(10);
    Scenario scenario =
        Scenario.DEFAULT.with(
            new Scenario.Run(measured.plus(warmUp), warmUp, 1, 20, measured.multipliedBy(2)));
    return full ? scenario.with(Scenario.Promotion.CELLULAR) : scenario;
  }

  PlacementProblem problem() {
    ProblemBuilder problem =
        PlacementProblem.builder("crowd")
            .nodeClass(new NodeClass(PROCESSOR, 1))
            .deviceClass(
                DeviceClass.of(PHONE, PROCESSOR, Capacity.of(Cpu.cores(8), Memory.mebibytes(3072)))
                    .withEnergy(
                        new PowerModel(0.9, 1.05),
                        new Radio(2.6e-7, 3.6e-8, 1.1, Duration.ofMillis(300)),
                        batteryJoules))
            .function(function())
            .app(
                Application.single(APP, Call.of(CALL, FUNCTION))
                    .withPayloads(OptionalLong.of(30_000), OptionalLong.of(1000))
                    .withDeadline(Deadline.softP95(Duration.ofMillis(200))));
    for (int i = 0; i < nodes(); i++) {
      Node node =
          Node.of(
              node(i),
              Tier.EDGE,
              PROCESSOR,
              full ? Capacity.of(Cpu.cores(16), Memory.mebibytes(24 * 256L)) : Capacity.UNLIMITED);
      problem.node(full ? node : node.withOverflow(Overflow.QUEUE));
    }
    groups().forEach(problem::group);
    return problem.build();
  }

  private Function function() {
    Function function =
        Function.of(FUNCTION, Memory.mebibytes(256), Duration.ofMillis(20))
            .withSizing(Sizing.erlang(Duration.ofMillis(20), 0.05));
    return full
        ? function.withStartUp(
            new StartUpPath(Duration.ofSeconds(5), Duration.ofMillis(800), Duration.ofMillis(44)))
        : function;
  }

  private List<ClientGroup> groups() {
    AccessLink access =
        full
            ? new AccessLink(
                DELAY,
                Duration.ofMillis(3),
                Bandwidth.megabitsPerSecond(25),
                Bandwidth.megabitsPerSecond(125),
                1)
            : AccessLink.of(DELAY);
    List<ClientGroup> groups = new ArrayList<>();
    for (int first = 0; first < devices; first += PER_GROUP) {
      groups.add(
          new ClientGroup(
              group(first),
              APP,
              full ? Optional.of(PHONE) : Optional.empty(),
              node(first / PER_NODE).point(),
              Math.min(PER_GROUP, devices - first),
              Splitting.WHOLE,
              Rate.perSecond(RATE),
              1,
              access,
              Optional.empty()));
    }
    return groups;
  }

  Placement placement() {
    List<RouteAssignment> routes = new ArrayList<>();
    for (int first = 0; first < devices; first += PER_GROUP) {
      Place place = Place.on(node(first / PER_NODE));
      routes.add(
          new RouteAssignment(
              group(first),
              Math.min(PER_GROUP, devices - first),
              List.of(new CallPlacement(CALL, FUNCTION, place))));
    }
    List<WarmInstances> warm = new ArrayList<>();
    for (int i = 0; i < nodes(); i++) {
      warm.add(new WarmInstances(FUNCTION, node(i), SERVERS));
    }
    return Placement.of(routes, warm);
  }

  private static GroupId group(int first) {
    return new GroupId(String.format("group-%08d", first));
  }

  private static NodeId node(int index) {
    return new NodeId(String.format("edge-%05d", index));
  }
}
