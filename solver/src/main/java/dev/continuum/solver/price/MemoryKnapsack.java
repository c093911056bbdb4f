package dev.continuum.solver.price;

import java.util.Arrays;

/**
 * Chooses a number of instances of every function within a node's memory so that the sum of gains
 * is largest: the multiple-choice knapsack by dynamic programming (H. Kellerer, U. Pferschy, D.
 * Pisinger, Knapsack Problems, 2004, DOI 10.1007/978-3-540-24777-7, chapter 11). Memory is cut into
 * units; sizes are rounded down, so the value is never too small. O(functions × units × steps). Not
 * thread-safe.
 */
final class MemoryKnapsack {

  private static final int MOST_UNITS = 512;

  private double[] best = new double[0];
  private int[][] choice = new int[0][];

  /**
   * Fills {@code chosen} with steps: gain[f][k] on counts[f][k] instances for k up to steps[f],
   * where step 0 is none; memory of one instance by function.
   */
  void pack(
      double[][] gain, int[][] counts, int[] steps, long[] memory, long capacity, int[] chosen) {
    double wanted = 0;
    for (int f = 0; f < chosen.length; f++) {
      chosen[f] = mostGain(gain[f], steps[f]);
      wanted += (double) counts[f][chosen[f]] * memory[f];
    }
    if (wanted > capacity) {
      packTightly(gain, counts, steps, memory, capacity, chosen);
    }
  }

  private void packTightly(
      double[][] gain, int[][] counts, int[] steps, long[] memory, long capacity, int[] chosen) {
    double unit = Math.max((double) divisor(steps, memory), capacity / (double) MOST_UNITS);
    int units = (int) Math.floor(capacity / unit);
    prepare(chosen.length, units);
    for (int f = 0; f < chosen.length; f++) {
      if (steps[f] == 0) {
        Arrays.fill(choice[f], 0, units + 1, 0);
        continue;
      }
      for (int u = units; u >= 0; u--) {
        double most = best[u] + gain[f][0];
        int at = 0;
        for (int k = 1; k <= steps[f]; k++) {
          int size = units((double) counts[f][k] * memory[f], unit);
          if (size > u) {
            break;
          }
          if (best[u - size] + gain[f][k] > most) {
            most = best[u - size] + gain[f][k];
            at = k;
          }
        }
        choice[f][u] = at;
        best[u] = most;
      }
    }
    int left = units;
    for (int f = chosen.length - 1; f >= 0; f--) {
      chosen[f] = choice[f][left];
      left -= units((double) counts[f][chosen[f]] * memory[f], unit);
    }
  }

  /** The greatest size that all sizes are multiples of. */
  private static long divisor(int[] steps, long[] memory) {
    long divisor = 0;
    for (int f = 0; f < steps.length; f++) {
      long b = steps[f] > 0 ? memory[f] : 0;
      while (b != 0) {
        long rest = divisor % b;
        divisor = b;
        b = rest;
      }
    }
    return Math.max(1, divisor);
  }

  private void prepare(int functions, int units) {
    if (best.length < units + 1) {
      best = new double[units + 1];
    }
    if (choice.length < functions || choice[0].length < units + 1) {
      choice = new int[functions][units + 1];
    }
    Arrays.fill(best, 0, units + 1, 0);
  }

  private static int units(double bytes, double unit) {
    return (int) Math.floor(bytes / unit);
  }

  private static int mostGain(double[] gain, int steps) {
    int at = 0;
    for (int k = 1; k <= steps; k++) {
      if (gain[k] > gain[at]) {
        at = k;
      }
    }
    return at;
  }
}
