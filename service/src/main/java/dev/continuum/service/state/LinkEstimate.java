package dev.continuum.service.state;

import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.workload.AccessLink;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What telemetry says of the access link of a group, as quantiles over event time that weigh each
 * minute by its requests.
 *
 * @param medianRttMs of round trips, ms
 * @param lowRttMs the twentieth part of them that is fastest is faster, ms; empty for few samples
 * @param upMbitPerS median bandwidth from a device
 * @param downMbitPerS median bandwidth to a device
 */
public record LinkEstimate(
    OptionalDouble medianRttMs,
    OptionalDouble lowRttMs,
    OptionalDouble upMbitPerS,
    OptionalDouble downMbitPerS) {

  /** Of fewer samples only the median counts. */
  static final int LEAST_SAMPLES = 20;

  /**
   * A round trip has the jitter of two transfers, each exponential: their sum is a gamma law of
   * shape 2, whose quantiles at a twentieth and at a half these are, for a mean jitter of 1.
   */
  private static final double LOW = 0.3554;

  private static final double MEDIAN = 1.6783;

  /** Of one round trip. */
  static LinkEstimate ofRtt(double millis) {
    return new LinkEstimate(
        OptionalDouble.of(millis),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /** Whether anything differs from another estimate by more than a share of that. */
  public boolean differs(LinkEstimate other, double share) {
    return differ(medianRttMs, other.medianRttMs, share)
        || differ(lowRttMs, other.lowRttMs, share)
        || differ(upMbitPerS, other.upMbitPerS, share)
        || differ(downMbitPerS, other.downMbitPerS, share);
  }

  private static boolean differ(OptionalDouble one, OptionalDouble other, double share) {
    return one.isPresent() != other.isPresent()
        || Math.abs(one.orElse(0) - other.orElse(0)) > share * other.orElse(0);
  }

  /**
   * A link as declared, by what was measured of it: with enough samples latency and jitter are
   * those whose law has the two quantiles, else half the median is the latency.
   */
  AccessLink of(AccessLink declared) {
    Duration latency = declared.latency();
    Duration jitter = declared.jitter();
    if (medianRttMs.isPresent() && lowRttMs.isPresent()) {
      double mean =
          Math.max(0, medianRttMs.getAsDouble() - lowRttMs.getAsDouble()) / (MEDIAN - LOW);
      jitter = millis(mean);
      latency = millis(Math.max(0, lowRttMs.getAsDouble() - LOW * mean) / 2);
    } else if (medianRttMs.isPresent()) {
      latency = millis(medianRttMs.getAsDouble() / 2);
    }
    return new AccessLink(
        latency,
        jitter,
        upMbitPerS.isPresent()
            ? Bandwidth.megabitsPerSecond(upMbitPerS.getAsDouble())
            : declared.up(),
        downMbitPerS.isPresent()
            ? Bandwidth.megabitsPerSecond(downMbitPerS.getAsDouble())
            : declared.down(),
        declared.utilisationCap());
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }
}
