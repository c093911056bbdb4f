package dev.continuum.solver.replan;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.workload.ClientGroup;

/** Declared things with one thing changed. */
final class Edits {

  private Edits() {}

  static ClientGroup withRate(ClientGroup group, Rate rate) {
    return new ClientGroup(
        group.id(),
        group.app(),
        group.deviceClass(),
        group.point(),
        group.devices(),
        group.splitting(),
        rate,
        group.arrivalScv(),
        group.access(),
        group.battery());
  }

  static ClientGroup withPoint(ClientGroup group, PointId point) {
    return new ClientGroup(
        group.id(),
        group.app(),
        group.deviceClass(),
        point,
        group.devices(),
        group.splitting(),
        group.rate(),
        group.arrivalScv(),
        group.access(),
        group.battery());
  }

  /** Whether two nodes differ in nothing but CPU, rate and whether they are there. */
  static boolean sameButForCpu(Node one, Node other) {
    return like(one, other.capacity()).equals(like(other, other.capacity()));
  }

  private static Node like(Node node, Capacity capacity) {
    Capacity own = node.capacity();
    return node.withStatus(NodeStatus.UP)
        .withCapacity(
            new Capacity(
                capacity.cpu(),
                capacity.utilisationCap(),
                own.memory(),
                own.memoryHeadroom(),
                own.instances(),
                capacity.rate(),
                own.instanceRate(),
                own.storage(),
                own.accelerators()));
  }
}
