package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps clients out of the way of keep-warm bursts: while one runs, calls to its function on its
 * node are deferred, never longer than {@link #LONGEST}. Thread-safe.
 */
public final class BurstGate {

  /** The longest a client's call is deferred. */
  public static final Duration LONGEST = Duration.ofMillis(200);

  private final InstantSource clock;
  private final Map<Target, java.time.Instant> until = new ConcurrentHashMap<>();

  private record Target(FunctionId function, NodeId node) {}

  /** With this clock. */
  public BurstGate(InstantSource clock) {
    this.clock = clock;
  }

  /** A burst begins that lasts about so long. */
  public void close(FunctionId function, NodeId node, Duration length) {
    Duration shut = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    until.put(new Target(function, node), clock.instant().plus(shut));
  }

  /** The burst has ended. */
  public void open(FunctionId function, NodeId node) {
    until.remove(new Target(function, node));
  }

  /** How long a call should wait now; zero if it need not. */
  public Duration deferral(FunctionId function, NodeId node) {
    java.time.Instant end = until.get(new Target(function, node));
    if (end == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), end);
    return left.isPositive() ? left : Duration.ZERO;
  }
}
