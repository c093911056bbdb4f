package dev.continuum.model.evaluation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.Place;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A payload that crosses the network on a route. The client is the local place.
 *
 * @param producer the call that sends it; empty for the entry
 * @param consumer the call that takes it; empty for the reply
 * @param from where it starts
 * @param to where it ends
 * @param bytes its size per request
 * @param connection the way; empty if there is none
 */
record Transfer(
    Optional<CallId> producer,
    Optional<CallId> consumer,
    Place from,
    Place to,
    long bytes,
    Optional<Connection> connection) {

  /** δ + 8·10^6·s/β; 0 where there is no way, which is a broken rule of its own. */
  long micros() {
    return connection
        .map(way -> Rounding.transferMicros(way.latencyMicros(), bytes, way.bandwidth()))
        .orElse(0L);
  }

  boolean isUp() {
    return from instanceof Place.Local;
  }

  boolean isDown() {
    return to instanceof Place.Local;
  }

  /** All transfers of a route: entries, edges, replies, each sorted by call. */
  static List<Transfer> of(PlacedRoute route, DeclaredNetwork network) {
    Set<CallId> sources = new TreeSet<>();
    route.calls().forEach(placed -> sources.add(placed.call().id()));
    Set<CallId> sinks = new TreeSet<>(sources);
    route.app().edges().forEach(edge -> sources.remove(edge.to()));
    route.app().edges().forEach(edge -> sinks.remove(edge.from()));
    List<Transfer> transfers = new ArrayList<>();
    route
        .app()
        .entryBytes()
        .ifPresent(
            bytes ->
                sources.forEach(
                    call ->
                        add(
                            transfers,
                            route.group(),
                            network,
                            Optional.empty(),
                            Optional.of(call),
                            Place.local(),
                            route.call(call).place(),
                            bytes)));
    route.app().edges().stream()
        .sorted(Comparator.comparing(CallEdge::from).thenComparing(CallEdge::to))
        .forEach(
            edge ->
                edge.bytesPerRequest()
                    .ifPresent(
                        bytes ->
                            add(
                                transfers,
                                route.group(),
                                network,
                                Optional.of(edge.from()),
                                Optional.of(edge.to()),
                                route.call(edge.from()).place(),
                                route.call(edge.to()).place(),
                                bytes)));
    route
        .app()
        .replyBytes()
        .ifPresent(
            bytes ->
                sinks.forEach(
                    call ->
                        add(
                            transfers,
                            route.group(),
                            network,
                            Optional.of(call),
                            Optional.empty(),
                            route.call(call).place(),
                            Place.local(),
                            bytes)));
    return List.copyOf(transfers);
  }

  private static void add(
      List<Transfer> transfers,
      ClientGroup group,
      DeclaredNetwork network,
      Optional<CallId> producer,
      Optional<CallId> consumer,
      Place from,
      Place to,
      long bytes) {
    if (!from.equals(to)) {
      transfers.add(
          new Transfer(producer, consumer, from, to, bytes, connection(group, network, from, to)));
    }
  }

  private static Optional<Connection> connection(
      ClientGroup group, DeclaredNetwork network, Place from, Place to) {
    Optional<Connection> middle = network.connection(point(group, from), point(group, to));
    AccessLink access = group.access();
    Optional<Connection> fromDevice =
        from instanceof Place.Local
            ? middle.map(
                way -> Connection.of(access.latency(), access.jitter(), access.up()).then(way))
            : middle;
    return to instanceof Place.Local
        ? fromDevice.map(
            way -> way.then(Connection.of(access.latency(), access.jitter(), access.down())))
        : fromDevice;
  }

  private static PointId point(ClientGroup group, Place place) {
    return switch (place) {
      case Place.Local() -> group.point();
      case Place.OnNode(var node) -> node.point();
    };
  }
}
