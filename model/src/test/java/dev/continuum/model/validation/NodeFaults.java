package dev.continuum.model.validation;

import static dev.continuum.model.validation.Fault.BASE;
import static dev.continuum.model.validation.Fault.in;
import static dev.continuum.model.validation.Fault.plus;
import static dev.continuum.model.validation.Fault.with;

import dev.continuum.model.fixture.Edited;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Faults of classes of processor, classes of device, and nodes. */
final class NodeFaults {

  private static final String NODE = "topology.nodes.0";
  private static final String DEVICE = "topology.deviceClasses.0";
  private static final AcceleratorPool GPU = new AcceleratorPool("gpu", 1, Memory.gibibytes(8));

  private NodeFaults() {}

  static List<Fault> all() {
    return List.of(
        plus(
            Code.ID_UNTIDY,
            "node_classes[1].id",
            "topology.nodeClasses",
            new NodeClass(new NodeClassId("fast "), 2)),
        plus(
            Code.ID_UNTIDY,
            "node_classes[1].id",
            "topology.nodeClasses",
            new NodeClass(new NodeClassId("fa\u200Bst"), 2)),
        plus(
            Code.NODE_CLASS_DUPLICATE,
            "node_classes[1].id",
            "topology.nodeClasses",
            new NodeClass(Fault.REFERENCE, 2)),
        plus(
            Code.DEVICE_CLASS_DUPLICATE,
            "device_classes[1].id",
            "topology.deviceClasses",
            BASE.topology().deviceClasses().get(0)),
        plus(Code.NODE_DUPLICATE, "nodes[2].id", "topology.nodes", BASE.topology().nodes().get(0)),
        with(
            Code.SPEED_NOT_POSITIVE, "node_classes[0].speed", "topology.nodeClasses.0.speed", -1.0),
        with(
            Code.SPEED_NOT_POSITIVE,
            "node_classes[0].speed",
            "topology.nodeClasses.0.speed",
            Double.NaN),
        with(Code.SPEED_ABSURD, "node_classes[0].speed", "topology.nodeClasses.0.speed", 2.4e9),
        with(
            Code.NODE_UNKNOWN_CLASS,
            "nodes[0].node_class",
            NODE + ".nodeClass",
            new NodeClassId("referense")),
        with(
            Code.DEVICE_CLASS_UNKNOWN_CLASS,
            "device_classes[0].node_class",
            DEVICE + ".nodeClass",
            new NodeClassId("arm")),
        with(Code.NODE_DEVICE_TIER, "nodes[0].tier", NODE + ".tier", Tier.DEVICE),
        with(
            Code.NODE_UNKNOWN_FUNCTION,
            "nodes[0].function_instances[resize]",
            NODE + ".functionInstances",
            new TreeMap<>(Map.of(new FunctionId("resize"), 2L))),
        with(
            Code.INSTANCES_NEGATIVE,
            "nodes[0].function_instances[detect]",
            NODE + ".functionInstances",
            new TreeMap<>(Map.of(Fault.DETECT, -2L))),
        with(
            Code.INSTANCES_NEGATIVE,
            "nodes[0].capacity.instances",
            NODE + ".capacity.instances",
            Long.MIN_VALUE),
        with(
            Code.CPU_NEGATIVE,
            "nodes[0].capacity.cpu_millicores",
            NODE + ".capacity.cpu",
            Cpu.cores(-4)),
        with(
            Code.CPU_ABSURD,
            "nodes[0].capacity.cpu_millicores",
            NODE + ".capacity.cpu",
            Cpu.cores(1e8)),
        with(
            Code.UTILISATION_CAP_RANGE,
            "nodes[0].capacity.utilisation_cap",
            NODE + ".capacity.utilisationCap",
            80.0),
        with(
            Code.MEMORY_NEGATIVE,
            "nodes[0].capacity.memory_mib",
            NODE + ".capacity.memory",
            new Memory(-1)),
        with(
            Code.MEMORY_ABSURD,
            "nodes[0].capacity.memory_mib",
            NODE + ".capacity.memory",
            new Memory(1L << 60)),
        with(
            Code.MEMORY_HEADROOM_RANGE,
            "nodes[0].capacity.memory_headroom_mib",
            NODE + ".capacity",
            Capacity.of(Cpu.cores(4), Memory.gibibytes(4)).withMemoryHeadroom(Memory.gibibytes(5))),
        with(
            Code.STORAGE_NEGATIVE,
            "device_classes[0].capacity.storage_mib",
            DEVICE + ".capacity.storage",
            new Memory(Long.MIN_VALUE)),
        with(
            Code.STORAGE_ABSURD,
            "nodes[0].capacity.storage_mib",
            NODE + ".capacity.storage",
            new Memory(1L << 51)),
        with(
            Code.RATE_NEGATIVE,
            "nodes[0].capacity.rate_per_s",
            NODE + ".capacity.rate",
            Rate.perSecond(-1)),
        with(
            Code.INSTANCE_RATE_NOT_POSITIVE,
            "nodes[0].capacity.instance_rate_per_s",
            NODE + ".capacity.instanceRate",
            Rate.perSecond(0)),
        with(
            Code.ACCELERATOR_DUPLICATE,
            "nodes[0].capacity.accelerators[1].kind",
            NODE + ".capacity.accelerators",
            List.of(GPU, GPU)),
        with(
            Code.ACCELERATOR_BLANK,
            "nodes[0].capacity.accelerators[0].kind",
            NODE + ".capacity.accelerators",
            List.of(new AcceleratorPool(" ", 1, Memory.ZERO))),
        with(
            Code.ACCELERATOR_COUNT_NEGATIVE,
            "nodes[0].capacity.accelerators[0].count",
            NODE + ".capacity.accelerators",
            List.of(new AcceleratorPool("gpu", -1, Memory.ZERO))),
        with(Code.PRICE_NEGATIVE, "nodes[0].prices.per_request", NODE + ".prices.perRequest", -0.1),
        with(
            Code.PRICE_NOT_FINITE,
            "device_classes[0].prices.per_gib_sent",
            DEVICE + ".prices.perGibSent",
            Double.NaN),
        with(Code.POWER_NEGATIVE, "nodes[0].power.idle_watts", NODE + ".power.idleWatts", -5.0),
        with(
            Code.POWER_NOT_FINITE,
            "nodes[0].power.watts_per_busy_core",
            NODE + ".power.wattsPerBusyCore",
            Double.POSITIVE_INFINITY),
        with(
            Code.RADIO_NEGATIVE,
            "device_classes[0].radio.joules_per_byte_up",
            DEVICE + ".radio.joulesPerByteUp",
            -1e-9),
        with(
            Code.RADIO_NOT_FINITE,
            "device_classes[0].radio.tail_watts",
            DEVICE + ".radio.tailWatts",
            Double.NaN),
        with(
            Code.RADIO_TAIL_RANGE,
            "device_classes[0].radio.tail_ms",
            DEVICE + ".radio.tail",
            Duration.ofSeconds(Long.MIN_VALUE)),
        in(
            Code.BATTERY_CAPACITY,
            "device_classes[0].battery_joules",
            Edited.with(
                Edited.with(BASE, DEVICE + ".batteryJoules", 0.0),
                "groups.0.battery.levelJoules",
                0.0)));
  }
}
