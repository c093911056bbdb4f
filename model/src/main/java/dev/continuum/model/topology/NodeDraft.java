package dev.continuum.model.topology;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.ZoneId;
import java.util.Optional;
import java.util.SortedMap;

/** A node while it is being changed: what its with-methods share. */
final class NodeDraft {

  NodeId id;
  Tier tier;
  ZoneId zone;
  Optional<Position> position;
  NodeStatus status;
  NodeClassId nodeClass;
  Capacity capacity;
  SortedMap<FunctionId, Long> functionInstances;
  Overflow overflow;
  Prices prices;
  PowerModel power;

  NodeDraft(Node from) {
    id = from.id();
    tier = from.tier();
    zone = from.zone();
    position = from.position();
    status = from.status();
    nodeClass = from.nodeClass();
    capacity = from.capacity();
    functionInstances = from.functionInstances();
    overflow = from.overflow();
    prices = from.prices();
    power = from.power();
  }

  Node finish() {
    return new Node(
        id,
        tier,
        zone,
        position,
        status,
        nodeClass,
        capacity,
        functionInstances,
        overflow,
        prices,
        power);
  }
}
