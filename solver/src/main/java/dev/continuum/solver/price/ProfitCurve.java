package dev.continuum.solver.price;

import java.util.Arrays;

/**
 * Most profit by load: items in order of profit per load, the last one in part (the continuous
 * knapsack, G. B. Dantzig 1957, DOI 10.1287/opre.5.2.266). Ratios are ordered in single precision;
 * {@link #INFLATION} covers what that can lose. Not thread-safe; reused.
 */
final class ProfitCurve {

  /** Relative amount by which profits may be too low through rounding of the order. */
  static final double INFLATION = 2.5e-7;

  private int[] item = new int[16];
  private double[] load = new double[16];
  private double[] profit = new double[16];
  private double[] cpu = new double[16];
  private long[] keys = new long[16];
  private double[] loadUpTo = new double[17];
  private double[] profitUpTo = new double[17];
  private double[] cpuUpTo = new double[17];
  private int size;
  private int cursor;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  void add(int itemIndex, double itemProfit, double itemLoad, double itemCpu) {
    if (size == item.length) {
      grow();
    }
    item[size] = itemIndex;
    load[size] = itemLoad;
    profit[size] = itemProfit;
    cpu[size] = itemCpu;
    float ratio = (float) (itemProfit / itemLoad);
    keys[size] = ((long) ~Float.floatToIntBits(ratio) << 32) | size;
    size++;
  }

  /** Sorts and sums what was added. */
  void finish() {
    Arrays.sort(keys, 0, size);
    for (int i = 0; i < size; i++) {
      int at = (int) keys[i];
      loadUpTo[i + 1] = loadUpTo[i] + load[at];
      profitUpTo[i + 1] = profitUpTo[i] + profit[at];
      cpuUpTo[i + 1] = cpuUpTo[i] + cpu[at];
    }
    cursor = 0;
  }

  double totalLoad() {
    return loadUpTo[size];
  }

  /** Item at a rank. */
  int item(int rank) {
    return item[(int) keys[rank]];
  }

  /** Share of the item at a rank that is served on so much load. */
  double share(int rank, double capacity) {
    double left = capacity - loadUpTo[rank];
    double own = load[(int) keys[rank]];
    return left >= own ? 1 : Math.max(0, left / own);
  }

  double profitAt(double capacity) {
    int rank = rank(capacity);
    double value = profitUpTo[rank];
    if (rank < size) {
      value += share(rank, capacity) * profit[(int) keys[rank]];
    }
    return value;
  }

  double cpuAt(double capacity) {
    int rank = rank(capacity);
    double value = cpuUpTo[rank];
    if (rank < size) {
      value += share(rank, capacity) * cpu[(int) keys[rank]];
    }
    return value;
  }

  /** Profit per load of what would be served next. */
  double marginalAt(double capacity) {
    int rank = rank(capacity);
    if (rank >= size) {
      return 0;
    }
    int at = (int) keys[rank];
    return profit[at] / load[at];
  }

  /** The first item that does not fit whole. Fast for capacities asked in ascending order. */
  private int rank(double capacity) {
    while (cursor > 0 && loadUpTo[cursor] > capacity) {
      cursor--;
    }
    while (cursor < size && loadUpTo[cursor + 1] <= capacity) {
      cursor++;
    }
    return cursor;
  }

  private void grow() {
    int bigger = 2 * item.length;
    item = Arrays.copyOf(item, bigger);
    load = Arrays.copyOf(load, bigger);
    profit = Arrays.copyOf(profit, bigger);
    cpu = Arrays.copyOf(cpu, bigger);
    keys = Arrays.copyOf(keys, bigger);
    loadUpTo = Arrays.copyOf(loadUpTo, bigger + 1);
    profitUpTo = Arrays.copyOf(profitUpTo, bigger + 1);
    cpuUpTo = Arrays.copyOf(cpuUpTo, bigger + 1);
  }
}
