package dev.continuum.model.queueing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The law of a non-negative latency: a constant in whole nanoseconds plus independent random terms.
 * Sums and maxima of independent latencies stay symbolic until a quantile is asked for, so that
 * constants add exactly and no order of operations changes a bit of the result.
 *
 * <p>A quantile is computed on a grid of about a thousand cells over the range that matters (see
 * {@link LatencyGrid}); its error is at most 0.2 % upward and 0.05 % downward of the random part. A
 * single gamma or measured law has its exact quantile.
 *
 * <p>Immutable and thread-safe; equal laws have bit-identical quantiles on every JVM.
 */
public final class LatencyLaw implements Comparable<LatencyLaw> {

  /** No latency at all. */
  public static final LatencyLaw ZERO = new LatencyLaw(0, List.of());

  private static final long NANOS_PER_MICRO = 1000;

  /** Below this a gamma law is taken for a constant, five standard deviations up (0.05 %). */
  private static final double LEAST_SCV = 1e-8;

  private final long shiftNanos;
  private final List<LatencyTerm> terms;

  private LatencyLaw(long shiftNanos, List<LatencyTerm> terms) {
    this.shiftNanos = shiftNanos;
    this.terms = terms;
  }

  /**
   * A point of a quantile function.
   *
   * @param probability in [0, 1]
   * @param micros the latency in µs that this share of calls does not exceed, >= 0
   */
  public record Percentile(double probability, double micros) {

    /** Checks ranges. */
    public Percentile {
      Arguments.probability(probability, "probability of a percentile");
      Arguments.nonNegative(micros, "latency of a percentile in µs");
    }
  }

  /** Always the same latency in µs, rounded up to a nanosecond. */
  public static LatencyLaw constant(double micros) {
    Arguments.nonNegative(micros, "latency in µs");
    long nanos =
        BigDecimal.valueOf(micros)
            .movePointRight(3)
            .setScale(0, RoundingMode.CEILING)
            .longValueExact();
    return new LatencyLaw(nanos, List.of());
  }

  /**
   * A gamma law; a constant when scv is 0 or the mean is 0.
   *
   * @param meanMicros mean in µs, >= 0
   * @param scv squared coefficient of variation, >= 0
   */
  public static LatencyLaw gamma(double meanMicros, double scv) {
    Arguments.nonNegative(meanMicros, "mean latency in µs");
    Arguments.nonNegative(scv, "squared coefficient of variation");
    if (scv < LEAST_SCV || meanMicros == 0) {
      return constant(meanMicros * (1 + 5 * Math.sqrt(scv)));
    }
    return of(GammaTerm.service(meanMicros, scv));
  }

  /**
   * Delay variation of a path of links: a gamma law of this mean and variance. In a sum, jitters
   * are merged by adding means and variances.
   *
   * @param meanMicros mean in µs, >= 0
   * @param varianceMicros2 variance in µs², >= 0
   */
  public static LatencyLaw jitter(double meanMicros, double varianceMicros2) {
    Arguments.nonNegative(meanMicros, "mean jitter in µs");
    Arguments.nonNegative(varianceMicros2, "variance of the jitter in µs²");
    if (meanMicros == 0 || varianceMicros2 < LEAST_SCV * meanMicros * meanMicros) {
      return constant(meanMicros + 5 * Math.sqrt(varianceMicros2));
    }
    return of(GammaTerm.jitter(meanMicros, varianceMicros2));
  }

  /**
   * A measured law: quantiles linear between the percentiles, an exponential tail beyond the last.
   *
   * @param percentiles at least one, probabilities rising, latencies not falling
   * @param meanMicros measured mean in µs; what the percentiles leave of it shapes the tail
   * @throws IllegalArgumentException if the percentiles are not in order or there is none above 0
   */
  public static LatencyLaw empirical(List<Percentile> percentiles, double meanMicros) {
    Arguments.nonNegative(meanMicros, "mean latency in µs");
    if (percentiles.isEmpty() || percentiles.getLast().probability() == 0) {
      throw new IllegalArgumentException("There must be a percentile of probability above 0");
    }
    for (int i = 1; i < percentiles.size(); i++) {
      Percentile one = percentiles.get(i - 1);
      Percentile next = percentiles.get(i);
      if (!(one.probability() < next.probability() && one.micros() <= next.micros())) {
        throw new IllegalArgumentException(
            "The percentile (" + next + ") must lie above the one before (" + one + ")");
      }
    }
    return of(new EmpiricalTerm(percentiles, meanMicros));
  }

  /**
   * A wait that is 0 with probability 1 - p and else exponential.
   *
   * @param probability p in [0, 1]
   * @param waitingMicros mean wait in µs of those that wait
   */
  public static LatencyLaw waiting(double probability, double waitingMicros) {
    Arguments.probability(probability, "probability of wait");
    Arguments.nonNegative(waitingMicros, "mean wait in µs");
    return probability == 0 || waitingMicros == 0
        ? ZERO
        : of(new WaitTerm(probability, waitingMicros));
  }

  private static LatencyLaw of(LatencyTerm term) {
    return new LatencyLaw(0, List.of(term));
  }

  /** This latency and, after it, an independent other one. */
  public LatencyLaw plus(LatencyLaw other) {
    return sum(List.of(this, other));
  }

  /** The sum of independent latencies; {@link #ZERO} of none. */
  public static LatencyLaw sum(List<LatencyLaw> laws) {
    long shift = 0;
    List<LatencyTerm> terms = new ArrayList<>();
    for (LatencyLaw law : laws) {
      shift = Math.addExact(shift, law.shiftNanos);
      terms.addAll(law.terms);
    }
    terms.sort(LatencyTerm::compare);
    return new LatencyLaw(shift, List.copyOf(terms));
  }

  /** The larger of this latency and an independent other one. */
  public LatencyLaw max(LatencyLaw other) {
    return max(List.of(this, other));
  }

  /**
   * The largest of independent latencies; {@link #ZERO} of none. What all of them have in common of
   * a constant stays a constant.
   */
  public static LatencyLaw max(List<LatencyLaw> laws) {
    List<LatencyLaw> random = new ArrayList<>();
    long constant = -1;
    long common = Long.MAX_VALUE;
    for (LatencyLaw law : flattened(laws)) {
      if (law.isConstant()) {
        constant = Math.max(constant, law.shiftNanos);
      } else {
        random.add(law);
        common = Math.min(common, law.shiftNanos);
      }
    }
    if (random.isEmpty()) {
      return new LatencyLaw(Math.max(0, constant), List.of());
    }
    // A constant that no other can stay below decides nothing.
    if (constant > common) {
      random.add(new LatencyLaw(constant, List.of()));
    }
    if (random.size() == 1) {
      return random.getFirst();
    }
    List<LatencyLaw> relative = new ArrayList<>();
    for (LatencyLaw law : random) {
      relative.add(new LatencyLaw(law.shiftNanos - common, law.terms));
    }
    relative.sort(null);
    return new LatencyLaw(common, List.of(new LatencyTerm.Largest(relative)));
  }

  private static List<LatencyLaw> flattened(List<LatencyLaw> laws) {
    List<LatencyLaw> flat = new ArrayList<>();
    for (LatencyLaw law : laws) {
      if (law.terms.size() == 1 && law.terms.getFirst() instanceof LatencyTerm.Largest largest) {
        for (LatencyLaw inner : largest.laws()) {
          flat.add(new LatencyLaw(Math.addExact(law.shiftNanos, inner.shiftNanos), inner.terms));
        }
      } else {
        flat.add(law);
      }
    }
    return flat;
  }

  /** This latency and a constant in whole µs more. */
  public LatencyLaw shift(long micros) {
    if (micros < 0) {
      throw new IllegalArgumentException("The shift (" + micros + ") must be >= 0");
    }
    long nanos = Math.multiplyExact(micros, NANOS_PER_MICRO);
    return new LatencyLaw(Math.addExact(shiftNanos, nanos), terms);
  }

  /** Whether nothing of it is random. */
  public boolean isConstant() {
    return terms.isEmpty();
  }

  /** The constant part in nanoseconds. */
  public long constantNanos() {
    return shiftNanos;
  }

  /** This latency without its constant part. */
  public LatencyLaw randomPart() {
    return new LatencyLaw(0, terms);
  }

  /**
   * The least latency in whole µs that a share p of calls does not exceed, rounded up.
   *
   * @param probability p in (0, 1)
   */
  public long quantileMicros(double probability) {
    return Math.ceilDiv(quantileNanos(probability), NANOS_PER_MICRO);
  }

  /**
   * The same in nanoseconds: the constant part plus the quantile of the random part, so that
   * callers may keep the latter by {@link #randomPart()}.
   *
   * @param probability p in (0, 1)
   */
  public long quantileNanos(double probability) {
    Arguments.openUnit(probability, "probability");
    long randomNanos = 0;
    if (!terms.isEmpty()) {
      double micros = new LatencyGrid(this).quantileMicros(probability);
      randomNanos = (long) Math.ceil(micros * NANOS_PER_MICRO);
    }
    return Math.addExact(shiftNanos, randomNanos);
  }

  /** The p-quantile in µs of the sum of independent latencies, rounded up. */
  public static long quantileOfSum(List<LatencyLaw> laws, double probability) {
    return sum(laws).quantileMicros(probability);
  }

  List<LatencyTerm> terms() {
    return terms;
  }

  double shiftMicros() {
    return (double) shiftNanos / NANOS_PER_MICRO;
  }

  double randomLowerMicros() {
    double lower = 0;
    for (LatencyTerm term : terms) {
      lower += term.lowerMicros();
    }
    return lower;
  }

  double leaves() {
    double leaves = 0;
    for (LatencyTerm term : terms) {
      leaves += term.leaves();
    }
    return leaves;
  }

  Digest digest() {
    Digest digest = Digest.of(shiftNanos);
    for (LatencyTerm term : terms) {
      digest = digest.with(term.digest());
    }
    return digest;
  }

  boolean isSmooth() {
    return !terms.isEmpty() && terms.stream().allMatch(LatencyTerm::isSmooth);
  }

  /** Some total order, the same on every JVM. */
  @Override
  public int compareTo(LatencyLaw other) {
    if (this == other) {
      return 0;
    }
    int shifts = Long.compare(shiftNanos, other.shiftNanos);
    if (shifts != 0) {
      return shifts;
    }
    for (int i = 0; i < Math.min(terms.size(), other.terms.size()); i++) {
      int order = LatencyTerm.compare(terms.get(i), other.terms.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(terms.size(), other.terms.size());
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof LatencyLaw that
            && shiftNanos == that.shiftNanos
            && terms.equals(that.terms));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(shiftNanos) * 31 + terms.hashCode();
  }

  @Override
  public String toString() {
    return shiftNanos + " ns + " + terms;
  }
}
