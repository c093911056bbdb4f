package dev.continuum.solver.assignment;

/**
 * Fills one node: which of some items with positive profit to take under a capacity. Divisible
 * items by ratio of profit to weight (G. B. Dantzig, 1957, DOI 10.1287/opre.5.2.266); whole items
 * exactly, by dynamic programming over undominated states of the core that bounds leave open (D.
 * Pisinger, A minimal algorithm for the 0-1 knapsack problem, 1997, DOI 10.1287/opre.45.5.758).
 * Where states grow beyond a limit the value is an upper bound still. Profits are doubles: values
 * are right to a relative 1e-12. Not thread-safe.
 */
final class Knapsack {

  private static final int MOST_STATES = 1 << 17;

  // Items, by position; the order changes while solving.
  final int[] arc;
  final double[] profit;
  final long[] weight;
  private final double[] ratio;

  /** Share of each item taken, by position. */
  final double[] taken;

  int size;

  /** What is proven to be no less than the value of the best choice. */
  double value;

  /** The same where items could be split. */
  double splitValue;

  /** What a unit of capacity is worth. */
  double price;

  // States of the dynamic program: parent and item by state, kept to trace the best back.
  private int[] parent = new int[1024];
  private int[] last = new int[1024];
  private double[] worth = new double[1024];
  private long[] filled = new long[1024];
  private int[] front = new int[1024];
  private int[] next = new int[1024];

  Knapsack(int most) {
    arc = new int[most];
    profit = new double[most];
    weight = new long[most];
    ratio = new double[most];
    taken = new double[most];
  }

  void clear() {
    size = 0;
  }

  void add(int item, double itemProfit, long itemWeight) {
    arc[size] = item;
    profit[size] = itemProfit;
    weight[size] = itemWeight;
    size++;
  }

  /** Solves for divisible or whole items. */
  void solve(long capacity, boolean split) {
    solve(capacity, split, Double.NEGATIVE_INFINITY);
  }

  /**
   * Solves for divisible or whole items.
   *
   * @param enough where even split items are worth no more, that will do for the value
   */
  void solve(long capacity, boolean split, double enough) {
    long total = 0;
    double sum = 0;
    for (int k = 0; k < size; k++) {
      total += weight[k];
      sum += profit[k];
      taken[k] = 1;
    }
    value = sum;
    splitValue = sum;
    price = 0;
    if (total <= capacity) {
      return;
    }
    for (int k = 0; k < size; k++) {
      ratio[k] = profit[k] / Math.max((double) weight[k], 1e-9);
    }
    int at = select(capacity);
    long left = capacity;
    sum = 0;
    for (int k = 0; k < at; k++) {
      left -= weight[k];
      sum += profit[k];
    }
    price = ratio[at];
    splitValue = sum + left * price;
    java.util.Arrays.fill(taken, at, size, 0);
    if (split || splitValue <= enough) {
      taken[at] = left / (double) weight[at];
      value = splitValue;
    } else {
      sort(0, at - 1);
      sort(at + 1, size - 1);
      whole(capacity, at, sum, left);
    }
  }

  /**
   * Brings items of the highest ratios to the front, as many as fit, and the one that does not
   * after them; returns its position. All together must not fit. Linear in expectation (E. Balas,
   * E. Zemel, An algorithm for large zero-one knapsack problems, 1980, DOI 10.1287/opre.28.5.1130).
   */
  private int select(long capacity) {
    int low = 0;
    int high = size - 1;
    long left = capacity;
    while (low < high) {
      double pivot = median(ratio[low], ratio[(low + high) >>> 1], ratio[high]);
      int equal = low;
      int less = high;
      long above = 0;
      for (int k = low; k <= less; ) {
        if (ratio[k] > pivot) {
          above += weight[k];
          swap(equal++, k++);
        } else if (ratio[k] < pivot) {
          swap(k, less--);
        } else {
          k++;
        }
      }
      if (above > left) {
        high = equal - 1;
        continue;
      }
      left -= above;
      low = equal;
      while (low <= less && weight[low] <= left) {
        left -= weight[low++];
      }
      if (low <= less) {
        return low;
      }
    }
    return low;
  }

  private static double median(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private void whole(long capacity, int at, double prefix, long room) {
    // A first choice: what fits, by ratio.
    double least = prefix;
    long left = room;
    for (int k = at; k < size; k++) {
      if (weight[k] <= left) {
        left -= weight[k];
        least += profit[k];
        taken[k] = 1;
      }
    }
    double tolerance = 1e-12 * Math.abs(splitValue);
    if (splitValue - least <= tolerance) {
      value = Math.max(least, splitValue);
      return;
    }
    // Items whose other choice cannot beat the first one are settled.
    double settled = 0;
    long free = capacity;
    int core = 0;
    double openProfit = 0;
    for (int k = 0; k < size; k++) {
      double loss = Math.abs(profit[k] - price * weight[k]);
      if (splitValue - loss <= least + tolerance && k != at) {
        if (k < at) {
          settled += profit[k];
          free -= weight[k];
        }
      } else {
        next = grown(next, core + 1);
        next[core++] = k;
        openProfit += profit[k];
      }
    }
    int[] items = java.util.Arrays.copyOf(next, core);
    dynamic(items, free, settled, least, openProfit, at);
  }

  private void dynamic(
      int[] items, long free, double settled, double least, double openProfit, int at) {
    int states = 1;
    worth[0] = settled;
    filled[0] = 0;
    parent[0] = -1;
    last[0] = -1;
    front[0] = 0;
    int width = 1;
    double best = least;
    int bestState = -1;
    double rest = openProfit;
    for (int t = 0; t < items.length && width > 0; t++) {
      int k = items[t];
      rest -= profit[k];
      double density = t + 1 < items.length ? ratio[items[t + 1]] : 0;
      if (states + width > MOST_STATES) {
        // Too many: what the states left could still reach bounds the value.
        double reach = best;
        for (int s = 0; s < width; s++) {
          double more = Math.min(rest + profit[k], (free - filled[front[s]]) * ratio[k]);
          reach = Math.max(reach, worth[front[s]] + more);
        }
        value = Math.min(reach, splitValue);
        return;
      }
      // Merge states without and with the item, by weight, dropping dominated and hopeless ones.
      next = grown(next, 2 * width);
      int a = 0;
      int b = 0;
      int count = 0;
      double top = Double.NEGATIVE_INFINITY;
      while (a < width || b < width) {
        long plain = a < width ? filled[front[a]] : Long.MAX_VALUE;
        long with = b < width ? filled[front[b]] + weight[k] : Long.MAX_VALUE;
        int state;
        if (plain <= with) {
          state = front[a++];
          if (worth[state] <= top || hopeless(state, free, density, rest, best)) {
            continue;
          }
        } else {
          int from = front[b++];
          double reached = worth[from] + profit[k];
          if (with > free || reached <= top) {
            continue;
          }
          if (states == worth.length) {
            grow();
          }
          state = states;
          worth[state] = reached;
          filled[state] = with;
          parent[state] = from;
          last[state] = k;
          if (reached > best) {
            best = reached;
            bestState = state;
          }
          if (hopeless(state, free, density, rest, best) && bestState != state) {
            continue;
          }
          states++;
        }
        top = worth[state];
        next[count++] = state;
      }
      int[] swap = front;
      front = next;
      next = swap;
      width = count;
      // The swapped array must hold as many as the front may.
      next = grown(next, 2 * width + 1);
    }
    value = Math.min(best, splitValue);
    if (bestState >= 0) {
      for (int k : items) {
        taken[k] = 0;
      }
      boolean[] inCore = new boolean[size];
      for (int k : items) {
        inCore[k] = true;
      }
      for (int k = 0; k < size; k++) {
        if (!inCore[k]) {
          taken[k] = k < at ? 1 : 0;
        }
      }
      for (int s = bestState; s >= 0; s = parent[s]) {
        if (last[s] >= 0) {
          taken[last[s]] = 1;
        }
      }
    }
  }

  private boolean hopeless(int state, long free, double density, double rest, double best) {
    return worth[state] + Math.min(rest, (free - filled[state]) * density) <= best
        && (rest > 0 || worth[state] < best);
  }

  private void grow() {
    int larger = worth.length * 2;
    parent = java.util.Arrays.copyOf(parent, larger);
    last = java.util.Arrays.copyOf(last, larger);
    worth = java.util.Arrays.copyOf(worth, larger);
    filled = java.util.Arrays.copyOf(filled, larger);
  }

  private static int[] grown(int[] array, int least) {
    return array.length >= least
        ? array
        : java.util.Arrays.copyOf(array, Math.max(least, 2 * array.length));
  }

  /** Sorts positions by ratio, descending. */
  private void sort(int low, int high) {
    int from = low;
    int to = high;
    while (to - from > 12) {
      double pivot = ratio[(from + to) >>> 1];
      int i = from;
      int j = to;
      while (i <= j) {
        while (ratio[i] > pivot) {
          i++;
        }
        while (ratio[j] < pivot) {
          j--;
        }
        if (i <= j) {
          swap(i++, j--);
        }
      }
      if (j - from < to - i) {
        sort(from, j);
        from = i;
      } else {
        sort(i, to);
        to = j;
      }
    }
    for (int i = from + 1; i <= to; i++) {
      for (int j = i; j > from && ratio[j] > ratio[j - 1]; j--) {
        swap(j, j - 1);
      }
    }
  }

  private void swap(int i, int j) {
    int a = arc[i];
    arc[i] = arc[j];
    arc[j] = a;
    double p = profit[i];
    profit[i] = profit[j];
    profit[j] = p;
    long w = weight[i];
    weight[i] = weight[j];
    weight[j] = w;
    double r = ratio[i];
    ratio[i] = ratio[j];
    ratio[j] = r;
  }
}
