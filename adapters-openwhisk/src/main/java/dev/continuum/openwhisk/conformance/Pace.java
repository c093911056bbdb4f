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

  /** Waits until so many calls more, or all of a minute's, would be allowed. */
  void await(int calls) {
    int wanted = Math.min(calls, perWindow);
    while (true) {
      Duration wait;
      synchronized (sent) {
        wait = until(wanted);
      }
      if (wait.isZero()) {
        return;
      }
      sleeper.sleep(wait);
    }
  }

  /** Waits until so many calls more are allowed, and counts them. */
  void take(int calls) {
    while (true) {
      Duration wait;
      synchronized (sent) {
        wait = until(calls);
        if (wait.isZero()) {
          for (int i = 0; i < calls; i++) {
            sent.addLast(clock.instant());
          }
          return;
        }
      }
      sleeper.sleep(wait);
    }
  }

  /** How long until so many calls more are allowed; zero if they are. */
  private Duration until(int calls) {
    Instant now = clock.instant();
    while (!sent.isEmpty() && sent.getFirst().isBefore(now.minus(WINDOW))) {
      sent.removeFirst();
    }
    return sent.isEmpty() || sent.size() + calls <= perWindow
        ? Duration.ZERO
        : Duration.between(now, sent.getFirst().plus(WINDOW)).plusMillis(50);
  }
}
