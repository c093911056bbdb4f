package dev.continuum.service.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * A store in memory that can crash: what was not synced is then gone. Keeps book of every append
 * and of the fence that was the right one at that moment, so that a test can check what the store
 * itself let through. Single-threaded.
 */
public final class SimulatedStore implements Store {

  /** Faults that a correct service must not survive unnoticed. */
  public enum Bug {
    NONE,
    /** Appends are taken whatever their fence. */
    NO_FENCE_CHECK,
    /** Appends return before they are synced. */
    LATE_SYNC
  }

  private record Stream(long fence, String owner, long expires, long base, List<Entry> entries) {
    long last() {
      return base + entries.size();
    }
  }

  private final LongSupplier clock;
  private final Bug bug;
  private Map<String, Stream> streams = new TreeMap<>();
  private Map<String, Stream> synced = new TreeMap<>();
  private final Map<String, Entry> snapshots = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();

  public SimulatedStore(LongSupplier clock, Bug bug) {
    this.clock = clock;
    this.bug = bug;
  }

  /** The machine loses power: unsynced writes are gone. */
  public void crash() {
    streams = new TreeMap<>(synced);
  }

  /** Unsynced writes reach the disk. */
  public void sync() {
    synced = new TreeMap<>(streams);
  }

  /** Appends that were taken under a fence that was not the right one. */
  public List<String> violations() {
    return violations;
  }

  @Override
  public List<Head> heads(String prefix) {
    List<Head> heads = new ArrayList<>();
    streams.forEach(
        (name, stream) -> {
          if (name.startsWith(prefix)) {
            heads.add(new Head(name, stream.last(), stream.fence(), stream.owner()));
          }
        });
    return heads;
  }

  @Override
  public List<Entry> read(String stream, long after, int limit) {
    return streams.containsKey(stream)
        ? streams.get(stream).entries().stream()
            .filter(entry -> entry.sequence() > after)
            .limit(limit)
            .toList()
        : List.of();
  }

  @Override
  public void append(String stream, long expected, long fence, List<byte[]> added) {
    Stream now = streams.getOrDefault(stream, new Stream(0, "", 0, 0, List.of()));
    if (now.fence() != fence) {
      if (bug != Bug.NO_FENCE_CHECK) {
        throw new StoreException.Fenced(stream);
      }
    }
    if (now.last() != expected) {
      throw new StoreException.Stale(stream);
    }
    if (now.fence() != fence) {
      violations.add("fence " + fence + " wrote while " + now.fence() + " was right");
    }
    List<Entry> entries = new ArrayList<>(now.entries());
    for (byte[] data : added) {
      entries.add(new Entry(now.base() + entries.size() + 1, data));
    }
    streams.put(stream, new Stream(now.fence(), now.owner(), now.expires(), now.base(), entries));
    if (bug != Bug.LATE_SYNC) {
      sync();
    }
  }

  @Override
  public Optional<Entry> snapshot(String stream) {
    return Optional.ofNullable(snapshots.get(stream));
  }

  @Override
  public void keep(String stream, Entry snapshot, long forgetThrough) {
    snapshots.merge(
        stream, snapshot, (one, other) -> one.sequence() >= other.sequence() ? one : other);
    Stream now = streams.get(stream);
    if (now != null) {
      long through = Math.min(forgetThrough, snapshot.sequence());
      List<Entry> left =
          now.entries().stream().filter(entry -> entry.sequence() > through).toList();
      streams.put(
          stream,
          new Stream(
              now.fence(),
              now.owner(),
              now.expires(),
              now.base() + now.entries().size() - left.size(),
              left));
      sync();
    }
  }

  @Override
  public Map<String, Long> lease(List<String> names, String owner, Duration time) {
    long now = clock.getAsLong();
    Map<String, Long> held = new TreeMap<>();
    for (String name : names) {
      Stream stream = streams.getOrDefault(name, new Stream(0, "", 0, 0, List.of()));
      boolean mine = stream.owner().equals(owner) && stream.expires() > 0;
      if (mine || stream.expires() < now) {
        long fence = mine ? stream.fence() : stream.fence() + 1;
        streams.put(
            name, new Stream(fence, owner, now + time.toMillis(), stream.base(), stream.entries()));
        held.put(name, fence);
      }
    }
    if (bug != Bug.LATE_SYNC) {
      sync();
    }
    return held;
  }

  @Override
  public void release(String name, String owner) {
    Stream stream = streams.get(name);
    if (stream != null && stream.owner().equals(owner)) {
      streams.put(name, new Stream(stream.fence(), owner, 0, stream.base(), stream.entries()));
      sync();
    }
  }

  @Override
  public void restore(Iterable<Log> logs) {
    if (!streams.isEmpty()) {
      throw new StoreException.Occupied();
    }
    for (Log log : logs) {
      List<Entry> entries = new ArrayList<>();
      log.entries().forEach(e -> entries.add(new Entry(log.forgotten() + entries.size() + 1, e)));
      streams.put(log.stream(), new Stream(log.fence(), "", 0, log.forgotten(), entries));
      log.snapshot().ifPresent(kept -> snapshots.put(log.stream(), kept));
    }
    sync();
  }

  @Override
  public void close() {
    // Nothing to give back.
  }
}
