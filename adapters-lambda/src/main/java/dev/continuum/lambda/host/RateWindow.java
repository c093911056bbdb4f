package dev.continuum.lambda.host;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many events within any window of a length. Guarded by the registry's lock. */
final class RateWindow {

  private final long lengthNanos;
  private final Deque<Long> events = new ArrayDeque<>();

  RateWindow(Duration length) {
    this.lengthNanos = length.toNanos();
  }

  /** Whether one more is within the limit now. */
  boolean allows(long nanos, long most) {
    while (!events.isEmpty() && nanos - events.getFirst() >= lengthNanos) {
      events.removeFirst();
    }
    return events.size() < most;
  }

  /** Counts one. */
  void add(long nanos) {
    events.addLast(nanos);
  }
}
