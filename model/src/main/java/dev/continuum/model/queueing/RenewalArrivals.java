package dev.continuum.model.queueing;

/**
 * Times between arrivals of mean 1 as a renewal process known by two moments: gamma below a squared
 * coefficient of variation of 1 (constant at 0), hyperexponential of two phases with balanced means
 * above.
 *
 * <p>Source of the fit: W. Whitt, Approximating a point process by a renewal process, Operations
 * Research 30(1), 1982, DOI 10.1287/opre.30.1.125.
 */
record RenewalArrivals(double scv) {

  /** The Laplace transform E[e^{-s A}], s >= 0. */
  private double transform(double s) {
    if (scv == 0) {
      return StrictMath.exp(-s);
    }
    if (scv <= 1) {
      return StrictMath.exp(-StrictMath.log1p(scv * s) / scv);
    }
    double share = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
    return 2 * share * share / (2 * share + s)
        + 2 * (1 - share) * (1 - share) / (2 * (1 - share) + s);
  }

  /**
   * The exact P(W > 0) of GI/M/m with these arrivals. O(m).
   *
   * <p>Source: L. Takács, Introduction to the Theory of Queues, Oxford 1962, chapter 2, theorem 3.
   */
  double probabilityOfWait(int servers, double offeredErlang) {
    double idleRoot = idleRoot(servers, offeredErlang);
    double sum = 0;
    double product = 1;
    for (int j = 1; j <= servers && sum < Double.MAX_VALUE; j++) {
      double met = transform(j / offeredErlang);
      product *= (servers - j + 1.0) / j * (1 - met) / met;
      double top = servers * (1 - met) - j;
      double bottom = servers * idleRoot - j;
      // Both vanish at the root of the characteristic equation; their ratio does not.
      double ratio =
          Math.abs(bottom) < 1e-7 * j ? slopeRatio(servers, offeredErlang, j) : top / bottom;
      sum += product / (1 - met) * ratio;
    }
    return 1 / (1 + idleRoot * sum);
  }

  private double slopeRatio(int servers, double offeredErlang, int j) {
    double width = 1e-4 * j;
    double rise = transform((j - width) / offeredErlang) - transform((j + width) / offeredErlang);
    return 1 - servers * rise / (2 * width);
  }

  /** 1 - σ, with σ < 1 the root of σ = E[e^{-m (1-σ) A}] for service rate 1. */
  private double idleRoot(int servers, double offeredErlang) {
    double low = 0;
    double high = 1;
    for (int step = 0; step < 100 && high - low > 1e-15 * high; step++) {
      double middle = (low + high) / 2;
      if (transform(servers * middle / offeredErlang) < 1 - middle) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
