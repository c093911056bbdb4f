package dev.continuum.openwhisk.conformance;

import dev.continuum.actuation.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps our calls below a namespace's calls per minute, whichever way its minutes begin. */
final class Pace {

  private static final Duration WINDOW = Duration.ofSeconds(61);

  private final int perWindow;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Deque<Instant> sent = new ArrayDeque<>();

  Pace(int perMinute, InstantSource clock, Sleeper sleeper) {
    this.perWindow = Math.max(1, perMinute - Math.max(2, perMinute / 15));
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Waits until so many calls more are allowed, and counts them. */
  void take(int calls) {
    while (true) {
      Duration wait;
      synchronized (sent) {
        Instant now = clock.instant();
        while (!sent.isEmpty() && sent.getFirst().isBefore(now.minus(WINDOW))) {
          sent.removeFirst();
        }
        if (sent.isEmpty() || sent.size() + calls <= perWindow) {
          for (int i = 0; i < calls; i++) {
            sent.addLast(now);
          }
          return;
        }
        wait = Duration.between(now, sent.getFirst().plus(WINDOW));
      }
      sleeper.sleep(wait.plusMillis(50));
    }
  }
}
