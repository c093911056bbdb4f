package dev.continuum.solver.exact;

import java.util.Arrays;

/**
 * {@link ChoiceKnapsack} where options take units of two kinds. Not thread-safe; reused. Time grows
 * with options × units × other units.
 */
final class PairKnapsack {

  private final int units;
  private final int others;
  private double[] most;
  private double[] before;

  /** By kind and units of both: which option of it, or -1. */
  private final short[][] option;

  PairKnapsack(int kinds, int units, int others) {
    this.units = units;
    this.others = others;
    int states = (units + 1) * (others + 1);
    most = new double[states];
    before = new double[states];
    option = new short[kinds][states];
  }

  /** Starts anew. */
  void clear() {
    Arrays.fill(most, 0);
  }

  /**
   * Adds a kind: kinds in order.
   *
   * @param count of its options
   */
  void add(int kind, int count, int[] takes, int[] takesOther, double[] worth) {
    double[] swap = before;
    before = most;
    most = swap;
    System.arraycopy(before, 0, most, 0, most.length);
    short[] by = option[kind];
    Arrays.fill(by, (short) -1);
    int row = others + 1;
    for (int i = 0; i < count; i++) {
      double value = worth[i];
      for (int u = takes[i]; value > 0 && u <= units; u++) {
        int from = (u - takes[i]) * row - takesOther[i];
        int to = u * row;
        for (int o = takesOther[i]; o <= others; o++) {
          double sum = before[from + o] + value;
          if (sum > most[to + o]) {
            most[to + o] = sum;
            by[to + o] = (short) i;
          }
        }
      }
    }
  }

  /** What the best of all kinds that were added is worth; tells which options it has. */
  double best(int[][] takes, int[][] takesOther, int[] chosen) {
    int u = units;
    int o = others;
    for (int kind = chosen.length - 1; kind >= 0; kind--) {
      int at = option[kind][u * (others + 1) + o];
      chosen[kind] = at;
      u -= at < 0 ? 0 : takes[kind][at];
      o -= at < 0 ? 0 : takesOther[kind][at];
    }
    return most[most.length - 1];
  }
}
