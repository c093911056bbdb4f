package dev.continuum.service.state;

import dev.continuum.service.proto.ContinuumProto.PlatformCount;
import dev.continuum.service.proto.RecordProto.ServiceMinute;
import dev.continuum.service.proto.RecordProto.ServiceTotals;
import dev.continuum.service.proto.RecordProto.ShortMinute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What happened to calls of each function on each node, by the minute of event time, for the last
 * quarter of an hour that was told of; and the minutes in which nodes lost calls, for as long as
 * they may limit them. Mutable; confined to its machine.
 */
final class ServiceMinutes {

  static final long MINUTE_MS = 60_000;

  /** How much event time is kept, and how late a count may come, ms. */
  static final long KEPT_MS = 15 * MINUTE_MS;

  private static final NavigableMap<Long, ServiceMinute> NONE = Collections.emptyNavigableMap();

  /** Function, then node. */
  private final Map<String, Map<String, NavigableMap<Long, ServiceMinute>>> minutes =
      new TreeMap<>();

  /** By node. */
  private final Map<String, NavigableMap<Long, ShortMinute>> shorts = new TreeMap<>();

  ServiceMinutes() {}

  /** Minutes as a snapshot has them. */
  void restore(List<ServiceMinute> kept, List<ShortMinute> keptShorts) {
    kept.forEach(each -> of(each.getFunction(), each.getNode()).put(each.getStartMs(), each));
    keptShorts.forEach(each -> shorts(each.getNode()).put(each.getStartMs(), each));
  }

  boolean isEmpty() {
    return minutes.isEmpty();
  }

  /** Takes in what records hold. */
  void add(List<ServiceMinute> observed) {
    for (ServiceMinute each : observed) {
      NavigableMap<Long, ServiceMinute> of = of(each.getFunction(), each.getNode());
      of.merge(each.getStartMs(), each, ServiceMinutes::merged);
      of.headMap(of.lastKey() - KEPT_MS).clear();
    }
    observed.stream()
        .collect(Collectors.groupingBy(ServiceMinute::getNode, TreeMap::new, Collectors.toList()))
        .forEach(
            (node, of) ->
                of.stream()
                    .map(ServiceMinute::getStartMs)
                    .distinct()
                    .forEach(start -> judge(node, start)));
  }

  /** End of the latest minute of a function on a node, ms since 1970; empty if none is kept. */
  OptionalLong latestMs(String function, String node) {
    NavigableMap<Long, ServiceMinute> of = known(function, node);
    return of.isEmpty() ? OptionalLong.empty() : OptionalLong.of(of.lastKey() + MINUTE_MS);
  }

  /** What a platform said of a minute before. */
  Optional<PlatformCount> platform(String function, String node, long startMs) {
    return Optional.ofNullable(known(function, node).get(startMs))
        .filter(ServiceMinute::hasPlatform)
        .map(ServiceMinute::getPlatform);
  }

  /** Whether a minute is so old that it is forgotten. */
  boolean tooLate(String function, String node, long startMs) {
    NavigableMap<Long, ServiceMinute> of = known(function, node);
    return !of.isEmpty() && startMs < of.lastKey() - KEPT_MS;
  }

  /** The minutes that are kept of a function on a node, added up; one each of routed, platform. */
  ServiceMinute sum(String function, String node) {
    ServiceMinute.Builder sum = ServiceMinute.newBuilder();
    for (ServiceMinute each : known(function, node).values()) {
      sum.setRouted(ServiceCounts.sum(sum.getRouted(), each.getRouted()));
      if (each.hasPlatform()) {
        sum.setPlatform(ServiceCounts.sum(sum.getPlatform(), each.getPlatform()));
      }
    }
    return sum.build();
  }

  /** Functions and the nodes where they were seen by a platform or a caller, in order. */
  List<List<String>> pairs() {
    List<List<String>> pairs = new ArrayList<>();
    minutes.forEach(
        (function, of) -> of.keySet().forEach(node -> pairs.add(List.of(function, node))));
    return pairs;
  }

  /** Minutes in which nodes lost calls, by node and in order of time. */
  Map<String, NavigableMap<Long, ShortMinute>> shorts() {
    return shorts;
  }

  /** Every minute that is kept. */
  List<ServiceMinute> all() {
    return minutes.values().stream()
        .flatMap(of -> of.values().stream())
        .flatMap(of -> of.values().stream())
        .toList();
  }

  /** Every minute that was short. */
  List<ShortMinute> allShorts() {
    return shorts.values().stream().flatMap(of -> of.values().stream()).toList();
  }

  /** Looks again at a node's minute, over all functions. */
  private void judge(String node, long start) {
    ServiceTotals routed = ServiceTotals.getDefaultInstance();
    PlatformCount counted = PlatformCount.getDefaultInstance();
    for (Map<String, NavigableMap<Long, ServiceMinute>> of : minutes.values()) {
      ServiceMinute minute = of.getOrDefault(node, NONE).get(start);
      if (minute != null) {
        routed = ServiceCounts.sum(routed, minute.getRouted());
        counted = ServiceCounts.sum(counted, minute.getPlatform());
      }
    }
    ShortMinute seen =
        ShortMinute.newBuilder()
            .setNode(node)
            .setStartMs(start)
            .setServed(Math.max(routed.getCalls(), counted.getCalls()))
            .setThrottled(Math.max(routed.getThrottled(), counted.getThrottled()))
            .setLost(routed.getLate() + routed.getUnavailable())
            .build();
    if (ObservedLimits.isShort(seen)) {
      NavigableMap<Long, ShortMinute> of = shorts(node);
      of.put(start, seen);
      of.headMap(of.lastKey() - ObservedLimits.KEPT_MS).clear();
    }
  }

  /** What is kept; empty where nothing is. */
  private NavigableMap<Long, ServiceMinute> known(String function, String node) {
    return minutes.getOrDefault(function, Map.of()).getOrDefault(node, NONE);
  }

  private NavigableMap<Long, ServiceMinute> of(String function, String node) {
    return minutes
        .computeIfAbsent(function, each -> new TreeMap<>())
        .computeIfAbsent(node, each -> new TreeMap<>());
  }

  private NavigableMap<Long, ShortMinute> shorts(String node) {
    return shorts.computeIfAbsent(node, each -> new TreeMap<>());
  }

  private static ServiceMinute merged(ServiceMinute one, ServiceMinute later) {
    ServiceMinute.Builder merged = one.toBuilder();
    if (later.hasRouted()) {
      merged.setRouted(ServiceCounts.sum(one.getRouted(), later.getRouted()));
    }
    if (later.hasTimes()) {
      merged.setTimes(ServiceEstimates.sum(one.getTimes(), later.getTimes()));
    }
    if (later.hasPlatform()) {
      merged.setPlatform(later.getPlatform());
    }
    return merged.build();
  }
}
