package dev.continuum.simulator.random;

import dev.continuum.model.workload.ServiceProfile;
import java.time.Duration;
import java.util.List;

/**
 * The law of a non-negative time. Immutable and thread-safe; a draw takes O(1), of a measured law
 * O(log percentiles).
 */
public final class Law {

  private enum Kind {
    CONSTANT,
    EXPONENTIAL,
    GAMMA,
    MIXED_EXPONENTIAL,
    LOG_NORMAL,
    MEASURED
  }

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double[] NONE = {};

  private final Kind kind;
  private final double meanNanos;
  private final double one;
  private final double two;
  private final double three;
  private final double[] probabilities;
  private final double[] nanos;

  private Law(
      Kind kind, double meanNanos, double[] parameters, double[] probabilities, double[] nanos) {
    this.kind = kind;
    this.meanNanos = meanNanos;
    this.one = parameters.length > 0 ? parameters[0] : 0;
    this.two = parameters.length > 1 ? parameters[1] : 0;
    this.three = parameters.length > 2 ? parameters[2] : 0;
    this.probabilities = probabilities;
    this.nanos = nanos;
  }

  private static Law of(Kind kind, double meanNanos, double... parameters) {
    return new Law(kind, meanNanos, parameters, NONE, NONE);
  }

  /** Always the same. */
  public static Law constant(Duration time) {
    return of(Kind.CONSTANT, (double) time.toNanos());
  }

  /** An exponential time. */
  public static Law exponential(double meanSeconds) {
    return of(Kind.EXPONENTIAL, meanSeconds * NANOS_PER_SECOND);
  }

  /** A gamma time; a constant where scv is 0, exponential where it is 1. */
  public static Law gamma(double meanSeconds, double scv) {
    double mean = meanSeconds * NANOS_PER_SECOND;
    if (scv == 0) {
      return of(Kind.CONSTANT, mean);
    }
    return scv == 1 ? of(Kind.EXPONENTIAL, mean) : of(Kind.GAMMA, mean, 1 / scv, mean * scv);
  }

  /**
   * Gaps of a renewal stream: gamma up to scv 1, above it two exponentials with balanced means
   * (Whitt 1982, DOI 10.1287/opre.30.1.125), as measured bursts have.
   */
  public static Law renewal(double meanSeconds, double scv) {
    return scv <= 1 ? gamma(meanSeconds, scv) : mixedExponential(meanSeconds, scv);
  }

  /** Two exponentials with balanced means, scv above 1. */
  public static Law mixedExponential(double meanSeconds, double scv) {
    if (!(scv > 1)) {
      throw new IllegalArgumentException("The scv (" + scv + ") of a mixture must be above 1.");
    }
    double mean = meanSeconds * NANOS_PER_SECOND;
    double p = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
    return of(Kind.MIXED_EXPONENTIAL, mean, p, mean / (2 * p), mean / (2 * (1 - p)));
  }

  /** A log-normal time by its mean and squared coefficient of variation. */
  public static Law logNormal(double meanSeconds, double scv) {
    double variance = Math.log1p(scv);
    double mean = meanSeconds * NANOS_PER_SECOND;
    return of(Kind.LOG_NORMAL, mean, Math.log(mean) - variance / 2, Math.sqrt(variance));
  }

  /** The service time of a profile: its percentiles if it has any, else a gamma law. */
  public static Law of(ServiceProfile profile) {
    if (profile.percentiles().isEmpty()) {
      return gamma(profile.mean().toNanos() / NANOS_PER_SECOND, profile.scv());
    }
    return measured(profile.percentiles(), (double) profile.mean().toNanos());
  }

  /**
   * Linear between the percentiles, an exponential tail beyond the last one with what the mean
   * still lacks: the reading of the model's {@code LatencyLaw.empirical}.
   */
  private static Law measured(List<ServiceProfile.Percentile> points, double meanNanos) {
    MeasuredTail tail = MeasuredTail.of(points, meanNanos);
    return new Law(
        Kind.MEASURED,
        meanNanos,
        new double[] {tail.excessNanos()},
        tail.probabilities(),
        tail.nanos());
  }

  /** The mean, ns. */
  public double meanNanos() {
    return meanNanos;
  }

  /** Whether what is left of it does not depend on what has passed. */
  public boolean isMemoryless() {
    return kind == Kind.EXPONENTIAL;
  }

  /** A draw, ns. */
  public long nanos(RandomStream random) {
    return (long)
        switch (kind) {
          case CONSTANT -> meanNanos;
          case EXPONENTIAL -> meanNanos * random.nextExponential();
          case GAMMA -> two * GammaDraw.standard(random, one);
          case MIXED_EXPONENTIAL ->
              (random.nextDouble() < one ? two : three) * random.nextExponential();
          case LOG_NORMAL -> Math.exp(one + two * random.nextGaussian());
          case MEASURED -> measured(random.nextDouble());
        };
  }

  private double measured(double u) {
    int last = probabilities.length - 1;
    if (u >= probabilities[last]) {
      double beyond = 1 - probabilities[last];
      return nanos[last] - (beyond > 0 ? one * Math.log((1 - u) / beyond) : 0);
    }
    int low = 0;
    int high = last;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (probabilities[middle] <= u) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double share = (u - probabilities[low]) / (probabilities[high] - probabilities[low]);
    return nanos[low] + share * (nanos[high] - nanos[low]);
  }
}
