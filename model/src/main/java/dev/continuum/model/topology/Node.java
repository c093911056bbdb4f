package dev.continuum.model.topology;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A place that serves functions: an edge site or a cloud region.
 *
 * @param id its name, also its point of the network
 * @param tier edge or cloud
 * @param zone failure domain
 * @param position where it is, for the distance rule
 * @param status what it may be used for
 * @param nodeClass class of its processors
 * @param capacity what it has to give
 * @param functionInstances most instances of single functions, for those that have a limit of their
 *     own
 * @param overflow what a call meets when every warm instance is busy
 * @param prices what it charges
 * @param power its electrical power
 */
public record Node(
    NodeId id,
    Tier tier,
    ZoneId zone,
    Optional<Position> position,
    NodeStatus status,
    NodeClassId nodeClass,
    Capacity capacity,
    SortedMap<FunctionId, Long> functionInstances,
    Overflow overflow,
    Prices prices,
    PowerModel power) {

  /** Copies the map. */
  public Node {
    functionInstances = Collections.unmodifiableSortedMap(new TreeMap<>(functionInstances));
  }

  /** A node that is up, in a zone of its own, without position, prices or power. */
  public static Node of(NodeId id, Tier tier, NodeClassId nodeClass, Capacity capacity) {
    return new Node(
        id,
        tier,
        new ZoneId(id.value()),
        Optional.empty(),
        NodeStatus.UP,
        nodeClass,
        capacity,
        Collections.emptySortedMap(),
        Overflow.COLD_START,
        Prices.FREE,
        PowerModel.NONE);
  }

  /** This, in another failure domain. */
  public Node withZone(ZoneId other) {
    return new Node(
        id,
        tier,
        other,
        position,
        status,
        nodeClass,
        capacity,
        functionInstances,
        overflow,
        prices,
        power);
  }

  /** This, at a position. */
  public Node withPosition(Position at) {
    return new Node(
        id,
        tier,
        zone,
        Optional.of(at),
        status,
        nodeClass,
        capacity,
        functionInstances,
        overflow,
        prices,
        power);
  }

  /** This, in another status. */
  public Node withStatus(NodeStatus other) {
    return new Node(
        id,
        tier,
        zone,
        position,
        other,
        nodeClass,
        capacity,
        functionInstances,
        overflow,
        prices,
        power);
  }

  /** This, with another capacity. */
  public Node withCapacity(Capacity other) {
    return new Node(
        id,
        tier,
        zone,
        position,
        status,
        nodeClass,
        other,
        functionInstances,
        overflow,
        prices,
        power);
  }

  /** This, with limits on the instances of single functions. */
  public Node withFunctionInstances(Map<FunctionId, Long> limits) {
    return new Node(
        id,
        tier,
        zone,
        position,
        status,
        nodeClass,
        capacity,
        new TreeMap<>(limits),
        overflow,
        prices,
        power);
  }

  /** This, with another overflow behaviour. */
  public Node withOverflow(Overflow other) {
    return new Node(
        id,
        tier,
        zone,
        position,
        status,
        nodeClass,
        capacity,
        functionInstances,
        other,
        prices,
        power);
  }

  /** This, with other prices. */
  public Node withPrices(Prices other) {
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
        other,
        power);
  }

  /** This, with another electrical power. */
  public Node withPower(PowerModel other) {
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
        other);
  }
}
