package dev.continuum.datasets.wire;

import dev.continuum.datasets.proto.TopologyProto;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.ZoneId;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.topology.Topology;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Nodes and device classes. */
final class NodeMapping {

  private NodeMapping() {}

  static Node model(TopologyProto.Node wire) {
    SortedMap<FunctionId, Long> instances = new TreeMap<>();
    wire.getFunctionInstancesMap()
        .forEach((function, most) -> instances.put(new FunctionId(function), most));
    return new Node(
        new NodeId(wire.getId()),
        Constants.model(wire.getTier(), Tier.EDGE),
        new ZoneId(wire.getZone().isEmpty() ? wire.getId() : wire.getZone()),
        wire.hasPosition()
            ? Optional.of(NetworkMapping.model(wire.getPosition()))
            : Optional.empty(),
        Constants.model(wire.getStatus(), NodeStatus.UP),
        ProcessorClasses.model(wire.getNodeClass()),
        CapacityMapping.model(wire.getCapacity()),
        instances,
        Constants.model(wire.getOverflow(), Overflow.COLD_START),
        CapacityMapping.model(wire.getPrices()),
        CapacityMapping.model(wire.getPower()));
  }

  static TopologyProto.Node wire(Node model, Topology topology) {
    TopologyProto.Node.Builder wire =
        TopologyProto.Node.newBuilder()
            .setId(model.id().value())
            .setTier(Constants.wire(model.tier(), TopologyProto.Tier.TIER_UNSPECIFIED))
            .setNodeClass(ProcessorClasses.wire(model.nodeClass(), topology));
    if (!model.zone().value().equals(model.id().value())) {
      wire.setZone(model.zone().value());
    }
    model.position().ifPresent(position -> wire.setPosition(NetworkMapping.wire(position)));
    if (model.status() != NodeStatus.UP) {
      wire.setStatus(
          Constants.wire(model.status(), TopologyProto.NodeStatus.NODE_STATUS_UNSPECIFIED));
    }
    if (!model.capacity().equals(Capacity.UNLIMITED)) {
      wire.setCapacity(CapacityMapping.wire(model.capacity()));
    }
    model
        .functionInstances()
        .forEach((function, most) -> wire.putFunctionInstances(function.value(), most));
    if (model.overflow() != Overflow.COLD_START) {
      wire.setOverflow(
          Constants.wire(model.overflow(), TopologyProto.Overflow.OVERFLOW_UNSPECIFIED));
    }
    if (!model.prices().equals(Prices.FREE)) {
      wire.setPrices(CapacityMapping.wire(model.prices()));
    }
    if (!model.power().equals(PowerModel.NONE)) {
      wire.setPower(CapacityMapping.wire(model.power()));
    }
    return wire.build();
  }

  static DeviceClass model(TopologyProto.DeviceClass wire) {
    return new DeviceClass(
        new DeviceClassId(wire.getId()),
        ProcessorClasses.model(wire.getNodeClass()),
        CapacityMapping.model(wire.getCapacity()),
        Constants.model(wire.getOverflow(), Overflow.QUEUE),
        CapacityMapping.model(wire.getPrices()),
        CapacityMapping.model(wire.getPower()),
        CapacityMapping.model(wire.getRadio()),
        wire.hasBatteryJoules() ? wire.getBatteryJoules() : Double.POSITIVE_INFINITY);
  }

  static TopologyProto.DeviceClass wire(DeviceClass model, Topology topology) {
    TopologyProto.DeviceClass.Builder wire =
        TopologyProto.DeviceClass.newBuilder()
            .setId(model.id().value())
            .setNodeClass(ProcessorClasses.wire(model.nodeClass(), topology));
    if (!model.capacity().equals(Capacity.UNLIMITED)) {
      wire.setCapacity(CapacityMapping.wire(model.capacity()));
    }
    if (model.overflow() != Overflow.QUEUE) {
      wire.setOverflow(
          Constants.wire(model.overflow(), TopologyProto.Overflow.OVERFLOW_UNSPECIFIED));
    }
    if (!model.prices().equals(Prices.FREE)) {
      wire.setPrices(CapacityMapping.wire(model.prices()));
    }
    if (!model.power().equals(PowerModel.NONE)) {
      wire.setPower(CapacityMapping.wire(model.power()));
    }
    if (!model.radio().equals(Radio.NONE)) {
      wire.setRadio(CapacityMapping.wire(model.radio()));
    }
    if (model.batteryJoules() != Double.POSITIVE_INFINITY) {
      wire.setBatteryJoules(model.batteryJoules());
    }
    return wire.build();
  }
}
