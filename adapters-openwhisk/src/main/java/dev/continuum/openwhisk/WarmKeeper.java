package dev.continuum.openwhisk;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.BurstGate;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.openwhisk.rest.WhiskClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps exactly what a plan warmed: one burst of as many held calls as instances, shortly before
 * the first of them would go; none where clients' calls have just reached them all. Surplus is
 * never called, so it goes by itself. Not concurrently with itself.
 */
public final class WarmKeeper {

  /** The share of an instance's life after which it is called again. */
  private static final double SHARE = 0.7;

  private final Parts parts;
  private final WhiskSettings settings;
  private final BurstGate gate;
  private final InstantSource clock;
  private final Map<String, Instant> due = new TreeMap<>();
  private long calls;
  private long regrown;

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
    Instant next = clock.instant().plus(period);
    for (Map.Entry<String, Ledger.Warmed> each : parts.ledger().warmed().entrySet()) {
      String action = each.getKey();
      Ledger.Warmed warmed = each.getValue();
      Instant at = due.getOrDefault(action, warmed.at().plus(period));
      if (warmed.count() > 0 && !at.isAfter(clock.instant())) {
        keep(action, warmed, period);
        at = clock.instant().plus(period);
      }
      due.put(action, at);
      next = at.isBefore(next) ? at : next;
    }
    Duration wait = Duration.between(clock.instant(), next);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private void keep(String action, Ledger.Warmed warmed, Duration period) {
    Instant now = clock.instant();
    // Instances that clients have called in this period live beyond the next one.
    Duration recent = settings.life().minus(period);
    if (parts.estimate().within(action, now, recent) < warmed.count()) {
      var found = parts.client().action(action);
      if (found.isEmpty()) {
        return;
      }
      FunctionId function =
          new FunctionId(Annotations.text(found.get(), Annotations.FUNCTION).orElse(action));
      NodeId node = new NodeId(Annotations.text(found.get(), Annotations.NODE).orElse("?"));
      try {
        gate.close(function, node, settings.keepHold());
        WarmUp.Burst burst = parts.warmUp().burst(action, warmed.count(), settings.keepHold());
        calls += warmed.count();
        gate.open(function, node);
        if (burst.instances().size() < warmed.count()) {
          regrown++;
          parts.warmUp().grow(action, warmed.count(), settings.growHold());
        }
      } catch (ActuationException e) {
        gate.open(function, node);
        return;
      }
    }
    Ledger.Warmed latest = parts.ledger().warmed().get(action);
    if (latest != null && latest.version().equals(warmed.version())) {
      parts
          .ledger()
          .warmed(action, new Ledger.Warmed(latest.version(), latest.count(), clock.instant()));
    }
  }

  /** Keep-alive calls so far. */
  public long calls() {
    return calls;
  }

  /** How often instances had gone and were grown again. */
  public long regrown() {
    return regrown;
  }
}
