package dev.continuum.simulator;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import java.time.Duration;

/** Something that fails and comes back, after exponential times. */
public sealed interface Outage {

  /** Mean time until it fails. */
  Duration meanUp();

  /** Mean time until it is back. */
  Duration meanDown();

  /**
   * A node: its calls are lost, its instances gone.
   *
   * @param node which
   */
  record OfNode(NodeId node, Duration meanUp, Duration meanDown) implements Outage {}

  /**
   * A link: what is sent over it meanwhile is lost.
   *
   * @param a one end
   * @param b the other end
   */
  record OfLink(PointId a, PointId b, Duration meanUp, Duration meanDown) implements Outage {}

  /** Mean stay in a state that is left with this probability at each tick: A3-E's chains. */
  static Duration meanStay(Duration tick, double probabilityOfLeaving) {
    return Duration.ofNanos(Math.round(tick.toNanos() / probabilityOfLeaving));
  }
}
