package dev.continuum.model.queueing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long a call takes on cores that all calls in service share: every one slows down by the same
 * factor, s, while they ask for more cores than there are. Arrivals are Poisson.
 *
 * <p>The number of other calls that a call finds, and keeps on finding while it works, has the law
 * π(n) ∝ Π a s(k)/(k+1), k &lt; n, whatever the law of their work, so that work x takes x·E[s] on
 * the mean. The variance comes of the slow-down's autocovariance along the call's own work, in
 * which others leave at rate n/S and come at rate a·s(n)/S; it is taken to decay at the one rate
 * that gives its integral. What is added to x is then a gamma time of this mean and variance: exact
 * in mean, and in variance for small and for large x where work is exponential.
 *
 * <p>Source: A. Brandt, M. Brandt, Waiting times for M/M systems under state-dependent processor
 * sharing, Queueing Systems 59, 2008, 297-319, DOI 10.1007/s11134-008-9086-5, for the system, its
 * moments and J. W. Cohen's mean; the gamma time is ours. Immutable and thread-safe; O(number of
 * calls that are at all likely).
 */
public final class ProcessorSharing {

  /** States beyond hold less than this of the whole. */
  private static final double NEGLIGIBLE = 1e-12;

  private static final double NEGLIGIBLE_DELAY = 1e-4;

  private static final double LARGE = 1e200;

  private static final int MOST_STATES = 100_000;

  /** Strata of work, and points of the resulting law. */
  private static final int STRATA = 24;

  private static final int POINTS = 64;

  /** The law is followed up to here, its tail is exponential from there on. */
  private static final double LAST_TAIL = 1e-5;

  private final Load load;
  private final double[] shares;
  private final double slowDown;
  private final double leastSlowDown;
  private final double variance;

  /** Decay of the slow-down's autocovariance, per unit of S. */
  private final double decay;

  /**
   * What calls ask of the cores.
   *
   * @param cores in units of what one of the other calls asks for, &gt; 0
   * @param asked by the call itself, in the same unit, &gt; 0
   * @param offeredErlang mean number of calls in service if they did not slow down, &lt; cores
   * @param mostOthers the most calls that can be in service beside it, &gt;= 0, perhaps infinite;
   *     others then wait for their turn first come, first served
   */
  public record Load(double cores, double asked, double offeredErlang, double mostOthers) {

    /** Checks ranges. */
    public Load {
      Arguments.positive(cores, "number of cores");
      Arguments.positive(asked, "cores asked for");
      Arguments.nonNegative(offeredErlang, "offered load in Erlang");
      if (!(mostOthers >= 0)) {
        throw new IllegalArgumentException("The most others (" + mostOthers + ") must be >= 0");
      }
      if (offeredErlang >= cores) {
        throw new IllegalArgumentException(
            "The load (" + offeredErlang + ") must be below the number of cores (" + cores + ")");
      }
    }

    private double slowDown(int others) {
      return Math.max(1, (asked + others) / cores);
    }
  }

  /** The cores at one load. */
  public ProcessorSharing(Load load) {
    this.load = load;
    shares = shares(load);
    int last = (int) Math.min(shares.length - 1.0, load.mostOthers());
    double[] factors = new double[last + 1];
    double mean = 0;
    double rest = 1;
    for (int n = 0; n <= last; n++) {
      double share = n < last ? shares[n] : rest;
      factors[n] = load.slowDown(n);
      mean += share * factors[n];
      rest -= share;
    }
    slowDown = mean;
    leastSlowDown = factors[0];
    double spread = 0;
    double below = 0;
    double integral = 0;
    rest = 1;
    for (int n = 0; n <= last; n++) {
      double share = n < last ? shares[n] : rest;
      double over = factors[n] - slowDown;
      spread += share * over * over;
      below += share * over;
      rest -= share;
      if (n < last && share > 0) {
        integral += below * below / (share * load.offeredErlang() * factors[n]);
      }
    }
    variance = spread;
    decay = integral > 0 ? spread / integral : 1;
  }

  /** π(n). */
  private static double[] shares(Load load) {
    double[] weights = new double[64];
    double weight = 1;
    double whole = 0;
    int size = 0;
    while (size < MOST_STATES) {
      if (weight > LARGE) {
        for (int n = 0; n < size; n++) {
          weights[n] /= LARGE;
        }
        weight /= LARGE;
        whole /= LARGE;
      }
      if (size == weights.length) {
        weights = Arrays.copyOf(weights, 2 * size);
      }
      weights[size] = weight;
      whole += weight;
      double factor = load.slowDown(size);
      double ratio = load.offeredErlang() * factor / ++size;
      weight *= ratio;
      if (ratio < 1 && weight * factor <= NEGLIGIBLE * (1 - ratio) * whole) {
        break;
      }
    }
    double[] shares = Arrays.copyOf(weights, size);
    for (int n = 0; n < size; n++) {
      shares[n] /= whole;
    }
    return shares;
  }

  /**
   * The probability that at least so many of the others are of one kind, which makes up this share
   * of all calls: that a call finds the kind's slots full.
   */
  public double atLeast(int slots, double shareOfKind) {
    Arguments.atLeast(slots, 1, "number of slots");
    Arguments.probability(shareOfKind, "share of the kind");
    double reached = 0;
    double oneLess = 0;
    double sum = 0;
    for (int n = 0; n < shares.length; n++) {
      // Of n calls, at least as many as there are slots; and just one less.
      if (n == slots - 1) {
        oneLess = StrictMath.pow(shareOfKind, n);
      } else if (n >= slots) {
        reached += shareOfKind * oneLess;
        oneLess *= (1 - shareOfKind) * n / (n - slots + 1.0);
      }
      sum += shares[n] * reached;
    }
    return Math.min(1, sum);
  }

  /** What it was made of. */
  public Load load() {
    return load;
  }

  /** E[s], at least 1: what a call takes on the mean, in units of its work. */
  public double slowDown() {
    return slowDown;
  }

  /** Variance of the time that work x takes, both in units of the mean work S. */
  double variance(double work) {
    double reach = decay * work;
    return 2 * variance * (reach + StrictMath.expm1(-reach)) / (decay * decay);
  }

  /**
   * The law of the time that a call takes.
   *
   * @param alone the law of its work, a sum of at most one random term and a constant
   * @param meanMicros mean work S of all calls, in µs, &gt; 0
   */
  public LatencyLaw stretched(LatencyLaw alone, double meanMicros) {
    Arguments.positive(meanMicros, "mean work in µs");
    if (slowDown < 1 + NEGLIGIBLE_DELAY) {
      return alone;
    }
    if (alone.isConstant() && variance == 0) {
      return LatencyLaw.constant(alone.shiftMicros() * slowDown);
    }
    return new Mixture(alone, meanMicros).law();
  }

  /** Work in strata of equal probability, finer in the upper tail, each with what is added. */
  private final class Mixture {

    private final double[] least = new double[2 * STRATA];
    private final double[] weights = new double[2 * STRATA];
    private final double[] shapes = new double[2 * STRATA];
    private final double[] scales = new double[2 * STRATA];
    private double mean;

    Mixture(LatencyLaw alone, double meanMicros) {
      for (int i = 0; i < 2 * STRATA; i++) {
        // Nine tenths in the first half of the strata, the rest in the second.
        boolean upper = i >= STRATA;
        double share = (upper ? 0.1 : 0.9) / STRATA;
        double tail = upper ? (2 * STRATA - i - 0.5) * share : 0.1 + (STRATA - i - 0.5) * share;
        double work = alone.shiftMicros() + random(alone, tail);
        double fixed = work * leastSlowDown;
        double added = work * (slowDown - leastSlowDown);
        double spread = variance(work / meanMicros) * meanMicros * meanMicros;
        weights[i] = share;
        least[i] = fixed;
        scales[i] = added > 0 ? spread / added : 0;
        shapes[i] = scales[i] > 0 ? added / scales[i] : 0;
        mean += share * (fixed + added);
      }
    }

    private static double random(LatencyLaw alone, double tail) {
      if (alone.terms().isEmpty()) {
        return 0;
      }
      if (alone.terms().size() == 1 && alone.terms().getFirst() instanceof LatencyTerm.Leaf leaf) {
        return leaf.tailQuantileMicros(tail);
      }
      throw new IllegalArgumentException("The law of work (" + alone + ") must be a single one");
    }

    private double below(double micros) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        double over = micros - least[i];
        if (over >= 0) {
          sum +=
              weights[i]
                  * (shapes[i] > 0 ? RegularizedGamma.lower(shapes[i], over / scales[i]) : 1);
        }
      }
      return Math.min(1, sum);
    }

    LatencyLaw law() {
      double end = Math.max(mean, least[least.length - 1]);
      while (1 - below(end) > LAST_TAIL) {
        end *= 1.5;
      }
      double start = least[0];
      List<LatencyLaw.Percentile> points = new ArrayList<>();
      double before = -1;
      for (int i = 0; i <= POINTS; i++) {
        double part = (double) i / POINTS;
        double at = start + (end - start) * part * part;
        double probability = below(at);
        if (probability > before && probability < 1) {
          points.add(new LatencyLaw.Percentile(probability, at));
          before = probability;
        }
      }
      return LatencyLaw.empirical(points, 0);
    }
  }
}
