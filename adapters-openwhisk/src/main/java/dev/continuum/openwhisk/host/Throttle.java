package dev.continuum.openwhisk.host;

import java.time.InstantSource;

/**
 * The throttles of one namespace: calls in the running minute, rejected ones too, and calls in
 * flight. Thread-safe.
 */
final class Throttle {

  private static final long MINUTE_MILLIS = 60_000;

  private final HostOptions.Limits limits;
  private final InstantSource clock;
  private long minute;
  private int count;
  private int inFlight;

  Throttle(HostOptions.Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** Lets a call in, to be followed by {@link #leave}, or rejects it with 429. */
  synchronized void enter() {
    long now = clock.millis() / MINUTE_MILLIS;
    if (now != minute) {
      minute = now;
      count = 0;
    }
    count++;
    if (count > limits.perMinute()) {
      throw new RestException(
          429,
          "Too many requests in the last minute (count: "
              + count
              + ", allowed: "
              + limits.perMinute()
              + ").");
    }
    if (inFlight >= limits.concurrent()) {
      throw new RestException(
          429,
          "Too many concurrent requests in flight (count: "
              + (inFlight + 1)
              + ", allowed: "
              + limits.concurrent()
              + ").");
    }
    inFlight++;
  }

  /** The call has ended. */
  synchronized void leave() {
    inFlight--;
  }
}
