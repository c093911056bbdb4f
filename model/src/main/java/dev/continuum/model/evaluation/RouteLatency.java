package dev.continuum.model.evaluation;

import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Place;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.queueing.MakespanQuantile;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Rule 6: the quantile T_p of a route's makespan with every wait at its budget, and the estimate
 * with the wait law at the actual load. Quantiles are kept by the random part of their law, since
 * groups often differ by a constant only. Not thread-safe.
 */
final class RouteLatency {

  /** The percentile reported where an application has no deadline. */
  static final double DEFAULT_PERCENTILE = 0.95;

  /** Latencies from here on, three years, are not told apart. */
  static final long UNBOUNDED_MICROS = 100_000_000_000_000L;

  private final FunctionSizing sizing;
  private final PlacedLoads loads;
  private final Map<AppId, List<CallId>> topologicalOrders = new HashMap<>();
  private final Map<ServiceProfile, LatencyLaw> services = new HashMap<>();
  private final Map<Quantile, Long> quantiles = new HashMap<>();

  private record Quantile(LatencyLaw law, double probability) {}

  RouteLatency(FunctionSizing sizing, PlacedLoads loads) {
    this.sizing = sizing;
    this.loads = loads;
  }

  static double percentile(Application app) {
    return app.deadline().map(Deadline::percentile).orElse(DEFAULT_PERCENTILE);
  }

  /** T_p, µs; UNBOUNDED_MICROS where p + Σ ε reaches 1, so that there is no quantile. */
  long percentileMicros(PlacedRoute route, List<Transfer> transfers) {
    double percentile = percentile(route.app());
    double probability = percentile;
    Map<CallId, LatencyLaw> laws = new TreeMap<>();
    for (PlacedCall placed : route.calls()) {
      Sizing rule = placed.function().sizing();
      if (rule.kind() == Sizing.Kind.ERLANG && rule.epsilon() <= 1 - percentile) {
        probability += rule.epsilon();
      }
      laws.put(placed.call().id(), service(placed).shift(bounded(waitMicros(placed, percentile))));
    }
    return probability < 1 ? quantile(route, transfers, laws, probability) : UNBOUNDED_MICROS;
  }

  /** The constant that a call's wait and start-up count for. */
  static long waitMicros(PlacedCall placed, double percentile) {
    Sizing rule = placed.function().sizing();
    if (placed.isLocal() || placed.host().isEmpty() || rule.kind() != Sizing.Kind.ERLANG) {
      return 0;
    }
    PlacedCall.Host host = placed.host().get();
    return switch (host.overflow()) {
      case QUEUE -> Rounding.micros(rule.waitBudget());
      case COLD_START ->
          rule.epsilon() > 1 - percentile
              ? Rounding.micros(placed.function().startUpOn(host.nodeClass().id()).coldStart())
              : 0;
    };
  }

  /** The p-quantile with waits at the actual load; empty where a queue grows without end. */
  OptionalLong estimateMicros(PlacedRoute route, List<Transfer> transfers) {
    Map<CallId, LatencyLaw> laws = new TreeMap<>();
    for (PlacedCall placed : route.calls()) {
      FunctionSizing.Wait wait = actualWait(placed);
      if (Double.isInfinite(wait.meanMicros())) {
        return OptionalLong.empty();
      }
      laws.put(
          placed.call().id(),
          LatencyLaw.waiting(wait.probability(), wait.meanMicros()).plus(service(placed)));
    }
    return OptionalLong.of(quantile(route, transfers, laws, percentile(route.app())));
  }

  private FunctionSizing.Wait actualWait(PlacedCall placed) {
    if (placed.place() instanceof Place.OnNode(var node) && placed.profile().isPresent()) {
      ServiceProfile profile = placed.profile().get();
      Acquisition pair = new Acquisition(placed.function().id(), node);
      return sizing.wait(
          placed.function(),
          profile,
          placed.host().map(PlacedCall.Host::overflow).orElse(Overflow.COLD_START),
          loads.warm(pair),
          loads.erlang(pair, Connection.seconds(profile.mean())));
    }
    return FunctionSizing.Wait.NONE;
  }

  private LatencyLaw service(PlacedCall placed) {
    return placed
        .profile()
        .map(profile -> services.computeIfAbsent(profile, RouteLatency::law))
        .orElse(LatencyLaw.ZERO);
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

  private long quantile(
      PlacedRoute route,
      List<Transfer> transfers,
      Map<CallId, LatencyLaw> laws,
      double probability) {
    List<CallId> order =
        topologicalOrders.computeIfAbsent(
            route.app().id(), key -> TopologicalOrder.of(route.app()));
    Map<CallId, Integer> index = new TreeMap<>();
    order.forEach(call -> index.put(call, index.size()));
    List<MakespanQuantile.Arc> arcs = new ArrayList<>();
    for (Transfer transfer : transfers) {
      arcs.add(
          new MakespanQuantile.Arc(
              transfer.producer().map(index::get).orElse(MakespanQuantile.Arc.ENTRY),
              transfer.consumer().map(index::get).orElse(MakespanQuantile.Arc.REPLY),
              bounded(transfer.micros()),
              jitter(transfer.connection())));
    }
    for (CallEdge edge : route.app().edges()) {
      if (transfers.stream().noneMatch(transfer -> joins(transfer, edge))) {
        arcs.add(
            new MakespanQuantile.Arc(
                index.getOrDefault(edge.from(), 0),
                index.getOrDefault(edge.to(), 0),
                0,
                LatencyLaw.ZERO));
      }
    }
    List<LatencyLaw> vertices =
        order.stream().map(call -> laws.getOrDefault(call, LatencyLaw.ZERO)).toList();
    return quantile(new MakespanQuantile(vertices, arcs).law(), probability);
  }

  private static boolean joins(Transfer transfer, CallEdge edge) {
    return transfer.producer().equals(Optional.of(edge.from()))
        && transfer.consumer().equals(Optional.of(edge.to()));
  }

  private static LatencyLaw jitter(Optional<Connection> connection) {
    return connection
        .map(way -> LatencyLaw.jitter(way.jitterSeconds() * 1e6, way.jitterVariance() * 1e12))
        .orElse(LatencyLaw.ZERO);
  }

  /** A whole number of µs passes through the quantile and its rounding unchanged. */
  private long quantile(LatencyLaw law, double probability) {
    long wholeMicros = law.constantNanos() / 1000;
    LatencyLaw rest =
        law.randomPart().plus(LatencyLaw.constant(law.constantNanos() % 1000 / 1000.0));
    long random =
        quantiles.computeIfAbsent(
            new Quantile(rest, probability), key -> key.law().quantileMicros(key.probability()));
    return bounded(Amount.sum(wholeMicros, random));
  }

  private static long bounded(long micros) {
    return Math.min(UNBOUNDED_MICROS, micros);
  }
}
