package dev.continuum.model.validation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Edited;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.id.ZoneId;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Sizing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A problem with one fault.
 *
 * @param code what must be found, and nothing else
 * @param path where
 * @param problem the problem
 */
record Fault(Code code, String path, PlacementProblem problem) {

  static final NodeClassId REFERENCE = new NodeClassId("reference");
  static final FunctionId DETECT = new FunctionId("detect");
  static final FunctionId RENDER = new FunctionId("render");
  static final NodeId EDGE = new NodeId("edge");
  static final NodeId CLOUD = new NodeId("cloud");
  static final PointId CELL = new PointId("cell");

  /** A phone, a cell, an edge, a cloud, an application of two calls, one group: valid. */
  static final PlacementProblem BASE = base();

  static Fault in(Code code, String path, PlacementProblem problem) {
    return new Fault(code, path, problem);
  }

  /** The base with one part replaced. */
  static Fault with(Code code, String path, String part, Object value) {
    return new Fault(code, path, Edited.with(BASE, part, value));
  }

  /** The base with one list extended. */
  static Fault plus(Code code, String path, String part, Object... elements) {
    return new Fault(code, path, Edited.plus(BASE, part, elements));
  }

  /** The nodes (0 edge, 1 cloud), functions and calls (0 detect, 1 render) have these indices. */
  private static PlacementProblem base() {
    Capacity capacity = Capacity.of(Cpu.cores(4), Memory.gibibytes(4));
    return PlacementProblem.builder("base")
        .nodeClass(new NodeClass(REFERENCE, 1))
        .deviceClass(
            DeviceClass.of(new DeviceClassId("phone"), REFERENCE, capacity)
                .withEnergy(
                    new PowerModel(1, 2), new Radio(1e-6, 1e-6, 1, Duration.ofSeconds(1)), 30_000))
        .node(Node.of(EDGE, Tier.EDGE, REFERENCE, capacity).withZone(new ZoneId("town")))
        .node(Node.of(CLOUD, Tier.CLOUD, REFERENCE, capacity).withZone(new ZoneId("far")))
        .accessPoint(new AccessPoint(CELL, Optional.empty()))
        .link(Link.of(CELL, EDGE.point(), Duration.ofMillis(2)))
        .link(Link.of(EDGE.point(), CLOUD.point(), Duration.ofMillis(20)))
        .function(
            Function.of(DETECT, Memory.mebibytes(256), Duration.ofMillis(50))
                .withSizing(Sizing.erlang(Duration.ZERO, 0.01)))
        .function(Function.of(RENDER, Memory.mebibytes(64), Duration.ofMillis(10)))
        .app(
            new Application(
                new AppId("ar"),
                List.of(
                    Call.of(new CallId("detect"), DETECT), Call.of(new CallId("render"), RENDER)),
                List.of(CallEdge.of(new CallId("detect"), new CallId("render"), 1000)),
                OptionalLong.of(1000),
                OptionalLong.of(100),
                Optional.of(Deadline.softP95(Duration.ofMillis(200))),
                Admission.BEST_EFFORT,
                1))
        .group(
            ClientGroup.of(new GroupId("users"), new AppId("ar"), CELL, 10, Rate.perSecond(1))
                .withDeviceClass(new DeviceClassId("phone"))
                .withBattery(new BatteryState(20_000, Duration.ofHours(1))))
        .build();
  }
}
