package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps clients out of the way of keep-warm bursts: from a burst's begin to its end, however long
 * that is, each call to its function on its node waits, never longer than {@link #LONGEST} from
 * when it came. Thread-safe.
 */
public final class BurstGate {

  /** The longest a client's call is deferred. */
  public static final Duration LONGEST = Duration.ofMillis(200);

  private final Map<Target, CountDownLatch> shut = new ConcurrentHashMap<>();

  private record Target(FunctionId function, NodeId node) {}

  /** A burst begins; {@link #open} must follow, whatever becomes of it. */
  public void close(FunctionId function, NodeId node) {
    shut.computeIfAbsent(new Target(function, node), each -> new CountDownLatch(1));
  }

  /** The burst has ended: calls that wait go on at once. */
  public void open(FunctionId function, NodeId node) {
    CountDownLatch latch = shut.remove(new Target(function, node));
    if (latch != null) {
      latch.countDown();
    }
  }

  /**
   * Waits for the end of a burst, if one runs, but not longer than {@link #LONGEST}.
   *
   * @param left what the call has left; one that has no more than that longest does not wait
   * @throws ActuationException if the thread is interrupted while it waits
   */
  public void pass(FunctionId function, NodeId node, Duration left) {
    CountDownLatch latch = shut.get(new Target(function, node));
    if (latch == null || left.compareTo(LONGEST) <= 0) {
      return;
    }
    try {
      boolean unused = latch.await(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ActuationException(
          ActuationException.Fault.UNAVAILABLE, "Interrupted while waiting.", "", e);
    }
  }
}
