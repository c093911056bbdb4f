package dev.continuum.openwhisk;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.BurstGate;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.openwhisk.rest.WhiskClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps exactly what a plan warmed: one burst of as many held calls as instances, some time before
 * the first of them would go. Calls of clients that reach them all put the burst off, to the same
 * time before the first would go. Surplus is never called, so it goes by itself. Not concurrently
 * with itself; its counts may be read from any thread.
 */
public final class WarmKeeper {

  /** The share of an instance's life after which it is called again. */
  private static final double SHARE = 0.7;

  /** How long after a burst the records of its calls are surely there. */
  private static final Duration RECORDED = Duration.ofSeconds(5);

  private final Parts parts;
  private final WhiskSettings settings;
  private final BurstGate gate;
  private final InstantSource clock;
  private final Map<String, Instant> due = new TreeMap<>();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong regrown = new AtomicLong();
  private final AtomicLong harmed = new AtomicLong();
  private final Map<String, Harm> unread = new TreeMap<>();

  /**
   * A burst whose harm is not known yet: records of calls come late.
   *
   * @param from when it began
   * @param upto when it had ended
   * @param own cold starts that were its own
   */
  private record Harm(Instant from, Instant upto, int own) {}

  record Parts(WhiskClient client, Ledger ledger, WarmUp warmUp, InstanceEstimate estimate) {}

  WarmKeeper(Parts parts, WhiskSettings settings, BurstGate gate, InstantSource clock) {
    this.parts = parts;
    this.settings = settings;
    this.gate = gate;
    this.clock = clock;
  }

  /** Does what is due, and says how long nothing will be. */
  public Duration tick() {
    Duration period = Duration.ofMillis(Math.round(settings.life().toMillis() * SHARE));
    Instant next = readHarms(clock.instant()).orElse(clock.instant().plus(period));
    for (Map.Entry<String, Ledger.Warmed> each : parts.ledger().warmed().entrySet()) {
      String action = each.getKey();
      Ledger.Warmed warmed = each.getValue();
      Instant at = due.getOrDefault(action, warmed.at().plus(period));
      if (warmed.count() > 0 && !at.isAfter(clock.instant())) {
        at = putOff(action, warmed, period);
        if (!at.isAfter(clock.instant())) {
          at =
              keep(action, warmed)
                  .map(since -> since.plus(period))
                  .orElseGet(() -> clock.instant().plus(settings.life().minus(period)));
        }
      }
      due.put(action, at);
      next = at.isBefore(next) ? at : next;
    }
    Duration wait = Duration.between(clock.instant(), next);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** When the first instance of the plan will have that age, if nobody calls it again. */
  private Instant putOff(String action, Ledger.Warmed warmed, Duration period) {
    Optional<Instant> seen = parts.estimate().reached(action, clock.instant(), warmed.count());
    seen.ifPresent(at -> remember(action, warmed, at));
    return seen.map(at -> at.plus(period)).orElse(Instant.MIN);
  }

  /**
   * Calls all instances, and grows those that had gone.
   *
   * @return when the first of them had answered; empty where that failed
   */
  private Optional<Instant> keep(String action, Ledger.Warmed warmed) {
    var found = parts.client().action(action);
    if (found.isEmpty()) {
      return Optional.of(clock.instant());
    }
    FunctionId function =
        new FunctionId(Annotations.text(found.get(), Annotations.FUNCTION).orElse(action));
    NodeId node = new NodeId(Annotations.text(found.get(), Annotations.NODE).orElse("?"));
    try {
      readHarm(action);
      parts.warmUp().afford(warmed.count());
      Instant from = clock.instant();
      WarmUp.Burst burst = shielded(action, warmed.count(), function, node);
      unread.put(action, new Harm(from, clock.instant(), burst.cold()));
      calls.addAndGet(warmed.count());
      Instant since = burst.since();
      if (burst.instances().size() < warmed.count()) {
        regrown.incrementAndGet();
        since = parts.warmUp().grow(action, warmed.count(), settings.growHold()).since();
      }
      remember(action, warmed, since);
      return Optional.of(since);
    } catch (ActuationException e) {
      return Optional.empty();
    }
  }

  /** A burst that clients of the router wait for. */
  private WarmUp.Burst shielded(String action, int count, FunctionId function, NodeId node) {
    gate.close(function, node);
    try {
      return parts.warmUp().send(action, count, settings.keepHold());
    } finally {
      gate.open(function, node);
    }
  }

  private void remember(String action, Ledger.Warmed warmed, Instant at) {
    Ledger.Warmed latest = parts.ledger().warmed().get(action);
    if (latest != null && latest.version().equals(warmed.version()) && latest.at().isBefore(at)) {
      parts.ledger().warmed(action, new Ledger.Warmed(latest.version(), latest.count(), at));
    }
  }

  /** Reads the harm of bursts whose records are there; when the next one's will be, if any. */
  private Optional<Instant> readHarms(Instant now) {
    for (String action : List.copyOf(unread.keySet())) {
      Harm burst = unread.get(action);
      if (burst != null && !burst.upto().plus(RECORDED).isAfter(now)) {
        try {
          readHarm(action);
        } catch (ActuationException e) {
          // Given up: it is a count, and the server has other worries.
        }
      }
    }
    return unread.values().stream()
        .map(burst -> burst.upto().plus(RECORDED))
        .min(Comparator.naturalOrder());
  }

  /** Client calls that met a cold start while the last burst held their instances. */
  private void readHarm(String action) {
    Harm burst = unread.remove(action);
    if (burst != null) {
      long cold =
          parts.client().activations(action, burst.from(), burst.upto()).stream()
              .filter(each -> Annotations.has(each, "initTime"))
              .count();
      harmed.addAndGet(Math.max(0, cold - burst.own()));
    }
  }

  /**
   * Calls of clients, past the router, that met a cold start while a burst held the instances; a
   * burst is counted some seconds later, when the records of its calls are there.
   */
  public long harmed() {
    return harmed.get();
  }

  /** Keep-alive calls so far. */
  public long calls() {
    return calls.get();
  }

  /** How often instances had gone and were grown again. */
  public long regrown() {
    return regrown.get();
  }
}
