package dev.continuum.service.state;

import dev.continuum.service.proto.RecordProto.LinkMinute;
import dev.continuum.service.proto.TelemetryServiceProto.QuantileSketch;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What was measured of the access links of groups, by the minute of event time, for the last
 * quarter of an hour that was told of. Mutable; confined to its machine.
 */
final class LinkMinutes {

  static final long KEPT_MS = ServiceMinutes.KEPT_MS;

  private final Map<String, NavigableMap<Long, LinkMinute>> groups = new TreeMap<>();

  LinkMinutes() {}

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Takes in what records or a snapshot hold. */
  void add(List<LinkMinute> observed) {
    for (LinkMinute each : observed) {
      NavigableMap<Long, LinkMinute> of =
          groups.computeIfAbsent(each.getGroup(), group -> new TreeMap<>());
      of.merge(each.getStartMs(), each, LinkMinutes::sum);
      of.headMap(of.lastKey() - KEPT_MS).clear();
    }
  }

  /** Both minutes together. */
  static LinkMinute sum(LinkMinute one, LinkMinute other) {
    return one.toBuilder()
        .setRttMs(Sketches.sum(one.getRttMs(), other.getRttMs()))
        .setUpMbitPerS(Sketches.sum(one.getUpMbitPerS(), other.getUpMbitPerS()))
        .setDownMbitPerS(Sketches.sum(one.getDownMbitPerS(), other.getDownMbitPerS()))
        .build();
  }

  /** Every minute that is kept. */
  List<LinkMinute> all() {
    return groups.values().stream().flatMap(of -> of.values().stream()).toList();
  }

  /** What the minutes of a group say together; each counts by the requests that were made in it. */
  Optional<LinkEstimate> estimate(String group, DemandMinutes demand) {
    NavigableMap<Long, LinkMinute> of = groups.get(group);
    if (of == null) {
      return Optional.empty();
    }
    Sketches.Weighted rtt = weighted(of, LinkMinute::getRttMs, demand);
    boolean enough =
        of.values().stream().mapToLong(each -> Sketches.count(each.getRttMs())).sum()
            >= LinkEstimate.LEAST_SAMPLES;
    return Optional.of(
        new LinkEstimate(
            quantile(rtt, 0.5),
            enough ? quantile(rtt, 0.05) : OptionalDouble.empty(),
            quantile(weighted(of, LinkMinute::getUpMbitPerS, demand), 0.5),
            quantile(weighted(of, LinkMinute::getDownMbitPerS, demand), 0.5)));
  }

  private static OptionalDouble quantile(Sketches.Weighted values, double share) {
    return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(values.quantile(share));
  }

  private static Sketches.Weighted weighted(
      NavigableMap<Long, LinkMinute> of,
      Function<LinkMinute, QuantileSketch> measure,
      DemandMinutes demand) {
    Sketches.Weighted byRequests = new Sketches.Weighted();
    Sketches.Weighted alike = new Sketches.Weighted();
    of.forEach(
        (start, minute) -> {
          QuantileSketch values = measure.apply(minute);
          byRequests.add(
              values,
              (double)
                  demand.requests(minute.getGroup(), Math.floorDiv(start, Measured.MINUTE_MS)));
          alike.add(values, 1);
        });
    // Who only tells of links and never of requests is taken at its word.
    return byRequests.isEmpty() ? alike : byRequests;
  }
}
