package dev.continuum.model.validation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.topology.Topology;
import java.util.List;

/** Classes of processor, classes of device, and nodes, each by itself. */
final class NodeChecks {

  private static final double MOST_SPEED = 1e4;

  private final Findings findings;
  private final Declared declared;

  NodeChecks(Findings findings, Declared declared) {
    this.findings = findings;
    this.declared = declared;
  }

  void check(Topology topology) {
    nodeClasses(topology.nodeClasses());
    deviceClasses(topology.deviceClasses());
    nodes(topology.nodes());
  }

  private void nodeClasses(List<NodeClass> classes) {
    Declared.requireDistinctIds(
        findings, "node_classes", "node class", classes, NodeClass::id, Code.NODE_CLASS_DUPLICATE);
    for (int i = 0; i < classes.size(); i++) {
      NodeClass one = classes.get(i);
      Subject at = Subject.of(findings, "node_classes", i, "node class", one.id());
      if (!(one.speed() > 0)) {
        at.fault(Code.SPEED_NOT_POSITIVE, "speed", "speed", one.speed(), "be positive");
      } else if (one.speed() > MOST_SPEED || one.speed() < 1 / MOST_SPEED) {
        at.fault(Code.SPEED_ABSURD, "speed", "speed", one.speed(), "be in [0.0001, 10000]");
      }
    }
  }

  private void deviceClasses(List<DeviceClass> classes) {
    Declared.requireDistinctIds(
        findings,
        "device_classes",
        "device class",
        classes,
        DeviceClass::id,
        Code.DEVICE_CLASS_DUPLICATE);
    for (int i = 0; i < classes.size(); i++) {
      DeviceClass one = classes.get(i);
      Subject at = Subject.of(findings, "device_classes", i, "device class", one.id());
      if (!declared.nodeClasses.containsKey(one.nodeClass())) {
        at.unknown(
            Code.DEVICE_CLASS_UNKNOWN_CLASS,
            "node_class",
            "node class",
            one.nodeClass(),
            declared.nearNodeClasses);
      }
      CapacityCheck.capacity(at, one.capacity());
      CapacityCheck.prices(at, one.prices());
      CapacityCheck.power(at, one.power());
      radio(at.at("radio"), one.radio());
      if (!(one.batteryJoules() > 0)) {
        at.fault(
            Code.BATTERY_CAPACITY,
            "battery_joules",
            "battery capacity",
            one.batteryJoules() + " J",
            "be positive");
      }
    }
  }

  private static void radio(Subject at, Radio radio) {
    radio(at, "joules_per_byte_up", "energy per byte", radio.joulesPerByteUp());
    radio(at, "joules_per_byte_down", "energy per byte", radio.joulesPerByteDown());
    radio(at, "tail_watts", "power of the radio's tail", radio.tailWatts());
    Quantities.duration(
        at,
        "tail_ms",
        "tail of the radio",
        radio.tail(),
        Quantities.MS_PER_HOUR,
        Code.RADIO_TAIL_RANGE,
        Code.RADIO_TAIL_RANGE);
  }

  private static void radio(Subject at, String field, String noun, double value) {
    Quantities.amount(at, field, noun, value, Code.RADIO_NEGATIVE, Code.RADIO_NOT_FINITE);
  }

  private void nodes(List<Node> nodes) {
    Declared.requireDistinctIds(findings, "nodes", "node", nodes, Node::id, Code.NODE_DUPLICATE);
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      Subject at = Subject.of(findings, "nodes", i, "node", node.id());
      if (node.tier() == Tier.DEVICE) {
        at.fault(Code.NODE_DEVICE_TIER, "tier", "tier", node.tier(), "be EDGE or CLOUD");
      }
      if (!declared.nodeClasses.containsKey(node.nodeClass())) {
        at.unknown(
            Code.NODE_UNKNOWN_CLASS,
            "node_class",
            "node class",
            node.nodeClass(),
            declared.nearNodeClasses);
      }
      CapacityCheck.capacity(at, node.capacity());
      node.functionInstances().forEach((function, most) -> limit(at, function, most));
      CapacityCheck.prices(at, node.prices());
      CapacityCheck.power(at, node.power());
    }
  }

  private void limit(Subject at, FunctionId function, long most) {
    if (!declared.functions.containsKey(function)) {
      at.unknown(
          Code.NODE_UNKNOWN_FUNCTION,
          "function_instances[" + Subject.shown(function) + "]",
          "function",
          function,
          declared.nearFunctions);
    }
    if (most < 0) {
      at.fault(
          Code.INSTANCES_NEGATIVE,
          "function_instances[" + Subject.shown(function) + "]",
          "most instances",
          most,
          "not be negative");
    }
  }
}
