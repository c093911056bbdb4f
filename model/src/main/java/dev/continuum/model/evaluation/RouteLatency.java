package dev.continuum.model.evaluation;

import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Place;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rule 6: the quantile T_p of a route's makespan with every wait at its budget, and the estimate
 * with the wait law at the actual load. Routes of one shape differ in their transfers only, and
 * most of those by constants that are added; so quantiles are kept by shape and by what else there
 * is of transfers. Not thread-safe.
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
  private final Map<RouteShape, Times> budgeted = new HashMap<>();
  private final Map<RouteShape, Optional<Times>> actual = new HashMap<>();

  RouteLatency(FunctionSizing sizing, SharedCores cores, PlacedLoads loads, LatencyLaws laws) {
    this.cores = cores;
    this.sizing = sizing;
    this.loads = loads;
    this.laws = laws;
  }

  /**
   * Makespans of the routes of one shape.
   *
   * @param calls laws of the calls, by number
   * @param probability of the quantile
   * @param quantiles of laws of this kind
   * @param known quantiles by transfers, without the delays that every way has in common
   */
  private record Times(
      RouteShape shape,
      List<LatencyLaw> calls,
      double probability,
      LatencyLaws.Quantiles quantiles,
      Map<TransferTimes, Long> known) {

    long micros(LatencyLaws laws, List<Transfer> transfers) {
      TransferTimes times = TransferTimes.of(transfers);
      Long rest = known.get(times);
      if (rest == null) {
        rest = quantiles.micros(laws.makespan(shape, transfers, calls), probability);
        known.put(times, rest);
      }
      long micros = rest;
      for (Transfer transfer : transfers) {
        micros = Amount.sum(micros, transfer.onEveryWay() ? transfer.boundedMicros() : 0);
      }
      return Math.min(UNBOUNDED_MICROS, micros);
    }
  }

  static double percentile(Application app) {
    return app.deadline().map(Deadline::percentile).orElse(DEFAULT_PERCENTILE);
  }

  /** T_p, µs; UNBOUNDED_MICROS where p + Σ ε reaches 1, so that there is no quantile. */
  long percentileMicros(PlacedRoute route, List<Transfer> transfers) {
    Times times = budgeted.computeIfAbsent(route.shape(), this::budgeted);
    return times.probability() < 1 ? times.micros(laws, transfers) : UNBOUNDED_MICROS;
  }

  private Times budgeted(RouteShape shape) {
    double percentile = percentile(shape.app());
    double probability = percentile;
    List<LatencyLaw> calls = new ArrayList<>();
    for (int call = 0; call < shape.calls().size(); call++) {
      PlacedCall placed = shape.calls().get(call);
      Sizing rule = placed.function().sizing();
      if (rule.kind() == Sizing.Kind.ERLANG && rule.epsilon() <= 1 - percentile) {
        probability += rule.epsilon();
      }
      calls.add(laws.service(placed).shift(Math.min(UNBOUNDED_MICROS, shape.waitMicros(call))));
    }
    return new Times(shape, calls, probability, laws.quantiles(), new HashMap<>());
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
    Optional<Times> times = actual.computeIfAbsent(route.shape(), this::actual);
    return times.isPresent()
        ? OptionalLong.of(times.get().micros(laws, transfers))
        : OptionalLong.empty();
  }

  private Optional<Times> actual(RouteShape shape) {
    List<LatencyLaw> calls = new ArrayList<>();
    for (PlacedCall placed : shape.calls()) {
      Optional<LatencyLaw> stay = cores.stay(placed, actualWait(placed));
      if (stay.isEmpty()) {
        return Optional.empty();
      }
      calls.add(stay.get());
    }
    double probability = percentile(shape.app());
    return Optional.of(new Times(shape, calls, probability, laws.estimates(), new HashMap<>()));
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
}
