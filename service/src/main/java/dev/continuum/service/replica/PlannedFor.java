package dev.continuum.service.replica;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.service.proto.ContinuumProto.ObservedLimit;
import dev.continuum.service.proto.RecordProto.Bucket;
import dev.continuum.service.proto.RecordProto.GroupReading;
import dev.continuum.service.proto.RecordProto.LinkMinute;
import dev.continuum.service.proto.RecordProto.Observed;
import dev.continuum.service.state.LinkEstimate;
import dev.continuum.service.state.Measured;
import dev.continuum.service.state.ObservedLimits;
import dev.continuum.service.state.ServiceEstimates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What the latest plan was made for of all that telemetry tells, and whether what it tells now is
 * so far from that that the plan may be another. Confined to its machine.
 */
final class PlannedFor {

  private static final double LEAST_RATE = 1e-9;

  private final Map<String, Double> rates = new HashMap<>();
  private final Map<String, Double> levels = new HashMap<>();
  private final Map<String, LinkEstimate> links = new HashMap<>();
  private Map<ServiceEstimates.Pair, ServiceProfile> services = Map.of();
  private List<ObservedLimit> limits = List.of();

  PlannedFor() {}

  List<ObservedLimit> limits() {
    return limits;
  }

  /** A plan is going to be made under what is measured now. */
  void begin(PlacementProblem declared, Measured measured, double share, long nowMs) {
    limits = measured.limits(nowMs);
    services = settled(ServiceEstimates.of(declared, measured), share);
  }

  /**
   * Service times to plan for. One that is still about as it was planned for stays just that: a
   * function whose times change has the continuum compiled anew.
   */
  Map<ServiceEstimates.Pair, ServiceProfile> services() {
    return services;
  }

  private Map<ServiceEstimates.Pair, ServiceProfile> settled(
      Map<ServiceEstimates.Pair, ServiceProfile> now, double share) {
    Map<ServiceEstimates.Pair, ServiceProfile> settled = new HashMap<>(now);
    settled.replaceAll(
        (pair, profile) -> {
          ServiceProfile before = services.get(pair);
          return before == null || ServiceEstimates.differ(profile, before, share / 2)
              ? profile
              : before;
        });
    return settled;
  }

  /** The problem that is planned. */
  void is(PlacementProblem problem, Measured measured) {
    rates.clear();
    levels.clear();
    links.clear();
    for (ClientGroup group : problem.groups()) {
      String name = group.id().value();
      rates.put(name, group.rate().perSecond() * group.devices());
      group.battery().map(BatteryState::levelJoules).ifPresent(level -> levels.put(name, level));
      measured.link(name).ifPresent(link -> links.put(name, link));
    }
  }

  /** Whether a record's groups are apart from what was planned for by more than a share. */
  boolean differs(
      Observed told, Measured measured, Function<String, OptionalDouble> forecast, double share) {
    return told.getBucketsList().stream()
            .map(Bucket::getGroup)
            .distinct()
            .anyMatch(group -> demandDiffers(group, measured, forecast, share))
        || told.getReadingsList().stream().anyMatch(each -> levelDiffers(each, share))
        || told.getLinksList().stream()
            .map(LinkMinute::getGroup)
            .distinct()
            .anyMatch(group -> linkDiffers(group, measured, share));
  }

  private boolean demandDiffers(
      String group, Measured measured, Function<String, OptionalDouble> forecast, double share) {
    double now = Math.max(measured.ratePerSecond(group).orElse(0), forecast.apply(group).orElse(0));
    double planned = rates.getOrDefault(group, 0.0);
    return Math.abs(now - planned) > share * Math.max(planned, LEAST_RATE);
  }

  private boolean levelDiffers(GroupReading reading, double share) {
    double planned = levels.getOrDefault(reading.getGroup(), 0.0);
    return reading.hasLevelJoules()
        && Math.abs(reading.getLevelJoules() - planned) > share * planned;
  }

  private boolean linkDiffers(String group, Measured measured, double share) {
    Optional<LinkEstimate> now = measured.link(group);
    LinkEstimate planned = links.get(group);
    return now.isPresent() && (planned == null || now.get().differs(planned, share));
  }

  /** Whether lost calls, or time, set other limits than were planned under. */
  boolean limitsDiffer(Measured measured, double share, long nowMs) {
    return ObservedLimits.differ(measured.limits(nowMs), limits, share);
  }

  /** Whether service times are others than were planned for. Linear in the minutes kept. */
  boolean servicesDiffer(PlacementProblem declared, Measured measured, double share) {
    Map<ServiceEstimates.Pair, ServiceProfile> now = ServiceEstimates.of(declared, measured);
    return now.entrySet().stream()
        .anyMatch(
            each -> {
              ServiceProfile planned = services.get(each.getKey());
              return planned == null || ServiceEstimates.differ(each.getValue(), planned, share);
            });
  }
}
