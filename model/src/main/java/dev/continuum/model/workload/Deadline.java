package dev.continuum.model.workload;

import java.time.Duration;

/**
 * A percentile deadline on an application's latency.
 *
 * @param limit D_a
 * @param percentile p_a, in (0, 1): p95 is 0.95
 * @param hardness whether a route that misses it is forbidden or late
 */
public record Deadline(Duration limit, double percentile, Hardness hardness) {

  /** What missing a deadline means. */
  public enum Hardness {
    /** The device counts as late. */
    SOFT,
    /** The route is forbidden. */
    HARD
  }

  /** A soft deadline at the 95th percentile. */
  public static Deadline softP95(Duration limit) {
    return new Deadline(limit, 0.95, Hardness.SOFT);
  }
}
