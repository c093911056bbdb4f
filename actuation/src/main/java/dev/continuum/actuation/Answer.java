package dev.continuum.actuation;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a call.
 *
 * @param outcome how it ended
 * @param body the result, a JSON object; an error's text when there is none
 * @param coldStart whether the call initialised its instance; empty if unknown
 * @param queued from acceptance to the start of the run, where the platform says
 * @param initialisation of the instance, where this call paid for it
 * @param run of the function itself, where the platform says
 * @param instance identity of the instance that answered, where the function tells
 */
public record Answer(
    Outcome outcome,
    String body,
    Optional<Boolean> coldStart,
    Optional<Duration> queued,
    Optional<Duration> initialisation,
    Optional<Duration> run,
    Optional<String> instance) {

  /** How a call ended. */
  public enum Outcome {
    /** With a result. */
    SUCCESS,
    /** The function failed: another domain would fail too. */
    APPLICATION_ERROR,
    /** Refused for a limit: another domain may do. */
    THROTTLED,
    /** No answer by the deadline. */
    TIMEOUT,
    /** The platform failed or cannot be reached: another domain may do. */
    UNAVAILABLE,
    /** Not deployed there, or not allowed: another domain may do. */
    REJECTED;

    /** Whether a call to another domain may end better. */
    public boolean mayFallBack() {
      return this != SUCCESS && this != APPLICATION_ERROR;
    }
  }

  /** An answer of which nothing but the outcome is known. */
  public static Answer of(Outcome outcome, String body) {
    return new Answer(
        outcome,
        body,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** This, as telemetry keeps it. */
  public Answer withoutBody() {
    return new Answer(outcome, "", coldStart, queued, initialisation, run, instance);
  }
}
