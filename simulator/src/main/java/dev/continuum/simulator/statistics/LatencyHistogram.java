package dev.continuum.simulator.statistics;

import java.util.Arrays;

/**
 * Counts of latencies in cells whose width grows with the latency, so that a quantile is right
 * within half a cell: 1/2^(bits + 1) of its value. Memory does not depend on how many are counted:
 * at 7 bits some 2,500 counts cover a nanosecond to three hours. The layout is that of
 * HdrHistogram.
 *
 * <p>Not thread-safe.
 */
public final class LatencyHistogram {

  private final int bits;
  private long[] counts = new long[0];
  private long count;
  private double sumNanos;
  private long largestNanos;

  /**
   * An empty histogram.
   *
   * @param bits cells in each octave, as a power of two, 1 to 12
   */
  public LatencyHistogram(int bits) {
    if (bits < 1 || bits > 12) {
      throw new IllegalArgumentException("The bits (" + bits + ") must be 1 to 12.");
    }
    this.bits = bits;
  }

  /** Counts one latency in ns, >= 0. O(1). */
  public void add(long nanos) {
    int cell = cell(nanos);
    if (cell >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(cell + 1, counts.length + (4 << bits)));
    }
    counts[cell]++;
    count++;
    sumNanos += nanos;
    largestNanos = Math.max(largestNanos, nanos);
  }

  /** Adds the counts of another with as many bits. */
  public void add(LatencyHistogram other) {
    if (other.bits != bits) {
      throw new IllegalArgumentException(
          "Histograms of " + bits + " and " + other.bits + " bits cannot be added.");
    }
    if (other.counts.length > counts.length) {
      counts = Arrays.copyOf(counts, other.counts.length);
    }
    for (int i = 0; i < other.counts.length; i++) {
      counts[i] += other.counts[i];
    }
    count += other.count;
    sumNanos += other.sumNanos;
    largestNanos = Math.max(largestNanos, other.largestNanos);
  }

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(counts, 0);
    count = 0;
    sumNanos = 0;
    largestNanos = 0;
  }

  /** How many were counted. */
  public long count() {
    return count;
  }

  /** The exact mean, ns; 0 of none. */
  public double meanNanos() {
    return count == 0 ? 0 : sumNanos / count;
  }

  /** The largest, ns. */
  public long largestNanos() {
    return largestNanos;
  }

  /** The least latency, ns, that a share p does not exceed: the middle of its cell; 0 of none. */
  public double quantileNanos(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("The probability (" + probability + ") is not in [0, 1].");
    }
    long rank = Math.max(1, (long) Math.ceil(probability * count));
    long seen = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      seen += counts[cell];
      if (seen >= rank) {
        return Math.min((double) largestNanos, middle(cell));
      }
    }
    return 0;
  }

  private int cell(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("The latency (" + nanos + " ns) is negative.");
    }
    int octave = 63 - Long.numberOfLeadingZeros(nanos | (1L << bits)) - bits;
    return (octave << bits) + (int) (nanos >>> octave);
  }

  private double middle(int cell) {
    int octave = Math.max(0, (cell >>> bits) - 1);
    long low = (cell - ((long) octave << bits)) << octave;
    return low + ((1L << octave) - 1) / 2.0;
  }
}
