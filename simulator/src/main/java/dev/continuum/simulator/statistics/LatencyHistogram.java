package dev.continuum.simulator.statistics;

import java.util.Arrays;

/**
 * Counts of latencies in cells whose width grows with the latency, so that a quantile is right
 * within half a cell: 1/2^(bits + 1) of its value. Memory does not depend on how many are counted:
 * at 7 bits 128 counts for each octave there is between the least and the largest. The layout is
 * that of HdrHistogram.
 *
 * <p>Not thread-safe.
 */
public final class LatencyHistogram {

  private final int bits;
  private long[] counts = new long[0];

  /** The cell that the first count is of: latencies of one kind lie in few octaves. */
  private int first;

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
    int place = cell - first;
    if (place < 0 || place >= counts.length) {
      cover(cell, cell);
      place = cell - first;
    }
    counts[place]++;
    count++;
    sumNanos += nanos;
    largestNanos = Math.max(largestNanos, nanos);
  }

  /**
   * Some words of what counting a latency will need: whoever counts in many histograms reads them
   * first, all at once. O(1), changes nothing.
   *
   * @param nanos the latency, >= 0
   */
  public long glance(long nanos) {
    int place = cell(nanos) - first;
    return largestNanos + (place >= 0 && place < counts.length ? counts[place] : count);
  }

  /** Makes room for some cells, by whole octaves. */
  private void cover(int least, int most) {
    int octave = 1 << bits;
    int from = least & -octave;
    int to = (most | (octave - 1)) + 1;
    if (counts.length > 0) {
      from = Math.min(from, first);
      to = Math.max(to, first + counts.length);
    }
    long[] wider = new long[to - from];
    System.arraycopy(counts, 0, wider, counts.length == 0 ? 0 : first - from, counts.length);
    counts = wider;
    first = from;
  }

  /** Adds the counts of another with as many bits. */
  public void add(LatencyHistogram other) {
    if (other.bits != bits) {
      throw new IllegalArgumentException(
          "Histograms of " + bits + " and " + other.bits + " bits cannot be added.");
    }
    if (other.counts.length > 0) {
      int from = other.first;
      int to = from + other.counts.length;
      if (from < first || to > first + counts.length) {
        cover(from, to - 1);
      }
      for (int i = 0; i < other.counts.length; i++) {
        counts[from - first + i] += other.counts[i];
      }
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
    for (int place = 0; place < counts.length; place++) {
      seen += counts[place];
      if (seen >= rank) {
        return Math.min((double) largestNanos, middle(first + place));
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
