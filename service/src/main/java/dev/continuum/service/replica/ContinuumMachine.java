package dev.continuum.service.replica;

import com.google.protobuf.ByteString;
import dev.continuum.planner.Loop;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.proto.TelemetryServiceProto.Sample;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.Measured;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.StoreException;
import java.util.List;
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

  private final String stream;
  private final Loop loop;
  private final Surroundings around;
  private final LogWriter writer = new LogWriter();
  private final TelemetryIntake intake;
  private final Leadership leadership;
  private final Snapshots snapshots;
  private final List<Consumer<ContinuumView>> watchers = new CopyOnWriteArrayList<>();
  private final DomainEvents events = new DomainEvents();

  private ContinuumState state = ContinuumState.ABSENT;
  private Measured measured = new Measured();
  private long sequence;
  private long attempt;
  private long fence;
  private long leasedUntil;
  private String leader = "";
  private boolean reading;
  private boolean leasing;
  private boolean leading;
  private volatile ContinuumView view = new ContinuumView(ContinuumState.ABSENT, 0, false, 0);

  /** A machine that knows nothing yet. */
  public ContinuumMachine(String stream, Loop loop, Surroundings around) {
    this.stream = stream;
    this.loop = loop;
    this.around = around;
    this.intake = new TelemetryIntake(this, loop, around.timing().flushMillis());
    this.leadership = new Leadership(this, loop, around);
    this.snapshots = new Snapshots(stream, loop, around.store());
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
    loop.execute(() -> intake.report(new Telemetry.Batch(source, batch, samples), reply));
  }

  /**
   * Takes in what platforms counted themselves; thread-safe. It may come again and again: what is
   * known already has no effect.
   */
  public void counted(List<Sample> samples, Reply<Acknowledged> reply) {
    loop.execute(() -> intake.counted(samples, reply));
  }

  /** Tells what telemetry says now, of at most so many groups; thread-safe. */
  public void observations(int most, Consumer<Observations> to) {
    loop.execute(() -> to.accept(intake.observations(most)));
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
                .ifPresentOrElse(reply::done, () -> reply.refused(RefusedException.noLease()));
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

  /** Who leads as far as this replica knows; empty if it knows nobody. */
  String leader() {
    return leader;
  }

  ContinuumState state() {
    return state;
  }

  Measured measured() {
    return measured;
  }

  /** Writes telemetry; only while leading. */
  void append(Record.Builder observed, Reply<Boolean> reply) {
    writer.add(before -> new Command.Decision<>(List.of(observed), after -> true), reply);
    write();
  }

  /** Goes on with what waits. */
  void advance() {
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
            store -> Claim.of(store, stream, around.owner().name(), around.timing().leaseMillis()),
            outcome -> {
              leasing = false;
              switch (outcome) {
                case StorePort.Outcome.Done<Claim>(Claim claim) -> {
                  beat(claim.head(), claim.fence(), until);
                  if (claim.fence().isEmpty()) {
                    writer.failed(RefusedException.notLeader(leader));
                  }
                }
                case StorePort.Outcome.Failed<Claim>(var cause) ->
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
      intake.refuse(told);
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
      snapshots.offer(sequence, state, measured);
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
            store -> LogRead.of(store, stream, from, READ_AT_ONCE),
            outcome -> {
              reading = false;
              if (outcome instanceof StorePort.Outcome.Done<LogRead>(LogRead value)) {
                taken(value);
              }
            });
  }

  private void taken(LogRead value) {
    value.snapshot().filter(kept -> kept.sequence() > sequence).ifPresent(this::restore);
    for (Store.Entry entry : value.entries()) {
      if (entry.sequence() == sequence + 1) {
        apply(LogRead.parsed(stream, entry));
      }
    }
    publish();
    if (value.entries().size() >= READ_AT_ONCE) {
      read();
    }
  }

  private void restore(Store.Entry kept) {
    ContinuumSnapshot snapshot = LogRead.snapshot(stream, kept);
    state = ContinuumState.of(snapshot);
    measured = Measured.of(snapshot);
    sequence = kept.sequence();
    snapshots.kept(kept.sequence());
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
}
