package dev.continuum.model.queueing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The sizing staircase W(Λ) of one function on one node: how many warm instances a request rate
 * needs. It is defined by its thresholds, the most load that k instances carry, in integer
 * nano-requests per second rounded down; W(Λ) is the least k whose threshold is at least Λ, so the
 * two always agree.
 *
 * <p>Thresholds never fall with k. At every threshold the sizing rule holds, checked by evaluation,
 * and so does the rate limit Λ <= k r_n. They are found on demand, each by a few O(sqrt c)
 * evaluations, and kept; 100,000 instances cost nothing until asked for.
 *
 * <p>Thread-safe: a threshold depends only on its k, so threads that race write the same value.
 */
public final class Staircase {

  /** The threshold where no load is too much. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  private static final int PAGE_BITS = 6;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final double NANO = 1e9;

  /** How many nano-requests/s the rounding of a load in Erlang may cost. */
  private static final int MOST_STEPS_UP = 4;

  private static final BigDecimal LARGEST = BigDecimal.valueOf(UNLIMITED);

  private final SizingRule rule;
  private final int slotsPerInstance;
  private final double serviceSeconds;
  private final double instanceRatePerSecond;
  private final int floorInstances;
  private final int mostInstances;

  /** Whether any load is carried by any number of instances: such a staircase keeps nothing. */
  private final boolean neverNeeded;

  /** Pages of threshold + 1, so that 0 means not known yet. */
  private final AtomicReferenceArray<AtomicLongArray> pages;

  /**
   * A staircase.
   *
   * @param rule what a load needs
   * @param slotsPerInstance k_f >= 1, calls one instance serves at once
   * @param serviceSeconds S > 0, mean service time on this node
   * @param instanceRatePerSecond r_n > 0, most requests per second of one instance; may be infinite
   * @param floorInstances instances kept wherever the function is deployed, >= 0
   * @param mostInstances the most instances to consider, >= 0; times slots below 2^31
   * @throws IllegalArgumentException if an argument is out of range
   */
  public Staircase(
      SizingRule rule,
      int slotsPerInstance,
      double serviceSeconds,
      double instanceRatePerSecond,
      int floorInstances,
      int mostInstances) {
    this.rule = rule;
    this.slotsPerInstance = Arguments.atLeast(slotsPerInstance, 1, "number of slots");
    this.serviceSeconds = Arguments.positive(serviceSeconds, "service time in seconds");
    if (!(instanceRatePerSecond > 0)) {
      throw new IllegalArgumentException(
          "The highest rate of an instance (" + instanceRatePerSecond + ") must be > 0");
    }
    this.instanceRatePerSecond = instanceRatePerSecond;
    this.floorInstances = Arguments.atLeast(floorInstances, 0, "floor of instances");
    this.mostInstances = Arguments.atLeast(mostInstances, 0, "most instances");
    if ((long) mostInstances * slotsPerInstance >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "The most slots (" + mostInstances + " × " + slotsPerInstance + ") must be < 2^31 - 1");
    }
    this.neverNeeded = Double.isInfinite(instanceRatePerSecond) && needsNone(rule);
    this.pages = new AtomicReferenceArray<>(neverNeeded ? 0 : (mostInstances >>> PAGE_BITS) + 1);
  }

  /** What a load needs. */
  public SizingRule rule() {
    return rule;
  }

  /** The most instances considered. */
  public int mostInstances() {
    return mostInstances;
  }

  /**
   * The highest rate in nano-requests per second that so many instances carry, rounded down; {@link
   * #UNLIMITED} where no rate is too high.
   *
   * @throws IllegalArgumentException if instances are not in 0..mostInstances
   */
  public long thresholdLoad(int instances) {
    if (instances < 0 || instances > mostInstances) {
      throw new IllegalArgumentException(
          "The number of instances (" + instances + ") must be in 0.." + mostInstances);
    }
    if (neverNeeded) {
      return UNLIMITED;
    }
    AtomicLongArray page = page(instances >>> PAGE_BITS);
    int index = instances & (PAGE - 1);
    long known = page.get(index);
    if (known == 0) {
      // Stored plus one, wrapping; UNLIMITED becomes Long.MIN_VALUE and comes back.
      known = compute(instances) + 1;
      page.set(index, known);
    }
    return known - 1;
  }

  /** The thresholds of 0, 1, ..., instances. */
  public long[] thresholdLoads(int instances) {
    long[] thresholds = new long[instances + 1];
    for (int k = 0; k <= instances; k++) {
      thresholds[k] = thresholdLoad(k);
    }
    return thresholds;
  }

  /** Whether any number of instances up to the most carries this rate. */
  public boolean carries(long rateNanoPerSecond) {
    return rateNanoPerSecond <= thresholdLoad(mostInstances);
  }

  /**
   * W(Λ): the least number of instances whose threshold is at least this rate, without the floor.
   * {@code mostInstances() + 1} when even the most do not carry it.
   *
   * @throws IllegalArgumentException if the rate is negative
   */
  public int instancesFor(long rateNanoPerSecond) {
    if (rateNanoPerSecond < 0) {
      throw new IllegalArgumentException("The rate (" + rateNanoPerSecond + ") must be >= 0");
    }
    if (rateNanoPerSecond <= thresholdLoad(0)) {
      return 0;
    }
    int instances =
        LeastServers.from(
            Math.min(mostInstances + 1, fewestInstances(rateNanoPerSecond)),
            k -> k > mostInstances || holds(k, rateNanoPerSecond));
    // The estimate evaluates the rule at this rate; the thresholds have the last word.
    while (instances <= mostInstances && thresholdLoad(instances) < rateNanoPerSecond) {
      instances++;
    }
    while (instances > 1 && thresholdLoad(instances - 1) >= rateNanoPerSecond) {
      instances--;
    }
    return instances;
  }

  /** What a deployed function keeps: the larger of W(Λ) and the floor. */
  public int deployedInstancesFor(long rateNanoPerSecond) {
    return Math.max(floorInstances, instancesFor(rateNanoPerSecond));
  }

  private AtomicLongArray page(int number) {
    AtomicLongArray page = pages.get(number);
    if (page == null) {
      pages.compareAndSet(number, null, new AtomicLongArray(PAGE));
      page = pages.get(number);
    }
    return page;
  }

  private int fewestInstances(long rate) {
    double offered = offeredErlang(rate);
    int slots =
        switch (rule) {
          case SizingRule.ErlangQueue queue -> (int) Math.floor(offered);
          case SizingRule.ErlangColdStart cold ->
              cold.epsilon() == 1 ? 0 : ErlangB.fewestServers(offered, cold.epsilon());
          case SizingRule.Utilization busy -> (int) Math.floor(offered / busy.target());
          case SizingRule.NoSizing none -> 0;
        };
    double byRate = Math.floor(rate / NANO / instanceRatePerSecond);
    // One below each: quotients may have been rounded up across an integer.
    return Math.max(1, Math.max(slots / slotsPerInstance - 1, (int) byRate - 1));
  }

  private static boolean needsNone(SizingRule rule) {
    return switch (rule) {
      case SizingRule.NoSizing none -> true;
      case SizingRule.ErlangColdStart cold -> cold.epsilon() == 1;
      case SizingRule.Utilization busy -> false;
      case SizingRule.ErlangQueue queue -> false;
    };
  }

  private long compute(int instances) {
    return Math.min(byRule(instances), byRate(instances));
  }

  private long byRate(int instances) {
    return Double.isInfinite(instanceRatePerSecond)
        ? UNLIMITED
        : nano(BigDecimal.valueOf(instanceRatePerSecond).multiply(BigDecimal.valueOf(instances)));
  }

  private long byRule(int instances) {
    int slots = instances * slotsPerInstance;
    return switch (rule) {
      case SizingRule.NoSizing none -> UNLIMITED;
      case SizingRule.Utilization busy -> byUtilization(slots, busy.target());
      case SizingRule.ErlangColdStart cold ->
          cold.epsilon() == 1 ? UNLIMITED : largestRate(slots, cold.offeredLoad(slots));
      case SizingRule.ErlangQueue queue ->
          largestRate(
              slots,
              ErlangC.offeredLoadForTail(
                  slots,
                  serviceSeconds * queue.variability(),
                  queue.waitBudgetSeconds(),
                  queue.epsilon()));
    };
  }

  /** In decimals, so that 0.7 of one slot of 0.1 s is 7 requests/s and not a rounding below. */
  private long byUtilization(int slots, double target) {
    return nano(
        BigDecimal.valueOf(target)
            .multiply(BigDecimal.valueOf(slots))
            .divide(BigDecimal.valueOf(serviceSeconds), 10, RoundingMode.DOWN));
  }

  private static long nano(BigDecimal perSecond) {
    return perSecond.movePointRight(9).min(LARGEST).longValue();
  }

  /** The largest whole rate near this load at which the rule, evaluated, still holds. */
  private long largestRate(int slots, double offeredErlang) {
    if (slots == 0) {
      return 0;
    }
    double exact = offeredErlang / serviceSeconds * NANO;
    if (exact >= UNLIMITED) {
      return UNLIMITED;
    }
    long rate = (long) exact;
    long step = 1;
    while (rate > 0 && !holdsByRule(slots, rate)) {
      rate = Math.max(0, rate - step);
      step *= 2;
    }
    for (int up = 0; up < MOST_STEPS_UP && holdsByRule(slots, rate + 1); up++) {
      rate++;
    }
    return rate;
  }

  private boolean holds(int instances, long rate) {
    return rate <= byRate(instances) && holdsByRule(instances * slotsPerInstance, rate);
  }

  private boolean holdsByRule(int slots, long rate) {
    return rule.carries(slots, offeredErlang(rate), serviceSeconds);
  }

  private double offeredErlang(long rateNanoPerSecond) {
    return rateNanoPerSecond / NANO * serviceSeconds;
  }
}
