package dev.continuum.model.evaluation;

import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.Place;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A payload that crosses the network on a group's route.
 *
 * @param crossing what crosses between which places
 * @param connection the way; empty if there is none
 * @param micros δ + 8·10^6·s/β; 0 where there is no way, which is a broken rule of its own
 */
record Transfer(Crossing crossing, Optional<Connection> connection, long micros) {

  private static Transfer of(Crossing crossing, Optional<Connection> connection) {
    long micros = 0;
    if (connection.isPresent()) {
      Connection way = connection.get();
      micros =
          Rounding.transferMicros(way.latencyMicros(), crossing.payload().bytes(), way.bandwidth());
    }
    return new Transfer(crossing, connection, micros);
  }

  long bytes() {
    return crossing.payload().bytes();
  }

  int producer() {
    return crossing.payload().producer();
  }

  int consumer() {
    return crossing.payload().consumer();
  }

  boolean onEveryWay() {
    return crossing.payload().onEveryWay();
  }

  /** Its time as latencies count it. */
  long boundedMicros() {
    return Math.min(RouteLatency.UNBOUNDED_MICROS, micros);
  }

  boolean isUp() {
    return crossing.from() instanceof Place.Local;
  }

  boolean isDown() {
    return crossing.to() instanceof Place.Local;
  }

  /** All transfers of a route: entries, edges, replies, each sorted by call. */
  static List<Transfer> of(PlacedRoute route, DeclaredNetwork network) {
    List<Transfer> transfers = new ArrayList<>(route.shape().crossings().size());
    for (Crossing crossing : route.shape().crossings()) {
      transfers.add(of(crossing, connection(route.group(), network, crossing)));
    }
    return transfers;
  }

  private static Optional<Connection> connection(
      ClientGroup group, DeclaredNetwork network, Crossing crossing) {
    PointId from = crossing.fromNode().orElse(group.point());
    PointId to = crossing.toNode().orElse(group.point());
    Optional<Connection> middle = network.connection(from, to);
    AccessLink access = group.access();
    if (access.equals(AccessLink.NONE) || middle.isEmpty()) {
      return middle;
    }
    Connection way = middle.get();
    if (crossing.fromNode().isEmpty()) {
      way = Connection.of(access.latency(), access.jitter(), access.up()).then(way);
    }
    if (crossing.toNode().isEmpty()) {
      way = way.then(Connection.of(access.latency(), access.jitter(), access.down()));
    }
    return Optional.of(way);
  }
}
