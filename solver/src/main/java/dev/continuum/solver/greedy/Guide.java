package dev.continuum.solver.greedy;

import java.util.Arrays;

/**
 * What a relaxation advises a construction: how sure it is that a pair is used, and what load on it
 * is worth then.
 *
 * <p>Mutable; not thread-safe.
 */
public final class Guide {

  private final double[] confidence;
  private final double[] loadPrice;
  private final boolean[] closed;

  /** Advises nothing, for so many pairs. */
  public Guide(int pairs) {
    confidence = new double[pairs];
    loadPrice = new double[pairs];
    closed = new boolean[pairs];
  }

  /** Blends in one solution of the relaxation. */
  public void learn(int pair, boolean used, double microsPerNano, double rate) {
    confidence[pair] += rate * ((used ? 1 : 0) - confidence[pair]);
    if (used) {
      loadPrice[pair] += (loadPrice[pair] == 0 ? 1 : rate) * (microsPerNano - loadPrice[pair]);
    }
  }

  /** Advises against a pair altogether, or no longer. */
  public void close(int pair, boolean isClosed) {
    closed[pair] = isClosed;
  }

  /**
   * Advises to count load on a pair at a price, whatever instances it takes; negative to forget.
   */
  void pull(int pair, double microsPerNano) {
    confidence[pair] = microsPerNano < 0 ? 0 : 1;
    loadPrice[pair] = Math.max(0, microsPerNano);
  }

  /** Cost to count for load on a pair, given what it would newly cost by itself. */
  double advise(int pair, double loadNanos, double marginalMicros) {
    if (closed[pair]) {
      return Double.POSITIVE_INFINITY;
    }
    if (marginalMicros == Double.POSITIVE_INFINITY || confidence[pair] == 0) {
      return marginalMicros;
    }
    double priced = loadPrice[pair] * loadNanos;
    return confidence[pair] * Math.min(priced, marginalMicros)
        + (1 - confidence[pair]) * marginalMicros;
  }

  @Override
  public String toString() {
    return "Guide" + Arrays.toString(confidence);
  }
}
