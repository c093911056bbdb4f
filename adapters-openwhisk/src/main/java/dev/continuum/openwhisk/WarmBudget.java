package dev.continuum.openwhisk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** Warm-up calls in any minute. Thread-safe. */
final class WarmBudget {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int perMinute;
  private final InstantSource clock;
  private final Deque<Instant> spent = new ArrayDeque<>();

  WarmBudget(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** Zero and counted if so many calls may be sent now, else how long to wait and ask again. */
  synchronized Duration take(int calls) {
    Instant now = clock.instant();
    while (!spent.isEmpty() && !spent.getFirst().plus(MINUTE).isAfter(now)) {
      spent.removeFirst();
    }
    if (spent.isEmpty() || spent.size() + calls <= perMinute) {
      for (int i = 0; i < calls; i++) {
        spent.addLast(now);
      }
      return Duration.ZERO;
    }
    return Duration.between(now, spent.getFirst().plus(MINUTE)).plusMillis(1);
  }
}
