package dev.continuum.model.evaluation;

import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.queueing.MakespanQuantile;
import dev.continuum.model.queueing.ProcessorSharing;
import dev.continuum.model.workload.ServiceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Laws of services, jitters and whole routes, and their quantiles, each made once. Laws do not
 * depend on a placement's load; quantiles at the actual load are kept apart, as many as were met
 * lately, since placements of one problem that are judged in turn share most of theirs. Not
 * thread-safe.
 */
final class LatencyLaws {

  /** Some megabytes of them. */
  private static final int MOST_ESTIMATES = 10_000;

  private static final int MOST_QUANTILES = 1_000_000;

  private final Map<ServiceProfile, LatencyLaw> services = new HashMap<>();
  private final Map<Jitter, LatencyLaw> jitters = new HashMap<>();
  private final Map<Shared, LatencyLaw> shared = new HashMap<>();
  private final Quantiles quantiles = new Quantiles();
  private final Quantiles estimates = new Quantiles();

  private record Shared(ProcessorSharing.Load load, LatencyLaw service, double meanMicros) {}

  private record Jitter(double seconds, double variance) {}

  /**
   * Quantiles by the random part of their law, since groups often differ by a constant only. Not
   * thread-safe.
   */
  static final class Quantiles {

    private final Map<Key, Long> known = new HashMap<>();

    private record Key(LatencyLaw law, double probability) {}

    /** A whole number of µs passes through the quantile and its rounding unchanged. */
    long micros(LatencyLaw law, double probability) {
      long wholeMicros = law.constantNanos() / 1000;
      LatencyLaw rest =
          law.randomPart().plus(LatencyLaw.constant(law.constantNanos() % 1000 / 1000.0));
      long random =
          known.computeIfAbsent(
              new Key(rest, probability), key -> key.law().quantileMicros(key.probability()));
      return Amount.sum(wholeMicros, random);
    }
  }

  /** Quantiles of laws that do not depend on load. */
  Quantiles quantiles() {
    return quantiles;
  }

  /** Quantiles at the actual load; forgotten as soon as there are many. */
  Quantiles estimates() {
    return estimates;
  }

  /** A placement is about to be judged. */
  void begin() {
    if (estimates.known.size() > MOST_ESTIMATES) {
      estimates.known.clear();
    }
    if (shared.size() > MOST_ESTIMATES) {
      shared.clear();
    }
    if (quantiles.known.size() > MOST_QUANTILES) {
      quantiles.known.clear();
    }
  }

  /** A call's service where it is served; none where it cannot run. */
  LatencyLaw service(PlacedCall placed) {
    return placed
        .profile()
        .map(profile -> services.computeIfAbsent(profile, LatencyLaws::law))
        .orElse(LatencyLaw.ZERO);
  }

  /** The same on shared cores at some load. */
  LatencyLaw shared(ProcessorSharing sharing, LatencyLaw service, double meanMicros) {
    return shared.computeIfAbsent(
        new Shared(sharing.load(), service, meanMicros),
        key -> sharing.stretched(key.service(), key.meanMicros()));
  }

  private static LatencyLaw law(ServiceProfile profile) {
    double mean = profile.mean().toNanos() / 1e3;
    return profile.percentiles().isEmpty()
        ? LatencyLaw.gamma(mean, profile.scv())
        : LatencyLaw.empirical(
            profile.percentiles().stream()
                .map(
                    point ->
                        new LatencyLaw.Percentile(
                            point.probability(), point.value().toNanos() / 1e3))
                .toList(),
            mean);
  }

  private LatencyLaw jitter(Optional<Connection> connection) {
    return connection
        .map(
            way ->
                jitters.computeIfAbsent(
                    new Jitter(way.jitterSeconds(), way.jitterVariance()),
                    key -> LatencyLaw.jitter(key.seconds() * 1e6, key.variance() * 1e12)))
        .orElse(LatencyLaw.ZERO);
  }

  /**
   * The law of a route's makespan, from the client's start to the last reply, but for the delays
   * that every way through it has in common.
   *
   * @param calls laws of the calls, by number
   */
  LatencyLaw makespan(RouteShape shape, List<Transfer> transfers, List<LatencyLaw> calls) {
    CallGraph graph = shape.graph();
    List<MakespanQuantile.Arc> arcs = new ArrayList<>();
    for (Transfer transfer : transfers) {
      arcs.add(
          new MakespanQuantile.Arc(
              transfer.producer() == CallGraph.CLIENT
                  ? MakespanQuantile.Arc.ENTRY
                  : graph.position(transfer.producer()),
              transfer.consumer() == CallGraph.CLIENT
                  ? MakespanQuantile.Arc.REPLY
                  : graph.position(transfer.consumer()),
              transfer.onEveryWay() ? 0 : transfer.boundedMicros(),
              jitter(transfer.connection())));
    }
    for (int edge = 0; edge < graph.edges(); edge++) {
      int from = graph.from(edge);
      int to = graph.to(edge);
      if (transfers.stream().noneMatch(t -> t.producer() == from && t.consumer() == to)) {
        arcs.add(
            new MakespanQuantile.Arc(graph.position(from), graph.position(to), 0, LatencyLaw.ZERO));
      }
    }
    List<LatencyLaw> vertices = Arrays.stream(graph.order()).mapToObj(calls::get).toList();
    return new MakespanQuantile(vertices, arcs).law();
  }
}
