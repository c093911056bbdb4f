package dev.continuum.model.evaluation;

import dev.continuum.model.quantity.Rounding;

/**
 * One instance of a rule: what a thing uses, what it may use.
 *
 * @param kind which rule
 * @param subject of what
 * @param use what is used, or asked for
 * @param limit what may be used, or is there
 * @param unit unit of both, the one that placements are judged in
 * @param excessPpm 0 if the rule holds; else how far the use is above the limit, ppm of the limit,
 *     up; 10^6 where the rule has no degrees
 */
public record RuleCheck(
    RuleKind kind, Subject subject, double use, double limit, Unit unit, long excessPpm) {

  /** What uses and limits are counted in. */
  public enum Unit {
    /** Client devices. */
    DEVICES,
    /** Warm instances. */
    INSTANCES,
    /** Octets. */
    BYTES,
    /** 10^-9 cores. */
    NANOCORES,
    /** 10^-9 requests a second. */
    NANO_REQUESTS_PER_SECOND,
    /** 10^-3 bits a second. */
    MILLIBITS_PER_SECOND,
    /** Accelerators. */
    ACCELERATORS,
    /** Microseconds. */
    MICROSECONDS,
    /** Seconds. */
    SECONDS,
    /** Failure domains. */
    ZONES,
    /** Places of one route. */
    PLACES,
    /** Functions. */
    FUNCTIONS,
    /** Artifacts. */
    ARTIFACTS,
    /** Changes of the current placement. */
    CHANGES,
    /** Things that must not be: the limit is 0. */
    FAULTS
  }

  /** Whether the rule does not hold. */
  public boolean broken() {
    return excessPpm > 0;
  }

  /** What is left of the limit; negative where the rule is broken. */
  public double slack() {
    return limit - use;
  }

  /** What is left of the limit, ppm of it; 0 where the limit is 0 or the rule is broken. */
  public long slackPpm() {
    return broken() || limit <= 0 || Double.isInfinite(limit)
        ? 0
        : Rounding.nearest((limit - use) / limit * Rounding.MICRO);
  }

  @Override
  public String toString() {
    return kind
        + " of "
        + subject
        + ": "
        + use
        + " of "
        + limit
        + " "
        + unit
        + (broken() ? ", " + excessPpm + " ppm above" : "");
  }
}
