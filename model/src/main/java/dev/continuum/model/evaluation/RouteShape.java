package dev.continuum.model.evaluation;

import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.workload.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What routes have in common whose groups use one application on one class of device and place its
 * calls alike: everything but rates, points and access links. Routes are many, shapes are few, so
 * what follows from the shape alone is worked out once for each. Two shapes of one judgement are
 * the same if they are one object. Immutable.
 */
final class RouteShape {

  private final Application app;
  private final CallGraph graph;
  private final Optional<DeviceClass> device;
  private final List<PlacedCall> calls;
  private final List<CallPlacement> key;
  private final List<Crossing> crossings = new ArrayList<>();
  private final long[] waitMicros;
  private final long[] serviceMicros;
  private final boolean local;

  /**
   * A shape.
   *
   * @param calls every call of the application, sorted by id
   * @param key the same as declared, sorted by call
   */
  RouteShape(
      Application app,
      CallGraph graph,
      Optional<DeviceClass> device,
      List<PlacedCall> calls,
      List<CallPlacement> key) {
    this.app = app;
    this.graph = graph;
    this.device = device;
    this.calls = calls;
    this.key = key;
    double percentile = RouteLatency.percentile(app);
    waitMicros = calls.stream().mapToLong(c -> RouteLatency.waitMicros(c, percentile)).toArray();
    serviceMicros = calls.stream().mapToLong(RouteShape::serviceMicros).toArray();
    local = calls.stream().anyMatch(PlacedCall::isLocal);
    for (CallGraph.Payload payload : graph.payloads()) {
      Place from = place(payload.producer());
      Place to = place(payload.consumer());
      if (!from.equals(to)) {
        boolean again = crossings.stream().anyMatch(known -> known.isBetween(from, to));
        crossings.add(Crossing.of(payload, from, to, again));
      }
    }
  }

  private static long serviceMicros(PlacedCall placed) {
    return placed.profile().map(profile -> Rounding.micros(profile.mean())).orElse(0L);
  }

  private Place place(int call) {
    return call == CallGraph.CLIENT ? Place.local() : calls.get(call).place();
  }

  Application app() {
    return app;
  }

  CallGraph graph() {
    return graph;
  }

  /** The groups' class of device, if they have one. */
  Optional<DeviceClass> device() {
    return device;
  }

  /** Every call of the application, sorted by id. */
  List<PlacedCall> calls() {
    return calls;
  }

  /** The same as declared, sorted by call. */
  List<CallPlacement> key() {
    return key;
  }

  /** What crosses the network: entries, edges, replies, each sorted by call. */
  List<Crossing> crossings() {
    return crossings;
  }

  /** The constant that a call's wait and start-up count for. */
  long waitMicros(int call) {
    return waitMicros[call];
  }

  /** Mean service time of a call, 0 where it cannot run. */
  long serviceMicros(int call) {
    return serviceMicros[call];
  }

  /** All calls' waits together. */
  long waitMicros() {
    return sum(waitMicros);
  }

  /** All calls' mean service times together. */
  long serviceMicros() {
    return sum(serviceMicros);
  }

  private static long sum(long[] parts) {
    long sum = 0;
    for (long part : parts) {
      sum = Amount.sum(sum, part);
    }
    return sum;
  }

  /** Whether any call is served by the device. */
  boolean hasLocalCalls() {
    return local;
  }
}
