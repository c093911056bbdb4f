package dev.continuum.datasets.importer;

/** What a NEPTUNE request is to minimise; the first step of its two. */
public enum NeptuneObjective {
  /** Σ δ λ x, the total delay of requests ({@code NeptuneMinDelay}). */
  DELAY,
  /** Σ n, nodes in use ({@code NeptuneMinUtilization}). */
  UTILIZATION,
  /**
   * (α/N) Σ n + (1-α) Σ λ δ x / W with W = Σ λ_fi max_j δ_ij ({@code
   * NeptuneMinDelayAndUtilization}, its default). α is taken from the file's {@code
   * solver.args.alpha}, else 0.5.
   */
  DELAY_AND_UTILIZATION,
  /** Whichever the file's {@code solver.type} names. */
  AS_FILED
}
