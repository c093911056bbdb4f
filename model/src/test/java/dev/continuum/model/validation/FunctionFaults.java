package dev.continuum.model.validation;

import static dev.continuum.model.validation.Fault.BASE;
import static dev.continuum.model.validation.Fault.in;
import static dev.continuum.model.validation.Fault.plus;
import static dev.continuum.model.validation.Fault.with;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Edited;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.id.ZoneId;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.AcceleratorNeed;
import dev.continuum.model.workload.Artifact;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.ServiceProfile.Percentile;
import dev.continuum.model.workload.StartUpPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Faults of functions, and of what they need and nothing has. */
final class FunctionFaults {

  private static final String FUNCTION = "functions.0";
  private static final String PROFILE = "functions[0].profiles[reference]";
  private static final AcceleratorNeed GPU = new AcceleratorNeed("gpu", 1, Memory.ZERO);
  private static final PlacementProblem ACCELERATED =
      Edited.with(
          BASE,
          "topology.nodes.0.capacity.accelerators",
          List.of(new AcceleratorPool("gpu", 2, Memory.gibibytes(8))));

  private FunctionFaults() {}

  static List<Fault> all() {
    return List.of(
        plus(Code.FUNCTION_DUPLICATE, "functions[2].id", "functions", BASE.functions().get(0)),
        with(Code.MEMORY_NEGATIVE, "functions[0].memory_mib", FUNCTION + ".memory", new Memory(-5)),
        with(Code.FUNCTION_CONCURRENCY, "functions[0].concurrency", FUNCTION + ".concurrency", 0),
        with(
            Code.CPU_NEGATIVE,
            "functions[0].cpu_while_busy_millicores",
            FUNCTION + ".cpuWhileBusy",
            Cpu.millicores(Double.NaN)),
        with(
            Code.CPU_ABSURD,
            "functions[0].cpu_while_busy_millicores",
            FUNCTION + ".cpuWhileBusy",
            Cpu.UNLIMITED),
        with(
            Code.WORK_NOT_POSITIVE,
            "functions[0].work_ms",
            FUNCTION + ".work",
            Optional.of(Duration.ZERO)),
        with(
            Code.WORK_ABSURD,
            "functions[0].work_ms",
            FUNCTION + ".work",
            Optional.of(Duration.ofDays(3))),
        with(Code.SCV_RANGE, "functions[0].work_scv", FUNCTION + ".workScv", -0.5),
        with(
            Code.FUNCTION_NO_SERVICE_TIME,
            "functions[0].work_ms",
            FUNCTION + ".work",
            Optional.empty()),
        profile(Code.PROFILE_MEAN_NOT_POSITIVE, PROFILE + ".mean_ms", -1, 1),
        profile(Code.PROFILE_MEAN_ABSURD, PROFILE + ".mean_ms", 1e9, 1),
        profile(Code.SCV_RANGE, PROFILE + ".scv", 50, Double.NaN),
        profile(
            Code.PERCENTILE_PROBABILITY,
            PROFILE + ".percentiles[0].probability",
            50,
            1,
            new Percentile(95, Duration.ofMillis(90))),
        profile(
            Code.PERCENTILE_VALUE,
            PROFILE + ".percentiles[0].value_ms",
            50,
            1,
            new Percentile(0.95, Duration.ofMillis(-90))),
        profile(
            Code.PERCENTILES_NOT_ASCENDING,
            PROFILE + ".percentiles[1]",
            50,
            1,
            new Percentile(0.95, Duration.ofMillis(90)),
            new Percentile(0.50, Duration.ofMillis(40))),
        with(
            Code.FUNCTION_UNKNOWN_CLASS,
            "functions[0].profiles[arm]",
            FUNCTION + ".profiles",
            new TreeMap<>(
                Map.of(new NodeClassId("arm"), ServiceProfile.gamma(Duration.ofMillis(1), 1)))),
        with(
            Code.FUNCTION_UNKNOWN_CLASS,
            "functions[0].start_up_by_class[arm]",
            FUNCTION + ".startUp",
            new TreeMap<>(Map.of(new NodeClassId("arm"), StartUpPath.INSTANT))),
        in(
            Code.ACCELERATOR_DUPLICATE,
            "functions[0].accelerators[1].kind",
            Edited.with(ACCELERATED, FUNCTION + ".accelerators", List.of(GPU, GPU))),
        with(
            Code.ACCELERATOR_COUNT_NEGATIVE,
            "functions[0].accelerators[0].units",
            FUNCTION + ".accelerators",
            List.of(new AcceleratorNeed("gpu", -1, Memory.ZERO))),
        with(
            Code.STORAGE_NEGATIVE,
            "functions[0].artifact.size_mib",
            FUNCTION + ".artifact",
            new Artifact(new Memory(-1), Optional.empty())),
        with(
            Code.FUNCTION_UNKNOWN_REPOSITORY,
            "functions[0].artifact.repository",
            FUNCTION + ".artifact.repository",
            Optional.of(new PointId("hub"))),
        with(
            Code.START_UP_NEGATIVE,
            "functions[0].start_up.cold_start_ms",
            FUNCTION + ".defaultStartUp.coldStart",
            Duration.ofMillis(-1)),
        with(
            Code.START_UP_ABSURD,
            "functions[0].start_up.install_ms",
            FUNCTION + ".defaultStartUp.install",
            Duration.ofDays(2)),
        with(
            Code.WAIT_BUDGET_RANGE,
            "functions[0].sizing.wait_budget_ms",
            FUNCTION + ".sizing.waitBudget",
            Duration.ofDays(1)),
        with(Code.EPSILON_RANGE, "functions[1].sizing.epsilon", "functions.1.sizing.epsilon", 0.0),
        with(Code.TARGET_RANGE, "functions[0].sizing.target", FUNCTION + ".sizing.target", 70.0),
        with(Code.FLOOR_RANGE, "functions[0].sizing.floor", FUNCTION + ".sizing.floor", -1L),
        in(
            Code.FLOOR_ABOVE_QUOTA,
            "functions[0].sizing.floor",
            Edited.with(
                Edited.with(
                    Edited.edit(
                        BASE,
                        "topology.nodes.0",
                        node -> Edited.with(node, "capacity.instances", 2L)),
                    "topology.nodes.1.functionInstances",
                    new TreeMap<>(Map.of(Fault.DETECT, 3L))),
                FUNCTION,
                Edited.with(
                    Edited.with(BASE.functions().get(0), "sizing.floor", 4L),
                    "fence.forbiddenTiers",
                    new TreeSet<>(Set.of(Tier.DEVICE))))),
        with(
            Code.FENCE_UNKNOWN_NODE,
            "functions[0].fence.forbidden_nodes",
            FUNCTION + ".fence.forbiddenNodes",
            new TreeSet<>(Set.of(new NodeId("edg")))),
        with(
            Code.FENCE_UNKNOWN_ZONE,
            "functions[0].fence.forbidden_zones",
            FUNCTION + ".fence.forbiddenZones",
            new TreeSet<>(Set.of(new ZoneId("village")))),
        in(
            Code.FENCE_CONTRADICTION,
            "functions[0].fence.forbidden_nodes",
            Edited.with(
                Edited.with(
                    BASE,
                    FUNCTION + ".fence.allowedNodes",
                    new TreeSet<>(Set.of(Fault.EDGE, Fault.CLOUD))),
                FUNCTION + ".fence.forbiddenNodes",
                new TreeSet<>(Set.of(Fault.EDGE)))),
        with(
            Code.MEMORY_NOWHERE,
            "functions[0].memory_mib",
            FUNCTION + ".memory",
            Memory.gibibytes(5)),
        in(
            Code.STORAGE_NOWHERE,
            "functions[0].artifact.size_mib",
            Edited.with(
                small(small(small(BASE, "nodes.0"), "nodes.1"), "deviceClasses.0"),
                FUNCTION + ".artifact.size",
                Memory.mebibytes(101))),
        in(
            Code.ACCELERATOR_NOWHERE,
            "functions[0].accelerators[0].kind",
            Edited.with(
                ACCELERATED,
                FUNCTION + ".accelerators",
                List.of(new AcceleratorNeed("tpu", 1, Memory.ZERO)))));
  }

  private static PlacementProblem small(PlacementProblem problem, String host) {
    return Edited.with(problem, "topology." + host + ".capacity.storage", Memory.mebibytes(100));
  }

  private static Fault profile(
      Code code, String path, double meanMillis, double scv, Percentile... percentiles) {
    return with(
        code,
        path,
        FUNCTION + ".profiles",
        new TreeMap<>(
            Map.of(
                Fault.REFERENCE,
                new ServiceProfile(
                    Duration.ofNanos((long) (meanMillis * 1e6)), scv, List.of(percentiles)))));
  }
}
