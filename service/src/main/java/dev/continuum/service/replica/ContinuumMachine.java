package dev.continuum.service.replica;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.continuum.planner.Loop;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.proto.TelemetryServiceProto.Sample;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.Measured;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * One continuum on this replica: follows its log, and writes to it while it holds the lease. A
 * state machine: every method but those that are said to be thread-safe is confined to the loop.
 *
 * <p>Leading begins when the lease is held and the log is read to its end. It ends when the lease
 * is another's, or when an append fails; what was not acknowledged then may or may not be in the
 * log, and callers are told so.
 */
public final class ContinuumMachine {

  private static final int READ_AT_ONCE = 500;
  private static final int SNAPSHOT_EVERY = 500;
  private static final int KEPT_ENTRIES = 5000;

  private final String stream;
  private final Loop loop;
  private final Surroundings around;
  private final LogWriter writer = new LogWriter();
  private final Telemetry telemetry = new Telemetry();
  private final Leadership leadership;
  private final List<Consumer<ContinuumView>> watchers = new CopyOnWriteArrayList<>();
  private final DomainEvents events = new DomainEvents();

  private ContinuumState state = ContinuumState.ABSENT;
  private Measured measured = new Measured();
  private long sequence;
  private long snapshotAt;
  private long attempt;
  private long fence;
  private long leasedUntil;
  private String leader = "";
  private boolean reading;
  private boolean leasing;
  private boolean leading;
  private boolean flushing;
  private volatile ContinuumView view = new ContinuumView(ContinuumState.ABSENT, 0, false, 0);

  /** A machine that knows nothing yet. */
  public ContinuumMachine(String stream, Loop loop, Surroundings around) {
    this.stream = stream;
    this.loop = loop;
    this.around = around;
    this.leadership = new Leadership(this, loop, around);
  }

  /** The stream's name. */
  public String stream() {
    return stream;
  }

  /** What it is confined to. */
  public Loop loop() {
    return loop;
  }

  /** As readers see it; thread-safe. */
  public ContinuumView view() {
    return view;
  }

  /** Tells every later view until stopped; thread-safe. The consumer is called on the loop. */
  public Loop.Timer watch(Consumer<ContinuumView> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  /** Events of domains and devices; confined to the loop. */
  public DomainEvents events() {
    return events;
  }

  /** Does something to the continuum; thread-safe. */
  public <R> void submit(Command<R> command, Reply<R> reply) {
    loop.execute(
        () -> {
          writer.add(command, reply);
          advance();
        });
  }

  /** Takes telemetry in; thread-safe. The reply comes when it is durable. */
  public void report(String source, long batch, List<Sample> samples, Reply<Acknowledged> reply) {
    loop.execute(
        () -> {
          if (!leading) {
            reply.refused(RefusedException.notLeader(leader));
            advance();
            return;
          }
          telemetry.take(
              new Telemetry.Batch(source, batch, samples),
              measured,
              Telemetry.Known.in(state.problem()),
              loop.nowMillis(),
              reply);
          flushLater();
        });
  }

  /** Renews the lease of a domain or device; thread-safe. Answers how long it holds, ms. */
  public void renew(ByteString lease, Reply<Long> reply) {
    loop.execute(
        () -> {
          if (!leading) {
            reply.refused(RefusedException.notLeader(leader));
          } else {
            leadership
                .renew(lease)
                .ifPresentOrElse(
                    reply::done,
                    () ->
                        reply.refused(
                            new RefusedException(
                                RefusedException.Kind.NOT_FOUND,
                                "There is no such lease, or it has ended.")));
          }
        });
  }

  /** What the replica learnt at a beat: where the log is, and whether the lease is held. */
  void beat(Store.Head head, Optional<Long> held, long until) {
    leader = Surroundings.Owner.addressOf(head.owner());
    if (held.isPresent()) {
      leasedUntil = until;
      if (leading && fence != held.get()) {
        // The lease ran out and came back: nobody wrote in between only if the log is as known.
        follow(RefusedException.notLeader(leader));
      }
      if (!leading) {
        fence = held.get();
        if (head.sequence() > sequence) {
          read();
        } else {
          lead();
        }
      }
    } else {
      follow(RefusedException.notLeader(leader));
      fence = 0;
      if (head.sequence() > sequence) {
        read();
      }
    }
    if (leading) {
      leadership.beat();
    }
  }

  /** Ends leading without a word to anyone, as a stop does. */
  void stop() {
    follow(RefusedException.notLeader(""));
    fence = 0;
  }

  /** Whether the lease is held as far as this replica knows; thread-safe. */
  boolean leaseHeld() {
    return view.leading() && loop.nowMillis() < leasedUntil;
  }

  boolean leading() {
    return leading;
  }

  long fence() {
    return fence;
  }

  ContinuumState state() {
    return state;
  }

  Measured measured() {
    return measured;
  }

  private void advance() {
    if (leading) {
      write();
    } else if (!leasing && !writer.idle()) {
      lease();
    }
  }

  private void lease() {
    leasing = true;
    long until = loop.nowMillis() + around.timing().leaseMillis();
    around
        .store()
        .call(
            loop,
            store -> {
              Map<String, Long> held =
                  store.lease(
                      List.of(stream),
                      around.owner().name(),
                      Duration.ofMillis(around.timing().leaseMillis()));
              Store.Head head =
                  store.heads(stream).stream()
                      .filter(each -> each.stream().equals(stream))
                      .findFirst()
                      .orElse(new Store.Head(stream, 0, ""));
              return Map.entry(head, Optional.ofNullable(held.get(stream)));
            },
            outcome -> {
              leasing = false;
              switch (outcome) {
                case StorePort.Outcome.Done<Map.Entry<Store.Head, Optional<Long>>>(var value) -> {
                  beat(value.getKey(), value.getValue(), until);
                  if (value.getValue().isEmpty()) {
                    writer.failed(RefusedException.notLeader(leader));
                  }
                }
                case StorePort.Outcome.Failed<Map.Entry<Store.Head, Optional<Long>>>(var cause) ->
                    writer.failed(unavailable(cause));
              }
            });
  }

  private void lead() {
    leading = true;
    publish();
    leadership.begin();
    write();
  }

  private void follow(RefusedException told) {
    boolean led = leading;
    leading = false;
    if (led) {
      attempt++;
      leadership.end();
      if (!telemetry.isEmpty()) {
        var unused = telemetry.drain();
        telemetry.drainWaiting().refused(told);
      }
      writer.failed(told);
      publish();
    }
  }

  private void write() {
    if (!leading || writer.writing() || writer.idle()) {
      return;
    }
    List<Record> records = writer.decide(state, loop.nowMillis());
    if (records.isEmpty()) {
      writer.written();
      write();
      return;
    }
    List<byte[]> entries = records.stream().map(Record::toByteArray).toList();
    long expected = sequence;
    long under = fence;
    long mine = ++attempt;
    around
        .store()
        .call(
            loop,
            store -> {
              store.append(stream, expected, under, entries);
              return true;
            },
            outcome -> {
              if (mine != attempt) {
                // Whoever waited was told that nobody knows; the log will tell.
                return;
              }
              switch (outcome) {
                case StorePort.Outcome.Done<Boolean> done -> written(records);
                case StorePort.Outcome.Failed<Boolean>(var cause) -> lost(cause);
              }
            });
  }

  private void written(List<Record> records) {
    for (Record entry : records) {
      apply(entry);
    }
    publish();
    writer.written();
    if (leading) {
      snapshot();
    }
    write();
  }

  /** An append failed: only the log knows whether it holds the records. */
  private void lost(StoreException cause) {
    follow(unavailable(cause));
    writer.failed(unavailable(cause));
    fence = 0;
    read();
  }

  private static RefusedException unavailable(StoreException cause) {
    return new RefusedException(
        RefusedException.Kind.UNAVAILABLE, "The store did not answer: " + cause.getMessage());
  }

  private void read() {
    if (reading || leading) {
      return;
    }
    reading = true;
    long from = sequence;
    around
        .store()
        .call(
            loop,
            store -> {
              Optional<Store.Entry> kept = from == 0 ? store.snapshot(stream) : Optional.empty();
              List<Store.Entry> entries =
                  store.read(stream, kept.map(Store.Entry::sequence).orElse(from), READ_AT_ONCE);
              boolean gap =
                  kept.isEmpty() && !entries.isEmpty() && entries.getFirst().sequence() != from + 1;
              // Entries that this replica has not read are forgotten: the snapshot has them.
              Optional<Store.Entry> base = gap ? store.snapshot(stream) : kept;
              return new Read(
                  base,
                  gap
                      ? store.read(stream, base.map(Store.Entry::sequence).orElse(0L), READ_AT_ONCE)
                      : entries);
            },
            outcome -> {
              reading = false;
              if (outcome instanceof StorePort.Outcome.Done<Read>(Read value)) {
                taken(value);
              }
            });
  }

  private record Read(Optional<Store.Entry> snapshot, List<Store.Entry> entries) {}

  private void taken(Read value) {
    value.snapshot().filter(kept -> kept.sequence() > sequence).ifPresent(this::restore);
    for (Store.Entry entry : value.entries()) {
      if (entry.sequence() == sequence + 1) {
        apply(parsed(entry));
      }
    }
    publish();
    if (value.entries().size() >= READ_AT_ONCE) {
      read();
    }
  }

  private void restore(Store.Entry kept) {
    try {
      ContinuumSnapshot snapshot = ContinuumSnapshot.parseFrom(kept.data());
      state = ContinuumState.of(snapshot);
      measured = Measured.of(snapshot);
      sequence = kept.sequence();
      snapshotAt = kept.sequence();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The snapshot of " + stream + " cannot be read.", e);
    }
  }

  private Record parsed(Store.Entry entry) {
    try {
      return Record.parseFrom(entry.data());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "Entry " + entry.sequence() + " of " + stream + " cannot be read.", e);
    }
  }

  private void apply(Record entry) {
    ContinuumState before = state;
    state = state.after(entry);
    sequence++;
    switch (entry.getKindCase()) {
      case OBSERVED -> measured.add(entry.getObserved());
      case CREATED, DELETED -> measured = new Measured();
      default -> {}
    }
    events.applied(before, entry, state);
    if (leading) {
      leadership.applied(entry);
    }
  }

  private void publish() {
    view = new ContinuumView(state, sequence, leading, measured.requests());
    watchers.forEach(watcher -> watcher.accept(view));
  }

  private void snapshot() {
    if (sequence - snapshotAt < SNAPSHOT_EVERY) {
      return;
    }
    snapshotAt = sequence;
    ContinuumSnapshot.Builder content = state.content().toBuilder();
    measured.into(content);
    Store.Entry kept = new Store.Entry(sequence, content.build().toByteArray());
    around
        .store()
        .call(
            loop,
            store -> {
              store.keep(stream, kept, kept.sequence() - KEPT_ENTRIES);
              return true;
            },
            outcome -> {
              // A snapshot that could not be kept costs time at the next start, nothing else.
            });
  }

  private void flushLater() {
    if (!flushing && !telemetry.isEmpty()) {
      flushing = true;
      var unused =
          loop.schedule(
              around.timing().flushMillis(),
              () -> {
                flushing = false;
                flush();
              });
    }
  }

  private void flush() {
    if (telemetry.isEmpty() || !leading) {
      return;
    }
    Record.Builder observed = Record.newBuilder().setObserved(telemetry.drain());
    writer.add(
        before -> new Command.Decision<>(List.of(observed), after -> true),
        telemetry.drainWaiting());
    write();
  }
}
