package dev.continuum.service.replica;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.datasets.proto.TopologyProto.Node;
import dev.continuum.datasets.proto.WorkloadProto.ClientGroup;
import dev.continuum.datasets.proto.WorkloadProto.Function;
import dev.continuum.service.proto.ContinuumProto.PlatformCount;
import dev.continuum.service.proto.RecordProto.Bucket;
import dev.continuum.service.proto.RecordProto.GroupReading;
import dev.continuum.service.proto.RecordProto.LinkMinute;
import dev.continuum.service.proto.RecordProto.Observed;
import dev.continuum.service.proto.RecordProto.ServiceMinute;
import dev.continuum.service.proto.RecordProto.ServiceTimes;
import dev.continuum.service.proto.RecordProto.ServiceTotals;
import dev.continuum.service.proto.RecordProto.SourceSequence;
import dev.continuum.service.proto.TelemetryServiceProto.LinkSample;
import dev.continuum.service.proto.TelemetryServiceProto.PlatformSample;
import dev.continuum.service.proto.TelemetryServiceProto.RequestCount;
import dev.continuum.service.proto.TelemetryServiceProto.Sample;
import dev.continuum.service.proto.TelemetryServiceProto.ServiceSample;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.Measured;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.ServiceCounts;
import dev.continuum.service.state.ServiceEstimates;
import dev.continuum.service.state.Sketches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gathers batches until they are made durable together. A batch counts once however often it comes:
 * its sequence must follow the last of its source. Confined to its machine.
 */
final class Telemetry {

  /** Samples from further in the future than this are refused: a clock is wrong. */
  private static final long MOST_AHEAD_MS = 60_000;

  private static final long BEFORE_CLOCKS_MS = 0;

  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Map<Long, Long>> buckets = new TreeMap<>();
  private final Map<String, GroupReading.Builder> readings = new TreeMap<>();
  private final Map<String, ServiceTotals> services = new TreeMap<>();
  private final Map<String, ServiceMinute.Builder> minutes = new TreeMap<>();
  private final Map<String, LinkMinute.Builder> links = new TreeMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private long knownRevision;

  /** Made anew only when another problem is declared: batches come by the thousand. */
  private Known known = Known.in(Problem.getDefaultInstance());

  /** A batch that waits to be acknowledged. */
  private record Waiting(long sequence, int rejected, Reply<Acknowledged> reply) {}

  /**
   * A batch.
   *
   * @param source who measured
   * @param sequence which of the source's batches
   * @param samples what was measured
   */
  record Batch(String source, long sequence, List<Sample> samples) {}

  /**
   * What samples may name.
   *
   * @param groups of clients
   * @param functions that serve
   * @param nodes that they run on
   */
  private record Known(Set<String> groups, Set<String> functions, Set<String> nodes) {

    /** What a problem declares. */
    static Known in(Problem problem) {
      return new Known(
          problem.getGroupsList().stream().map(ClientGroup::getId).collect(Collectors.toSet()),
          problem.getFunctionsList().stream().map(Function::getId).collect(Collectors.toSet()),
          problem.getNodesList().stream().map(Node::getId).collect(Collectors.toSet()));
    }
  }

  /** Takes a batch in; the reply comes now for an old one, else when it is durable. */
  void take(
      Batch batch, Measured measured, ContinuumState state, long now, Reply<Acknowledged> to) {
    know(state);
    long durable = measured.sequence(batch.source());
    long taken = sequences.getOrDefault(batch.source(), durable);
    if (batch.sequence() <= durable) {
      to.done(new Acknowledged(durable, 0));
    } else if (batch.sequence() <= taken) {
      waiting.add(new Waiting(batch.sequence(), 0, to));
    } else if (batch.sequence() != taken + 1) {
      to.refused(
          new RefusedException(
              RefusedException.Kind.PRECONDITION,
              "The sequence ("
                  + batch.sequence()
                  + ") of the source ("
                  + batch.source()
                  + ") must be "
                  + (taken + 1)
                  + "."));
    } else {
      sequences.put(batch.source(), batch.sequence());
      int rejected = 0;
      for (Sample sample : batch.samples()) {
        rejected += take(sample, measured, now) ? 0 : 1;
      }
      waiting.add(new Waiting(batch.sequence(), rejected, to));
    }
  }

  /** Takes in what platforms counted; the reply comes now if nothing of it is new. */
  void counted(
      List<Sample> samples,
      Measured measured,
      ContinuumState state,
      long now,
      Reply<Acknowledged> to) {
    know(state);
    int rejected = 0;
    for (Sample sample : samples) {
      rejected += sample.hasPlatform() && take(sample, measured, now) ? 0 : 1;
    }
    if (minutes.isEmpty()) {
      to.done(new Acknowledged(0, rejected));
    } else {
      waiting.add(new Waiting(0, rejected, to));
    }
  }

  private void know(ContinuumState state) {
    if (knownRevision != state.revisions().getDeclared()) {
      knownRevision = state.revisions().getDeclared();
      known = Known.in(state.problem());
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Everything gathered, as one record; gathering begins anew. */
  Observed drain() {
    Observed.Builder observed = Observed.newBuilder();
    sequences.forEach(
        (source, sequence) ->
            observed.addSources(
                SourceSequence.newBuilder().setSource(source).setSequence(sequence)));
    buckets.forEach(
        (group, of) ->
            of.forEach(
                (start, count) ->
                    observed.addBuckets(
                        Bucket.newBuilder().setGroup(group).setStartMs(start).setRequests(count))));
    readings.values().forEach(observed::addReadings);
    services.values().forEach(observed::addServices);
    minutes.values().forEach(observed::addMinutes);
    links.values().forEach(observed::addLinks);
    sequences.clear();
    buckets.clear();
    readings.clear();
    services.clear();
    minutes.clear();
    links.clear();
    return observed.build();
  }

  /** Who waits for what was drained. */
  Reply<Boolean> drainWaiting() {
    List<Waiting> drained = List.copyOf(waiting);
    waiting.clear();
    return new Reply<>() {
      @Override
      public void done(Boolean answer) {
        drained.forEach(
            each -> each.reply().done(new Acknowledged(each.sequence(), each.rejected())));
      }

      @Override
      public void refused(RefusedException cause) {
        drained.forEach(each -> each.reply().refused(cause));
      }
    };
  }

  private boolean take(Sample sample, Measured measured, long now) {
    long time = sample.getEventTimeMs();
    if (time <= BEFORE_CLOCKS_MS || time > now + MOST_AHEAD_MS) {
      return false;
    }
    return switch (sample.getMeasureCase()) {
      case REQUESTS -> requests(sample.getRequests(), time, measured);
      case LINK -> link(sample.getLink(), time);
      case BATTERY -> {
        if (!known.groups().contains(sample.getBattery().getGroup())
            || !(sample.getBattery().getLevelJoules() >= 0)) {
          yield false;
        }
        GroupReading.Builder reading = reading(sample.getBattery().getGroup(), time);
        double level = sample.getBattery().getLevelJoules();
        reading.setLevelJoules(
            reading.hasLevelJoules() ? Math.min(reading.getLevelJoules(), level) : level);
        yield true;
      }
      case SERVICE -> service(sample.getService(), time, measured);
      case PLATFORM -> platform(sample.getPlatform(), time, measured);
      case MEASURE_NOT_SET -> false;
    };
  }

  private boolean requests(RequestCount count, long time, Measured measured) {
    String group = count.getGroup();
    long start = time - Math.floorMod(time, Measured.BUCKET_MS);
    long latest = measured.latestMillis(group).orElse(start);
    if (!known.groups().contains(group)
        || count.getRequests() < 0
        || start < latest - 2 * Measured.WINDOW_MS) {
      return false;
    }
    var unused =
        buckets
            .computeIfAbsent(group, each -> new TreeMap<>())
            .merge(start, count.getRequests(), Long::sum);
    return true;
  }

  private boolean link(LinkSample sample, long time) {
    if (!known.groups().contains(sample.getGroup()) || !LinkSamples.isValid(sample)) {
      return false;
    }
    GroupReading.Builder reading = reading(sample.getGroup(), time);
    if (sample.hasRttMs()) {
      reading.setRttMs(sample.getRttMs());
    }
    links.merge(
        minute(time) + "\n" + sample.getGroup(),
        LinkSamples.minute(sample, minute(time)),
        LinkSamples::sum);
    return true;
  }

  private boolean service(ServiceSample sample, long time, Measured measured) {
    if (!(sample.getMeanServiceMs() >= 0)
        || !Sketches.isValid(sample.getServiceMs())
        || Sketches.count(sample.getServiceMs()) > sample.getCalls()
        || !(sample.getMeanWaitMs() >= 0)
        || negative(
            sample.getCalls(),
            sample.getColdStarts(),
            sample.getFailed(),
            sample.getThrottled(),
            sample.getLate(),
            sample.getUnavailable(),
            sample.getRejected())
        || !knows(sample.getFunction(), sample.getNode())) {
      return false;
    }
    ServiceTotals totals =
        ServiceTotals.newBuilder()
            .setFunction(sample.getFunction())
            .setNode(sample.getNode())
            .setCalls(sample.getCalls())
            .setServiceMs(sample.getCalls() * sample.getMeanServiceMs())
            .setWaitMs(sample.getCalls() * sample.getMeanWaitMs())
            .setColdStarts(sample.getColdStarts())
            .setFailed(sample.getFailed())
            .setThrottled(sample.getThrottled())
            .setLate(sample.getLate())
            .setUnavailable(sample.getUnavailable())
            .setRejected(sample.getRejected())
            .build();
    var unused =
        services.merge(sample.getFunction() + '\n' + sample.getNode(), totals, ServiceCounts::sum);
    // A total counts however late it comes; a minute that is over and forgotten does not.
    if (!measured.tooLate(sample.getFunction(), sample.getNode(), minute(time))) {
      ServiceMinute.Builder minute = minute(sample.getFunction(), sample.getNode(), time);
      if (sample.getCalls() > 0) {
        minute.setTimes(ServiceEstimates.sum(minute.getTimes(), times(sample)));
      }
      minute.setRouted(
          ServiceCounts.sum(
              minute.getRouted(),
              totals.toBuilder()
                  .clearFunction()
                  .clearNode()
                  .clearServiceMs()
                  .clearWaitMs()
                  .build()));
    }
    return true;
  }

  /** Of one call the mean is its time. */
  private static ServiceTimes times(ServiceSample sample) {
    ServiceTimes.Builder times =
        ServiceTimes.newBuilder()
            .setCalls(sample.getCalls())
            .setTotalMs(sample.getCalls() * sample.getMeanServiceMs());
    if (sample.hasServiceMs()) {
      times.setSketch(sample.getServiceMs());
    } else if (sample.getCalls() == 1) {
      times.setSketch(Sketches.of(sample.getMeanServiceMs(), 1));
    }
    return times.build();
  }

  private boolean platform(PlatformSample sample, long time, Measured measured) {
    if (negative(
            sample.getCalls(),
            sample.getFailed(),
            sample.getThrottled(),
            sample.getColdStarts(),
            sample.getProvisioned(),
            sample.getSpillOver())
        || (sample.hasUtilisation() && !(sample.getUtilisation() >= 0))
        || !knows(sample.getFunction(), sample.getNode())
        || measured.tooLate(sample.getFunction(), sample.getNode(), minute(time))) {
      return false;
    }
    PlatformCount.Builder count =
        PlatformCount.newBuilder()
            .setCalls(sample.getCalls())
            .setFailed(sample.getFailed())
            .setThrottled(sample.getThrottled())
            .setColdStarts(sample.getColdStarts())
            .setProvisioned(sample.getProvisioned())
            .setSpillOver(sample.getSpillOver());
    if (sample.hasUtilisation()) {
      count.setUtilisation(sample.getUtilisation());
    }
    if (!measured.knows(sample.getFunction(), sample.getNode(), minute(time), count.build())) {
      minute(sample.getFunction(), sample.getNode(), time).setPlatform(count);
    }
    return true;
  }

  private static boolean negative(long... counts) {
    return Arrays.stream(counts).anyMatch(count -> count < 0);
  }

  private boolean knows(String function, String node) {
    return known.functions().contains(function) && known.nodes().contains(node);
  }

  private static long minute(long time) {
    return time - Math.floorMod(time, Measured.MINUTE_MS);
  }

  private ServiceMinute.Builder minute(String function, String node, long time) {
    return minutes.computeIfAbsent(
        minute(time) + "\n" + function + '\n' + node,
        key ->
            ServiceMinute.newBuilder()
                .setFunction(function)
                .setNode(node)
                .setStartMs(minute(time)));
  }

  private GroupReading.Builder reading(String group, long time) {
    GroupReading.Builder reading =
        readings.computeIfAbsent(group, each -> GroupReading.newBuilder().setGroup(each));
    return reading.setEventTimeMs(Math.max(time, reading.getEventTimeMs()));
  }
}
