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
import java.util.function.Consumer;

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
    return with(draft -> draft.zone = other);
  }

  /** This, at a position. */
  public Node withPosition(Position at) {
    return with(draft -> draft.position = Optional.of(at));
  }

  /** This, in another status. */
  public Node withStatus(NodeStatus other) {
    return with(draft -> draft.status = other);
  }

  /** This, with another capacity. */
  public Node withCapacity(Capacity other) {
    return with(draft -> draft.capacity = other);
  }

  /** This, with limits on the instances of single functions. */
  public Node withFunctionInstances(Map<FunctionId, Long> limits) {
    return with(draft -> draft.functionInstances = new TreeMap<>(limits));
  }

  /** This, with another overflow behaviour. */
  public Node withOverflow(Overflow other) {
    return with(draft -> draft.overflow = other);
  }

  /** This, with other prices. */
  public Node withPrices(Prices other) {
    return with(draft -> draft.prices = other);
  }

  /** This, with another electrical power. */
  public Node withPower(PowerModel other) {
    return with(draft -> draft.power = other);
  }

  private Node with(Consumer<NodeDraft> change) {
    NodeDraft draft = new NodeDraft(this);
    change.accept(draft);
    return draft.finish();
  }
}
