package dev.continuum.model.evaluation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Place;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Rule 6: the quantile T_p of a route's makespan with every wait at its budget, and the estimate
 * with the wait law at the actual load. Not thread-safe.
 */
final class RouteLatency {

  /** The percentile reported where an application has no deadline. */
  static final double DEFAULT_PERCENTILE = 0.95;

  /** Latencies from here on, three years, are not told apart. */
  static final long UNBOUNDED_MICROS = 100_000_000_000_000L;

  private final FunctionSizing sizing;
  private final SharedCores cores;
  private final PlacedLoads loads;
  private final LatencyLaws laws;

  RouteLatency(FunctionSizing sizing, SharedCores cores, PlacedLoads loads, LatencyLaws laws) {
    this.cores = cores;
    this.sizing = sizing;
    this.loads = loads;
    this.laws = laws;
  }

  static double percentile(Application app) {
    return app.deadline().map(Deadline::percentile).orElse(DEFAULT_PERCENTILE);
  }

  /** T_p, µs; UNBOUNDED_MICROS where p + Σ ε reaches 1, so that there is no quantile. */
  long percentileMicros(PlacedRoute route, List<Transfer> transfers) {
    double percentile = percentile(route.app());
    double probability = percentile;
    Map<CallId, LatencyLaw> calls = new TreeMap<>();
    for (PlacedCall placed : route.calls()) {
      Sizing rule = placed.function().sizing();
      if (rule.kind() == Sizing.Kind.ERLANG && rule.epsilon() <= 1 - percentile) {
        probability += rule.epsilon();
      }
      calls.put(
          placed.call().id(),
          laws.service(placed).shift(Math.min(UNBOUNDED_MICROS, waitMicros(placed, percentile))));
    }
    return probability < 1
        ? bounded(laws.quantiles().micros(laws.makespan(route, transfers, calls), probability))
        : UNBOUNDED_MICROS;
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
    Map<CallId, LatencyLaw> calls = new TreeMap<>();
    for (PlacedCall placed : route.calls()) {
      Optional<LatencyLaw> stay = cores.stay(placed, actualWait(placed));
      if (stay.isEmpty()) {
        return OptionalLong.empty();
      }
      calls.put(placed.call().id(), stay.get());
    }
    return OptionalLong.of(
        bounded(
            laws.estimates()
                .micros(laws.makespan(route, transfers, calls), percentile(route.app()))));
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

  private static long bounded(long micros) {
    return Math.min(UNBOUNDED_MICROS, micros);
  }
}
