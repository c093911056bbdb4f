package dev.continuum.service.state;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.service.proto.RecordProto.ServiceMinute;
import dev.continuum.service.proto.RecordProto.ServiceTimes;
import dev.continuum.service.proto.TelemetryServiceProto.QuantileSketch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Service times that were measured, as profiles of functions on classes of processor: all nodes of
 * a class together, every call with the same weight, over the latest quarter of an hour of event
 * time in which the function was called there. A class on which nobody called keeps its last
 * estimate; one of few calls has none, and what is declared counts.
 */
public final class ServiceEstimates {

  /** Of so few calls nothing is concluded. */
  static final long LEAST_CALLS = 30;

  private static final double[] PROBABILITIES = {0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999};

  private ServiceEstimates() {}

  /** Which function on which class. */
  public record Pair(FunctionId function, NodeClassId nodeClass) {}

  /** By function and class; empty for pairs with too few calls. */
  public static Map<Pair, ServiceProfile> of(PlacementProblem problem, Measured measured) {
    List<ServiceMinute> minutes = measured.serviceMinutes();
    if (minutes.isEmpty()) {
      return Map.of();
    }
    Map<String, NodeClassId> classes = new HashMap<>();
    for (Node node : problem.topology().nodes()) {
      classes.put(node.id().value(), node.nodeClass());
    }
    Set<FunctionId> functions =
        problem.functions().stream().map(Function::id).collect(Collectors.toSet());
    Map<Pair, List<ServiceMinute>> pooled = new HashMap<>();
    for (ServiceMinute each : minutes) {
      NodeClassId nodeClass = classes.get(each.getNode());
      FunctionId function = new FunctionId(each.getFunction());
      if (nodeClass != null && each.getTimes().getCalls() > 0 && functions.contains(function)) {
        pooled.computeIfAbsent(new Pair(function, nodeClass), pair -> new ArrayList<>()).add(each);
      }
    }
    Map<Pair, ServiceProfile> estimates = new HashMap<>();
    for (Function function : problem.functions()) {
      for (NodeClass nodeClass : problem.topology().nodeClasses()) {
        Pair pair = new Pair(function.id(), nodeClass.id());
        estimate(pooled.getOrDefault(pair, List.of()), function.profileOn(nodeClass))
            .ifPresent(profile -> estimates.put(pair, profile));
      }
    }
    return estimates;
  }

  /** A problem whose functions have these profiles, beside those that they have. */
  public static PlacementProblem in(PlacementProblem problem, Map<Pair, ServiceProfile> profiles) {
    if (profiles.isEmpty()) {
      return problem;
    }
    Map<FunctionId, TreeMap<NodeClassId, ServiceProfile>> byFunction = new HashMap<>();
    profiles.forEach(
        (pair, profile) ->
            byFunction
                .computeIfAbsent(pair.function(), function -> new TreeMap<>())
                .put(pair.nodeClass(), profile));
    return problem.toBuilder()
        .eachFunction(
            function -> {
              TreeMap<NodeClassId, ServiceProfile> own = byFunction.get(function.id());
              return own == null ? function : function.measuredOn(own);
            })
        .build();
  }

  /** Of some minutes; empty if they hold too few calls. */
  static Optional<ServiceProfile> estimate(
      List<ServiceMinute> minutes, Optional<ServiceProfile> declared) {
    long latest = minutes.stream().mapToLong(ServiceMinute::getStartMs).max().orElse(0);
    ServiceTimes sum = ServiceTimes.getDefaultInstance();
    for (ServiceMinute each : minutes) {
      if (each.getStartMs() >= latest - ServiceMinutes.KEPT_MS) {
        sum = sum(sum, each.getTimes());
      }
    }
    if (sum.getCalls() < LEAST_CALLS || !(sum.getTotalMs() > 0)) {
      return Optional.empty();
    }
    double mean = sum.getTotalMs() / sum.getCalls();
    if (Sketches.count(sum.getSketch()) >= LEAST_CALLS) {
      return Optional.of(spread(mean, sum.getSketch()));
    }
    return Optional.of(
        declared
            .map(profile -> scaled(profile, mean))
            .orElseGet(() -> ServiceProfile.gamma(millis(mean), 1)));
  }

  /** Whether one differs from another by more than a share of that, in mean or in the tail. */
  public static boolean differ(ServiceProfile one, ServiceProfile other, double share) {
    return apart(one.mean(), other.mean(), share)
        || one.percentiles().isEmpty() != other.percentiles().isEmpty()
        || apart(tail(one), tail(other), share)
        || Math.abs(one.scv() - other.scv()) > 2 * share * Math.max(0.1, other.scv());
  }

  private static Duration tail(ServiceProfile profile) {
    return profile.percentiles().stream()
        .filter(each -> each.probability() >= 0.95)
        .findFirst()
        .map(ServiceProfile.Percentile::value)
        .orElse(profile.mean());
  }

  private static boolean apart(Duration one, Duration other, double share) {
    return Math.abs(one.toNanos() - other.toNanos()) > share * other.toNanos();
  }

  /** Both together. */
  public static ServiceTimes sum(ServiceTimes one, ServiceTimes other) {
    return ServiceTimes.newBuilder()
        .setCalls(one.getCalls() + other.getCalls())
        .setTotalMs(one.getTotalMs() + other.getTotalMs())
        .setSketch(Sketches.sum(one.getSketch(), other.getSketch()))
        .build();
  }

  /** The calls say how they vary. */
  private static ServiceProfile spread(double mean, QuantileSketch sketch) {
    Sketches.Weighted calls = new Sketches.Weighted();
    calls.add(sketch, 1);
    double own = calls.mean(value -> value);
    double squares = calls.mean(value -> value * value);
    List<ServiceProfile.Percentile> percentiles = new ArrayList<>();
    for (double probability : PROBABILITIES) {
      if (Sketches.count(sketch) * (1 - probability) >= 1) {
        percentiles.add(
            new ServiceProfile.Percentile(probability, millis(calls.quantile(probability))));
      }
    }
    return new ServiceProfile(millis(mean), Math.max(0, squares / (own * own) - 1), percentiles);
  }

  /** What is known of the mean only: the law keeps its shape. */
  private static ServiceProfile scaled(ServiceProfile profile, double mean) {
    double by = mean * 1e6 / Math.max(1, profile.mean().toNanos());
    return new ServiceProfile(
        millis(mean),
        profile.scv(),
        profile.percentiles().stream()
            .map(
                each ->
                    new ServiceProfile.Percentile(
                        each.probability(),
                        Duration.ofNanos(Math.round(each.value().toNanos() * by))))
            .toList());
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }
}
