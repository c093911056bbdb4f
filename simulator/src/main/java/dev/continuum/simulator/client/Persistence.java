package dev.continuum.simulator.client;

import java.time.Duration;
import java.util.Optional;

/**
 * What a client does beyond its first attempt.
 *
 * @param attempts how often a request is tried in all, 1 for no retry
 * @param backOff pause before the first retry, doubled for each further one
 * @param fallBack whether retries walk down the list of other places (near to far, then the
 *     device) rather than repeat the first choice
 * @param hedgeAfter time without an answer after which the request is also sent to the next place
 */
public record Persistence(
    int attempts, Duration backOff, boolean fallBack, Optional<Duration> hedgeAfter) {

  /** One attempt. */
  public static final Persistence NONE =
      new Persistence(1, Duration.ZERO, false, Optional.empty());

  /** Three attempts, walking down the list of places. */
  public static final Persistence FALL_BACK =
      new Persistence(3, Duration.ZERO, true, Optional.empty());

  /** Checks ranges. */
  public Persistence {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("The attempts (" + attempts + ") must be 1 to 100.");
    }
  }

  /** This, with hedging. */
  public Persistence hedged(Duration after) {
    return new Persistence(attempts, backOff, fallBack, Optional.of(after));
  }

  /** Whether other places than the first choice may be needed. */
  public boolean needsOthers() {
    return fallBack || hedgeAfter.isPresent();
  }
}
