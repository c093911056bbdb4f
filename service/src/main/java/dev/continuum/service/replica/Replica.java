package dev.continuum.service.replica;

import dev.continuum.planner.Loop;
import dev.continuum.service.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All continua of one process: leads those whose leases it holds, follows the others. Beats on a
 * loop of its own; a beat asks the store for all leases and heads in one go. Thread-safe.
 */
public final class Replica {

  /** Prefix of the streams of continua. */
  public static final String CONTINUA = "continuum/";

  private final Loop loop;
  private final Supplier<Loop> loops;
  private final Surroundings around;
  private final ConcurrentSkipListMap<String, ContinuumMachine> machines =
      new ConcurrentSkipListMap<>();
  private boolean beating;
  private volatile boolean stopped;
  private volatile @Nullable List<Store.Head> first;

  /**
   * A replica that does nothing until started.
   *
   * @param loop it beats on
   * @param loops makes a loop for each continuum
   * @param around everything from outside
   */
  public Replica(Loop loop, Supplier<Loop> loops, Surroundings around) {
    this.loop = loop;
    this.loops = loops;
    this.around = around;
  }

  /** The stream of a continuum of a tenant. */
  public static String stream(String tenant, String name) {
    return CONTINUA + tenant + "/" + name;
  }

  /** Begins to beat. */
  public void start() {
    loop.execute(this::beat);
  }

  /**
   * Logs that were there when it started and that it has not read to their end of then. Until there
   * are none it does not know what there is; empty only once it has asked.
   */
  public Optional<List<String>> unread() {
    List<Store.Head> then = first;
    return then == null
        ? Optional.empty()
        : Optional.of(
            then.stream()
                .filter(head -> machine(head.stream()).view().sequence() < head.sequence())
                .map(Store.Head::stream)
                .toList());
  }

  /** The machine of a stream; makes one if there is none. */
  public ContinuumMachine machine(String stream) {
    return machines.computeIfAbsent(
        stream, name -> new ContinuumMachine(name, loops.get(), around));
  }

  /** The machine of a stream that this replica knows. */
  public Optional<ContinuumMachine> known(String stream) {
    return Optional.ofNullable(machines.get(stream));
  }

  /** Machines whose streams begin so, by stream. */
  public SortedMap<String, ContinuumMachine> machines(String prefix) {
    return new TreeMap<>(machines.subMap(prefix, prefix + '\uffff'));
  }

  /** Stops beating and leading, and gives leases back so that another replica need not wait. */
  public void stop() {
    stopped = true;
    for (ContinuumMachine machine : machines.values()) {
      machine.loop().execute(machine::stop);
    }
    String owner = around.owner().name();
    List<String> streams = List.copyOf(machines.keySet());
    around
        .store()
        .call(
            loop,
            store -> {
              streams.forEach(stream -> store.release(stream, owner));
              return true;
            },
            outcome -> {
              // A lease that could not be given back expires by itself.
            });
  }

  private record Pulse(Map<String, Long> held, List<Store.Head> heads) {}

  private void beat() {
    if (stopped) {
      return;
    }
    var unused = loop.schedule(around.timing().beatMillis(), this::beat);
    if (beating) {
      return;
    }
    beating = true;
    long until = loop.nowMillis() + around.timing().leaseMillis();
    around
        .store()
        .call(
            loop,
            store -> {
              List<Store.Head> heads = store.heads(CONTINUA);
              List<String> streams = new ArrayList<>();
              heads.forEach(head -> streams.add(head.stream()));
              Map<String, Long> held =
                  streams.isEmpty()
                      ? Map.of()
                      : store.lease(
                          streams,
                          around.owner().name(),
                          Duration.ofMillis(around.timing().leaseMillis()));
              // Read again: whoever held a lease before may have written since.
              return new Pulse(held, streams.isEmpty() ? heads : store.heads(CONTINUA));
            },
            outcome -> {
              beating = false;
              if (outcome instanceof StorePort.Outcome.Done<Pulse>(Pulse pulse) && !stopped) {
                pulse.heads().forEach(head -> beat(head, pulse, until));
                if (first == null) {
                  first = pulse.heads();
                }
              }
            });
  }

  private void beat(Store.Head head, Pulse pulse, long until) {
    ContinuumMachine machine = machine(head.stream());
    Optional<Long> held = Optional.ofNullable(pulse.held().get(head.stream()));
    machine.loop().execute(() -> machine.beat(head, held, until));
  }
}
