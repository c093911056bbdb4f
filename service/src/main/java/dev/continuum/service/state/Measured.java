package dev.continuum.service.state;

import dev.continuum.service.proto.ContinuumProto.ObservedLimit;
import dev.continuum.service.proto.ContinuumProto.ObservedService;
import dev.continuum.service.proto.ContinuumProto.PlatformCount;
import dev.continuum.service.proto.RecordProto.Bucket;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.proto.RecordProto.GroupReading;
import dev.continuum.service.proto.RecordProto.Observed;
import dev.continuum.service.proto.RecordProto.ServiceMinute;
import dev.continuum.service.proto.RecordProto.ServiceTotals;
import dev.continuum.service.proto.RecordProto.SourceSequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What telemetry told so far: requests by group in buckets of event time, the latest readings, and
 * how far each source was taken in. Mutable; confined to its machine.
 */
public final class Measured {

  /** Length of a bucket, ms. */
  public static final long BUCKET_MS = 10_000;

  /** Calls are counted by the minute, ms. */
  public static final long MINUTE_MS = ServiceMinutes.MINUTE_MS;

  /** How much event time a rate is estimated over, and how late a sample may come, ms. */
  public static final long WINDOW_MS = 60_000;

  /** Of functions on nodes that are shown: more would not fit into a message. */
  private static final int MOST_SERVICES = 10_000;

  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, NavigableMap<Long, Long>> buckets = new TreeMap<>();
  private final Map<String, GroupReading> readings = new TreeMap<>();
  private final Map<String, ServiceTotals> services = new TreeMap<>();
  private final ServiceMinutes minutes = new ServiceMinutes();
  private final LinkMinutes links = new LinkMinutes();
  private final DemandMinutes demand = new DemandMinutes();
  private Optional<List<ObservedService>> seen = Optional.empty();
  private long requests;

  /** Nothing yet. */
  public Measured() {}

  /** As a snapshot has it. */
  public static Measured of(ContinuumSnapshot snapshot) {
    Measured measured = new Measured();
    measured.add(
        Observed.newBuilder()
            .addAllSources(snapshot.getSourcesList())
            .addAllBuckets(snapshot.getBucketsList())
            .addAllReadings(snapshot.getReadingsList())
            .addAllServices(snapshot.getServicesList())
            .addAllLinks(snapshot.getLinksList())
            .build());
    measured.demand.restore(snapshot.getHistoriesList());
    measured.minutes.restore(snapshot.getMinutesList(), snapshot.getShortMinutesList());
    measured.requests = snapshot.getRequests();
    return measured;
  }

  /** Takes in what a record holds. */
  public void add(Observed observed) {
    for (SourceSequence each : observed.getSourcesList()) {
      sequences.merge(each.getSource(), each.getSequence(), Math::max);
    }
    for (Bucket each : observed.getBucketsList()) {
      NavigableMap<Long, Long> of =
          buckets.computeIfAbsent(each.getGroup(), group -> new TreeMap<>());
      of.merge(each.getStartMs(), each.getRequests(), Long::sum);
      of.headMap(of.lastKey() - 2 * WINDOW_MS).clear();
      demand.add(each.getGroup(), each.getStartMs(), each.getRequests());
      requests += each.getRequests();
    }
    for (GroupReading each : observed.getReadingsList()) {
      readings.merge(each.getGroup(), each, Measured::later);
    }
    links.add(observed.getLinksList());
    for (ServiceTotals each : observed.getServicesList()) {
      services.merge(key(each.getFunction(), each.getNode()), each, ServiceCounts::sum);
    }
    if (observed.getServicesCount() + observed.getMinutesCount() > 0) {
      minutes.add(observed.getMinutesList());
      seen = Optional.empty();
    }
  }

  /** Whether nothing that is planned for was measured. */
  public boolean isEmpty() {
    return buckets.isEmpty() && readings.isEmpty() && minutes.isEmpty() && links.isEmpty();
  }

  /** The last sequence of a source that was taken in; 0 for a new one. */
  public long sequence(String source) {
    return sequences.getOrDefault(source, 0L);
  }

  /** Requests taken in since the beginning. */
  public long requests() {
    return requests;
  }

  /** Requests per second of a group over the window of event time; empty without a sample. */
  public OptionalDouble ratePerSecond(String group) {
    NavigableMap<Long, Long> of = buckets.get(group);
    if (of == null || of.isEmpty()) {
      return OptionalDouble.empty();
    }
    long end = of.lastKey() + BUCKET_MS;
    NavigableMap<Long, Long> window = of.tailMap(end - WINDOW_MS, true);
    long sum = window.values().stream().mapToLong(Long::longValue).sum();
    return OptionalDouble.of(sum * 1000.0 / (end - window.firstKey()));
  }

  /** Requests of groups by the minute. */
  public DemandMinutes demand() {
    return demand;
  }

  /** What was measured of the access link of a group; empty without a sample. */
  public Optional<LinkEstimate> link(String group) {
    return links.estimate(group, demand);
  }

  /** The minutes that are kept of functions on nodes. */
  List<ServiceMinute> serviceMinutes() {
    return minutes.all();
  }

  /** End of the latest minute of a function on a node, ms since 1970; empty if none is kept. */
  public OptionalLong serviceLatestMs(String function, String node) {
    return minutes.latestMs(function, node);
  }

  /** End of the latest bucket of a group, ms since 1970; empty without a sample. */
  public OptionalLong latestMillis(String group) {
    NavigableMap<Long, Long> of = buckets.get(group);
    return of == null || of.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(of.lastKey() + BUCKET_MS);
  }

  /** Groups that told of themselves before this time only, by name, at most so many. */
  public List<String> silentSince(long millis, int most) {
    List<String> silent = new ArrayList<>();
    for (String group : buckets.keySet()) {
      long reading =
          readings.containsKey(group) ? readings.get(group).getEventTimeMs() : Long.MIN_VALUE;
      if (Math.max(latestMillis(group).orElse(Long.MIN_VALUE), reading) < millis) {
        silent.add(group);
        if (silent.size() == most) {
          break;
        }
      }
    }
    return silent;
  }

  /** The latest reading of a group. */
  public Optional<GroupReading> reading(String group) {
    return Optional.ofNullable(readings.get(group));
  }

  /** What was observed of functions on nodes, by function and node. */
  public List<ObservedService> services() {
    if (seen.isEmpty()) {
      TreeSet<String> keys = new TreeSet<>(services.keySet());
      minutes.pairs().forEach(pair -> keys.add(key(pair.getFirst(), pair.getLast())));
      seen = Optional.of(keys.stream().limit(MOST_SERVICES).map(this::service).toList());
    }
    return seen.get();
  }

  private ObservedService service(String key) {
    String function = key.substring(0, key.indexOf('\n'));
    String node = key.substring(key.indexOf('\n') + 1);
    return ServiceCounts.observed(
        function,
        node,
        services.getOrDefault(key, ServiceTotals.getDefaultInstance()),
        minutes.sum(function, node));
  }

  private static String key(String function, String node) {
    return function + '\n' + node;
  }

  /** What lost calls say of nodes now, by node. */
  public List<ObservedLimit> limits(long nowMs) {
    return ObservedLimits.now(minutes.shorts(), nowMs);
  }

  /** Whether a minute of a function on a node is so old that nothing is taken of it. */
  public boolean tooLate(String function, String node, long startMs) {
    return minutes.tooLate(function, node, startMs);
  }

  /** Whether a platform said just this of a minute before. */
  public boolean knows(String function, String node, long startMs, PlatformCount count) {
    return minutes.platform(function, node, startMs).filter(count::equals).isPresent();
  }

  /** Writes everything into a snapshot. */
  public void into(ContinuumSnapshot.Builder snapshot) {
    new TreeMap<>(sequences)
        .forEach(
            (source, sequence) ->
                snapshot.addSources(
                    SourceSequence.newBuilder().setSource(source).setSequence(sequence)));
    buckets.forEach(
        (group, of) ->
            of.forEach(
                (start, count) ->
                    snapshot.addBuckets(
                        Bucket.newBuilder().setGroup(group).setStartMs(start).setRequests(count))));
    snapshot.addAllReadings(readings.values()).addAllServices(services.values());
    snapshot.addAllMinutes(minutes.all()).addAllShortMinutes(minutes.allShorts());
    snapshot.addAllLinks(links.all());
    demand.into(snapshot);
    snapshot.setRequests(requests);
  }

  private static GroupReading later(GroupReading one, GroupReading other) {
    return other.getEventTimeMs() >= one.getEventTimeMs()
        ? one.toBuilder().mergeFrom(other).build()
        : other.toBuilder().mergeFrom(one).build();
  }
}
