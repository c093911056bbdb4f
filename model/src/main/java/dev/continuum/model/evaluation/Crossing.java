package dev.continuum.model.evaluation;

import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.Place;
import java.util.Optional;

/**
 * A payload between two places of a route, so that it crosses the network. The client is the local
 * place.
 *
 * @param payload what crosses
 * @param from where it starts
 * @param to where it ends
 * @param fromNode the point of the node it starts at; empty for the client
 * @param toNode the point of the node it ends at; empty for the client
 * @param again whether an earlier one of the route joins the same places
 */
record Crossing(
    CallGraph.Payload payload,
    Place from,
    Place to,
    Optional<PointId> fromNode,
    Optional<PointId> toNode,
    boolean again) {

  static Crossing of(CallGraph.Payload payload, Place from, Place to, boolean again) {
    return new Crossing(payload, from, to, point(from), point(to), again);
  }

  private static Optional<PointId> point(Place place) {
    return switch (place) {
      case Place.Local() -> Optional.empty();
      case Place.OnNode(var node) -> Optional.of(node.point());
    };
  }

  boolean isBetween(Place one, Place other) {
    return from.equals(one) && to.equals(other);
  }
}
