package dev.continuum.datasets.generator;

import java.util.Arrays;

/** Ranks with probability proportional to 1 / rank^exponent. Immutable. */
final class Zipf {

  private final double[] cumulative;

  Zipf(int ranks, double exponent) {
    cumulative = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += StrictMath.pow(rank + 1, -exponent);
      cumulative[rank] = sum;
    }
  }

  /** A rank from 0. */
  int draw(Draws draws) {
    double at = draws.uniform(0, cumulative[cumulative.length - 1]);
    int found = Arrays.binarySearch(cumulative, at);
    return Math.min(cumulative.length - 1, found >= 0 ? found + 1 : -found - 1);
  }
}
