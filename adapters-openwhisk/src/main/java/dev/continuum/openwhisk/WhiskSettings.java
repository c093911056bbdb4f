package dev.continuum.openwhisk;

import dev.continuum.model.quantity.Memory;
import java.time.Duration;
import java.util.Optional;

/**
 * What the adapter must know of a domain that its API does not tell, and how it behaves there.
 *
 * @param pauseGrace from ready to paused, as the invokers are configured
 * @param idleContainer from paused to removed, as the invokers are configured
 * @param logsMb log limit of our actions; above 0 an answer comes before its instance is free, and
 *     a client in a hurry starts further instances; at 0 the platform keeps no logs of our
 *     functions
 * @param warmUpsPerMinute most calls a minute that warm or keep warm
 * @param growHold how long growing calls are held; longer than their submissions are spread
 * @param keepHold how long keep-alive calls are held
 * @param memory memory of all instances of the domain together, if known
 */
public record WhiskSettings(
    Duration pauseGrace,
    Duration idleContainer,
    int logsMb,
    int warmUpsPerMinute,
    Duration growHold,
    Duration keepHold,
    Optional<Memory> memory) {

  /** A stock OpenWhisk: 10 s and 10 min; half of its 60 calls a minute for warming. */
  public static final WhiskSettings STOCK =
      new WhiskSettings(
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          0,
          30,
          Duration.ofSeconds(1),
          Duration.ofMillis(150),
          Optional.empty());

  /** How long an instance lives after its last call. */
  public Duration life() {
    return pauseGrace.plus(idleContainer);
  }

  /** This, with other times of the pool. */
  public WhiskSettings withTimes(Duration pause, Duration idle) {
    return new WhiskSettings(pause, idle, logsMb, warmUpsPerMinute, growHold, keepHold, memory);
  }

  /** This, with another budget of warm-up calls. */
  public WhiskSettings withWarmUpsPerMinute(int calls) {
    return new WhiskSettings(pauseGrace, idleContainer, logsMb, calls, growHold, keepHold, memory);
  }

  /** This, of a domain with so much memory. */
  public WhiskSettings withMemory(Memory all) {
    return new WhiskSettings(
        pauseGrace, idleContainer, logsMb, warmUpsPerMinute, growHold, keepHold, Optional.of(all));
  }
}
