package dev.continuum.model.validation;

import static dev.continuum.model.validation.Fault.BASE;
import static dev.continuum.model.validation.Fault.in;
import static dev.continuum.model.validation.Fault.plus;
import static dev.continuum.model.validation.Fault.with;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Edited;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.workload.Sizing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Faults of groups, and sums over groups that no integer holds. */
final class GroupFaults {

  private static final String GROUP = "groups.0";

  private GroupFaults() {}

  static List<Fault> all() {
    return List.of(
        plus(Code.GROUP_DUPLICATE, "groups[1].id", "groups", BASE.groups().get(0)),
        with(Code.GROUP_UNKNOWN_APP, "groups[0].app", GROUP + ".app", new AppId("vr")),
        with(Code.GROUP_UNKNOWN_POINT, "groups[0].point", GROUP + ".point", new PointId("mast")),
        with(
            Code.GROUP_UNKNOWN_DEVICE_CLASS,
            "groups[0].device_class",
            GROUP + ".deviceClass",
            Optional.of(new DeviceClassId("fone"))),
        with(Code.DEVICES_NOT_POSITIVE, "groups[0].devices", GROUP + ".devices", 0),
        with(
            Code.GROUP_RATE_NOT_POSITIVE,
            "groups[0].rate_per_s",
            GROUP + ".rate",
            Rate.perSecond(Double.NaN)),
        in(
            Code.GROUP_RATE_ABSURD,
            "groups[0].rate_per_s",
            Edited.with(
                Edited.with(weightless(), GROUP + ".devices", 1),
                GROUP + ".rate",
                Rate.perSecond(1.1e9))),
        with(Code.SCV_RANGE, "groups[0].arrival_scv", GROUP + ".arrivalScv", -1.0),
        with(
            Code.BATTERY_LEVEL_NEGATIVE,
            "groups[0].battery.level_joules",
            GROUP + ".battery.levelJoules",
            Double.NaN),
        with(
            Code.BATTERY_LEVEL_ABOVE,
            "groups[0].battery.level_joules",
            GROUP + ".battery.levelJoules",
            40_000.0),
        with(
            Code.BATTERY_ON_MAINS,
            "groups[0].battery",
            "topology.deviceClasses.0.batteryJoules",
            Double.POSITIVE_INFINITY),
        with(Code.BATTERY_NO_DEVICE, "groups[0].battery", GROUP + ".deviceClass", Optional.empty()),
        with(
            Code.LIFETIME_RANGE,
            "groups[0].battery.required_lifetime_s",
            GROUP + ".battery.requiredLifetime",
            Duration.ofSeconds(-1)),
        with(Code.COST_OVERFLOW, "groups[0]", "topology.nodes.0.prices.perRequest", 1e12),
        with(Code.COST_OVERFLOW, "nodes", "topology.nodes.0.prices.activePerHour", 1e300),
        in(
            Code.PRIORITY_OVERFLOW,
            "groups[0]",
            Edited.with(
                Edited.with(weightless(), "apps.0.weight", 1e9), GROUP + ".devices", 3_000_000)),
        in(
            Code.LOAD_OVERFLOW,
            "groups[0]",
            Edited.with(
                Edited.with(weightless(), GROUP + ".devices", 2_000_000_000),
                GROUP + ".rate",
                Rate.perSecond(2))),
        in(
            Code.CPU_OVERFLOW,
            "groups[0]",
            Edited.with(
                Edited.with(weightless(), "functions.0.cpuWhileBusy", new Cpu(1e10)),
                GROUP + ".devices",
                20_000_000)),
        in(
            Code.TRAFFIC_OVERFLOW,
            "groups[0]",
            Edited.with(
                Edited.with(weightless(), "apps.0.entryBytes", OptionalLong.of(1L << 40)),
                GROUP + ".devices",
                200)),
        in(
            Code.INSTANCES_OVERFLOW,
            "groups[0]",
            Edited.with(
                Edited.with(weightless(), "functions.0.sizing", Sizing.utilization(1e-12)),
                GROUP + ".devices",
                100)));
  }

  /** No term of cost weighs anything, and CPU while busy is next to nothing. */
  private static PlacementProblem weightless() {
    PlacementProblem problem = Edited.with(BASE, "weights", ObjectiveWeights.NONE);
    problem = Edited.with(problem, "functions.0.cpuWhileBusy", Cpu.millicores(1e-3));
    problem = Edited.with(problem, "functions.1.cpuWhileBusy", Cpu.millicores(1e-3));
    problem = Edited.with(problem, "functions.0.work", Optional.of(Duration.ofNanos(20_000)));
    problem = Edited.with(problem, "functions.1.work", Optional.of(Duration.ofNanos(20_000)));
    problem = Edited.with(problem, "apps.0.edges", List.of());
    problem = Edited.with(problem, "apps.0.entryBytes", OptionalLong.empty());
    return Edited.with(problem, "apps.0.replyBytes", OptionalLong.empty());
  }
}
