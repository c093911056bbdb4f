package dev.continuum.solver.exact;

import java.util.Arrays;

/**
 * Chooses at most one option of each kind, so that all together fit and are worth most: a
 * multiple-choice knapsack by dynamic programming (H. Kellerer, U. Pferschy, D. Pisinger, Knapsack
 * Problems, 2004, DOI 10.1007/978-3-540-24777-7, chapter 11). Not thread-safe; reused. Time grows
 * with options × units.
 */
final class ChoiceKnapsack {

  private final int units;

  /** By kind: how many options, their sizes in units and what they are worth. */
  private final int[] count;

  private final int[][] size;
  private final double[][] worth;

  /** Most that kinds up to one are worth, by units in use; and by which option of it. */
  private double[] most;

  private double[] before;
  private final short[][] option;

  /** By kind, or -1. */
  private final int[] chosen;

  /** For a number of kinds and units. */
  ChoiceKnapsack(int kinds, int units) {
    this.units = units;
    count = new int[kinds];
    size = new int[kinds][4];
    worth = new double[kinds][4];
    most = new double[units + 1];
    before = new double[units + 1];
    option = new short[kinds][units + 1];
    chosen = new int[kinds];
  }

  /** Starts anew. */
  void clear() {
    Arrays.fill(count, 0);
  }

  /** Adds an option. */
  void add(int kind, int takes, double value) {
    int at = count[kind]++;
    if (at == size[kind].length) {
      size[kind] = Arrays.copyOf(size[kind], 2 * at);
      worth[kind] = Arrays.copyOf(worth[kind], 2 * at);
    }
    size[kind][at] = takes;
    worth[kind][at] = value;
  }

  /** Which option of a kind was chosen last, in the order in which they were added, or -1. */
  int chosen(int kind) {
    return chosen[kind];
  }

  /** Chooses; returns what that is worth. */
  double best() {
    double sum = 0;
    long used = 0;
    for (int kind = 0; kind < count.length; kind++) {
      int best = -1;
      for (int i = 0; i < count[kind]; i++) {
        boolean better = worth[kind][i] > (best < 0 ? 0 : worth[kind][best]);
        best = better && size[kind][i] <= units ? i : best;
      }
      chosen[kind] = best;
      sum += best < 0 ? 0 : worth[kind][best];
      used += best < 0 ? 0 : size[kind][best];
    }
    return used <= units ? sum : search();
  }

  private double search() {
    Arrays.fill(most, 0);
    for (int kind = 0; kind < count.length; kind++) {
      double[] swap = before;
      before = most;
      most = swap;
      System.arraycopy(before, 0, most, 0, units + 1);
      short[] by = option[kind];
      Arrays.fill(by, (short) -1);
      for (int i = 0; i < count[kind]; i++) {
        double value = worth[kind][i];
        int takes = size[kind][i];
        for (int u = takes; value > 0 && u <= units; u++) {
          double sum = before[u - takes] + value;
          if (sum > most[u]) {
            most[u] = sum;
            by[u] = (short) i;
          }
        }
      }
    }
    int left = units;
    for (int kind = count.length - 1; kind >= 0; kind--) {
      chosen[kind] = option[kind][left];
      left -= chosen[kind] < 0 ? 0 : size[kind][chosen[kind]];
    }
    return most[units];
  }
}
