package dev.continuum.model.validation;

import static dev.continuum.model.validation.Fault.BASE;
import static dev.continuum.model.validation.Fault.in;
import static dev.continuum.model.validation.Fault.with;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Edited;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.Fence;
import dev.continuum.model.workload.ServiceProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Calls without a place, groups without a way, deadlines below what nature allows. */
final class ServingFaults {

  private static final String FENCE = "apps.0.calls.0.fence";
  private static final PlacementProblem NO_DEVICE = noDevice(BASE);
  private static final PlacementProblem CLOUD_ONLY =
      Edited.with(NO_DEVICE, FENCE, Fence.nodes(Fault.CLOUD));

  private ServingFaults() {}

  private static PlacementProblem noDevice(PlacementProblem problem) {
    return Edited.with(
        Edited.with(problem, "groups.0.battery", Optional.empty()),
        "groups.0.deviceClass",
        Optional.empty());
  }

  private static PlacementProblem hard(PlacementProblem problem, double millis) {
    return Edited.with(
        problem,
        "apps.0.deadline",
        Optional.of(
            new Deadline(Duration.ofNanos((long) (millis * 1e6)), 0.95, Deadline.Hardness.HARD)));
  }

  private static PlacementProblem ruled(PlacementProblem problem) {
    return Edited.with(
        problem,
        "topology.distanceRule",
        Optional.of(new DistanceRule(0, 5, 0, Bandwidth.UNLIMITED, Position.Geometry.SPHERE)));
  }

  private static Optional<Position> at(double latitude, double longitude) {
    return Optional.of(new Position(latitude, longitude));
  }

  /** An explicit delay faster than light from Melbourne to Frankfurt, 54 ms away. */
  private static PlacementProblem fasterThanLight() {
    PlacementProblem problem = ruled(hard(CLOUD_ONLY, 50));
    problem = Edited.with(problem, "topology.accessPoints.0.position", at(-37.81, 144.96));
    problem = Edited.with(problem, "topology.nodes.1.position", at(50.11, 8.68));
    return Edited.plus(
        problem,
        "topology.delays",
        PairDelay.of(Fault.CELL, Fault.CLOUD.point(), Duration.ofMillis(1)),
        PairDelay.of(Fault.CLOUD.point(), Fault.CELL, Duration.ofMillis(1)));
  }

  /** A class of processor for which detection alone is measured. */
  private static PlacementProblem measuredOnly(String nodeClass) {
    return Edited.with(
        Edited.plus(
            Edited.with(BASE, "functions.0.work", Optional.empty()),
            "topology.nodeClasses",
            new NodeClass(new NodeClassId(nodeClass), 1)),
        "functions.0.profiles",
        new TreeMap<>(
            Map.of(new NodeClassId(nodeClass), ServiceProfile.gamma(Duration.ofMillis(5), 1))));
  }

  static List<Fault> all() {
    return List.of(
        in(
            Code.CALL_FENCED,
            "apps[0].calls[0].fence",
            Edited.with(
                Edited.with(BASE, FENCE, Fence.tiers(Tier.CLOUD)),
                "functions.0.fence",
                Fence.tiers(Tier.EDGE))),
        in(Code.CALL_CANNOT_RUN, "apps[0].calls[0].variants", measuredOnly("arm")),
        in(
            Code.GROUP_NO_PLACE,
            "groups[0].device_class",
            Edited.with(NO_DEVICE, FENCE, Fence.tiers(Tier.DEVICE))),
        in(
            Code.GROUP_UNREACHABLE,
            "groups[0].point",
            Edited.with(CLOUD_ONLY, "topology.links", List.of(BASE.topology().links().get(0)))),
        in(
            Code.DISTANCE_RULE_NO_POSITION,
            "groups[0].point",
            Edited.with(
                ruled(CLOUD_ONLY), "topology.links", List.of(BASE.topology().links().get(0)))),
        in(
            Code.ADMISSION_DOWN,
            "groups[0].app",
            Edited.with(
                Edited.with(CLOUD_ONLY, "apps.0.admission", Admission.ALL),
                "topology.nodes.1.status",
                NodeStatus.DOWN)),
        in(
            Code.PIN_NO_DEVICE_CLASS,
            "groups[0].device_class",
            Edited.with(NO_DEVICE, "apps.0.calls.1.pin", Call.Pin.LOCAL)),
        in(
            Code.PIN_FENCED,
            "apps[0].calls[0].pin",
            Edited.with(
                Edited.with(BASE, "apps.0.calls.0.pin", Call.Pin.LOCAL),
                FENCE,
                Fence.tiers(Tier.EDGE))),
        in(
            Code.PIN_CANNOT_RUN,
            "groups[0].device_class",
            Edited.with(
                Edited.with(BASE, "apps.0.calls.0.pin", Call.Pin.LOCAL),
                "topology.deviceClasses.0.capacity.memory",
                Memory.mebibytes(100))),
        in(Code.DEADLINE_BELOW_NETWORK, "groups[0].app", hard(CLOUD_ONLY, 23.9)),
        in(Code.DEADLINE_BELOW_LIGHT, "groups[0].app", fasterThanLight()),
        with(
            Code.MEMORY_ABSURD,
            "device_classes[0].capacity.memory_mib",
            "topology.deviceClasses.0.capacity.memory",
            new Memory(Long.MAX_VALUE - 1)));
  }
}
