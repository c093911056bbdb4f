package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * The sets that are left at each depth of a {@link SetTree}, grouped by node, under prices of jobs:
 * what they cost less their jobs' prices, the least of each node together with all prices being a
 * lower bound. Values are rounded outward. Not thread-safe.
 */
final class SetFront {

  /** A root, and one deeper for every job. */
  static final int DEPTHS = SetLists.MOST_JOBS + 1;

  /** Relative amount subtracted for sums in double precision, of the sum of absolute terms. */
  private static final double OUTWARD = 1e-12;

  private final SetLists lists;

  /** By depth: sets, where those of each node begin, and the best prices of jobs. */
  final int[][] alive = new int[DEPTHS][0];

  final int[][] from;
  final double[][] price = new double[DEPTHS][SetLists.MOST_JOBS];

  /** In the last evaluation: the cheapest set by node, and how many of those hold each job. */
  final int[] choice;

  final int[] served = new int[SetLists.MOST_JOBS];

  /** By set, after the last drop: what it costs more than the cheapest of its node. */
  final double[] loss = new double[SetLists.MOST];

  /** How many sets have been looked at. */
  long work;

  SetFront(SetLists lists) {
    this.lists = lists;
    from = new int[DEPTHS][lists.node.length + 1];
    choice = new int[lists.node.length];
  }

  /** All listed sets at the root, and prices of all jobs of the instance. */
  void start(double[] prices) {
    int count = lists.from[lists.nodes];
    alive[0] = grown(alive[0], count);
    for (int c = 0; c < count; c++) {
      alive[0][c] = c;
    }
    System.arraycopy(lists.from, 0, from[0], 0, lists.nodes + 1);
    for (int f = 0; f < lists.jobs; f++) {
      price[0][f] = prices[lists.job[f]];
    }
  }

  int count(int depth) {
    return from[depth][lists.nodes];
  }

  /** The sets that are left one deeper if a job is on a node. */
  void put(int depth, int f, int x) {
    long one = 1L << f;
    int[] now = alive[depth];
    int[] next = grown(alive[depth + 1], count(depth));
    alive[depth + 1] = next;
    int kept = 0;
    for (int y = 0; y < lists.nodes; y++) {
      from[depth + 1][y] = kept;
      for (int k = from[depth][y]; k < from[depth][y + 1]; k++) {
        boolean holds = (lists.set[now[k]] & one) != 0;
        if (holds == (y == x)) {
          next[kept++] = now[k];
        }
      }
    }
    from[depth + 1][lists.nodes] = kept;
    System.arraycopy(price[depth], 0, price[depth + 1], 0, lists.jobs);
  }

  /** The value at prices; infinite if a node has no set left. */
  double evaluate(int depth, double[] prices) {
    int[] now = alive[depth];
    Arrays.fill(served, 0, lists.jobs, 0);
    double value = lists.constant;
    double absolute = lists.absolute;
    for (int f = 0; f < lists.jobs; f++) {
      value += prices[f];
      absolute += Math.abs(prices[f]);
    }
    work += count(depth);
    for (int x = 0; x < lists.nodes; x++) {
      double least = Double.POSITIVE_INFINITY;
      int best = -1;
      for (int k = from[depth][x]; k < from[depth][x + 1]; k++) {
        double reduced = reduced(now[k], prices);
        if (reduced < least) {
          least = reduced;
          best = now[k];
        }
      }
      if (best < 0) {
        return Double.POSITIVE_INFINITY;
      }
      choice[x] = best;
      value += least;
      absolute += Math.abs(least) + Math.abs(lists.cost[best]);
      for (long left = lists.set[best]; left != 0; left &= left - 1) {
        served[Long.numberOfTrailingZeros(left)]++;
      }
    }
    return value - OUTWARD * absolute;
  }

  private double reduced(int c, double[] prices) {
    double sum = lists.cost[c];
    for (long left = lists.set[c]; left != 0; left &= left - 1) {
      sum -= prices[Long.numberOfTrailingZeros(left)];
    }
    return sum;
  }

  /** Drops sets that lose more than a budget at the depth's prices. */
  void drop(int depth, double budget) {
    int[] now = alive[depth];
    int kept = 0;
    work += count(depth);
    for (int x = 0; x < lists.nodes; x++) {
      int start = from[depth][x];
      int end = from[depth][x + 1];
      double least = Double.POSITIVE_INFINITY;
      for (int k = start; k < end; k++) {
        loss[now[k]] = reduced(now[k], price[depth]);
        least = Math.min(least, loss[now[k]]);
      }
      from[depth][x] = kept;
      for (int k = start; k < end; k++) {
        loss[now[k]] -= least;
        if (loss[now[k]] <= budget) {
          now[kept++] = now[k];
        }
      }
    }
    from[depth][lists.nodes] = kept;
  }

  /** Sorts each node's sets by what they lose. */
  void sort(int depth) {
    int[] now = alive[depth];
    for (int x = 0; x < lists.nodes; x++) {
      int start = from[depth][x];
      int count = from[depth][x + 1] - start;
      double[] key = new double[count];
      for (int k = 0; k < count; k++) {
        key[k] = loss[now[start + k]];
      }
      int[] old = Arrays.copyOfRange(now, start, start + count);
      int[] order = Order.ascending(key, count);
      for (int k = 0; k < count; k++) {
        now[start + k] = old[order[k]];
      }
    }
  }

  /** Drops the sets at some positions. */
  void remove(int depth, boolean[] gone) {
    int[] now = alive[depth];
    int kept = 0;
    for (int x = 0; x < lists.nodes; x++) {
      int start = from[depth][x];
      from[depth][x] = kept;
      for (int k = start; k < from[depth][x + 1]; k++) {
        if (!gone[k]) {
          now[kept++] = now[k];
        }
      }
    }
    from[depth][lists.nodes] = kept;
  }

  private static int[] grown(int[] array, int least) {
    return array.length >= least ? array : new int[Math.max(least, 2 * array.length)];
  }
}
