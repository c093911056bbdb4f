package dev.continuum.model.queueing;

/**
 * How many warm slots a load needs (rule 2 of the model). A slot serves one call at a time.
 * Immutable; each check is O(sqrt c) and deterministic to the bit.
 */
public sealed interface SizingRule {

  /**
   * Whether c slots carry a load of so many Erlang under this rule alone (no rate limit, no floor).
   *
   * @param slots c >= 0
   * @param offeredErlang a, arrival rate × mean service time
   * @param serviceSeconds mean service time S
   */
  boolean carries(int slots, double offeredErlang, double serviceSeconds);

  /**
   * Calls queue: P(W > τ) = C(c,a) e^{-(c-a) τ/(S φ)} <= ε, and a < c. Source: {@link ErlangC},
   * {@link AllenCunneen}.
   *
   * @param waitBudgetSeconds τ >= 0
   * @param epsilon ε in (0, 1], the share of calls that may wait longer than τ
   * @param variability φ = (c²_a + c²_f)/2 > 0
   */
  record ErlangQueue(double waitBudgetSeconds, double epsilon, double variability)
      implements SizingRule {

    /** Checks ranges. */
    public ErlangQueue {
      Arguments.nonNegative(waitBudgetSeconds, "wait budget in seconds");
      Arguments.positiveProbability(epsilon, "overflow probability");
      Arguments.positive(variability, "variability of the queue");
    }

    @Override
    public boolean carries(int slots, double offeredErlang, double serviceSeconds) {
      return offeredErlang == 0
          || (offeredErlang < slots
              && ErlangC.tail(slots, offeredErlang, waitInServices(serviceSeconds)) <= epsilon);
    }

    /** τ/(S φ). */
    double waitInServices(double serviceSeconds) {
      return waitBudgetSeconds / (serviceSeconds * variability);
    }
  }

  /**
   * A call that finds all slots busy starts a new instance: B(c/z, a/z) <= ε. For Poisson arrivals
   * z = 1 and this is {@link ErlangB}, which holds for every service law; bursts are served as if z
   * calls took z slots together (Hayward's approximation: A. A. Fredericks, Congestion in blocking
   * systems, Bell System Technical Journal 59, 1980). ε = 1 is scale to zero: no slot is ever
   * needed.
   *
   * @param epsilon ε in (0, 1], the share of calls that may meet a cold start
   * @param peakedness z >= 1, of arrivals; see {@link #peakedness}
   */
  record ErlangColdStart(double epsilon, double peakedness) implements SizingRule {

    /** Checks ranges. */
    public ErlangColdStart {
      Arguments.positiveProbability(epsilon, "overflow probability");
      Arguments.positive(peakedness, "peakedness");
      if (peakedness < 1) {
        throw new IllegalArgumentException("The peakedness (" + peakedness + ") must be >= 1.");
      }
    }

    /** For Poisson arrivals. */
    public ErlangColdStart(double epsilon) {
      this(epsilon, 1);
    }

    /** z = (1 + c²_a)/2 of a renewal stream that is fast beside the service; at least 1. */
    public static double peakedness(double arrivalScv) {
      return Math.max(1, (1 + arrivalScv) / 2);
    }

    @Override
    public boolean carries(int slots, double offeredErlang, double serviceSeconds) {
      return epsilon == 1 || offeredErlang == 0 || overflow(slots, offeredErlang) <= epsilon;
    }

    /** B(c/z, a/z), the share of calls that find all slots busy. */
    public double overflow(int slots, double offeredErlang) {
      return peakedness == 1
          ? ErlangB.probability(slots, offeredErlang)
          : ErlangB.continuousProbability(slots / peakedness, offeredErlang / peakedness);
    }

    /** About the most load that so many slots carry, Erlang. */
    double offeredLoad(int slots) {
      return peakedness == 1
          ? ErlangB.offeredLoad(slots, epsilon)
          : peakedness * ErlangB.continuousOfferedLoad(slots / peakedness, epsilon);
    }
  }

  /**
   * Slots are busy at most this share of the time: a <= target c.
   *
   * @param target in (0, 1]
   */
  record Utilization(double target) implements SizingRule {

    /** Checks ranges. */
    public Utilization {
      Arguments.positiveProbability(target, "target utilisation");
    }

    @Override
    public boolean carries(int slots, double offeredErlang, double serviceSeconds) {
      // An integer threshold of an exact decimal product may evaluate one rounding above it.
      return offeredErlang <= target * slots * (1 + 0x1p-50);
    }
  }

  /** Any load may run without warm slots. */
  record NoSizing() implements SizingRule {
    @Override
    public boolean carries(int slots, double offeredErlang, double serviceSeconds) {
      return true;
    }
  }
}
