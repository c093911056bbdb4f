package dev.continuum.model.workload;

import java.time.Duration;
import java.util.List;

/**
 * Measured service time of a function on a class of processor, without waiting or start-up.
 *
 * @param mean mean service time of a call
 * @param scv squared coefficient of variation, used for a gamma law where no percentiles are given
 * @param percentiles points of the quantile function in ascending order, or empty
 */
public record ServiceProfile(Duration mean, double scv, List<Percentile> percentiles) {

  /** Copies the list. */
  public ServiceProfile {
    percentiles = List.copyOf(percentiles);
  }

  /** A gamma law with this mean and squared coefficient of variation. */
  public static ServiceProfile gamma(Duration mean, double scv) {
    return new ServiceProfile(mean, scv, List.of());
  }

  /**
   * One point of a quantile function.
   *
   * @param probability in [0, 1]
   * @param value the service time that is exceeded with probability 1 - probability
   */
  public record Percentile(double probability, Duration value) {}
}
