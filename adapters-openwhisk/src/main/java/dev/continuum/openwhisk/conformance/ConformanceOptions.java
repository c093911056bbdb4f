package dev.continuum.openwhisk.conformance;

import java.time.Duration;

/**
 * What a run may do and must know.
 *
 * @param pauseGrace from ready to paused, as the server is configured
 * @param idleContainer from paused to removed, as the server is configured
 * @param most how long the whole run may take
 * @param intrusive whether to fill the server's memory and its throttles
 */
public record ConformanceOptions(
    Duration pauseGrace, Duration idleContainer, Duration most, boolean intrusive) {

  /** A stock server: 10 s and 10 min; twenty minutes at most. */
  public static final ConformanceOptions STOCK =
      new ConformanceOptions(
          Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(20), false);
}
