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
   * A call that finds all slots busy starts a new instance: B(c,a) <= ε. ε = 1 is scale to zero: no
   * slot is ever needed. Source: {@link ErlangB}, which holds for every service law.
   *
   * @param epsilon ε in (0, 1], the share of calls that may meet a cold start
   */
  record ErlangColdStart(double epsilon) implements SizingRule {

    /** Checks ranges. */
    public ErlangColdStart {
      Arguments.positiveProbability(epsilon, "overflow probability");
    }

    @Override
    public boolean carries(int slots, double offeredErlang, double serviceSeconds) {
      return epsilon == 1
          || offeredErlang == 0
          || ErlangB.probability(slots, offeredErlang) <= epsilon;
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
