package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * The sets of a piece's jobs that a node may take, under prices of jobs: the one that earns most,
 * and all that earn little less, by depth-first search with Dantzig's bound (G. B. Dantzig, 1957,
 * DOI 10.1287/opre.5.2.266). Sets are bit masks; a set's <i>loss</i> is what it earns less than the
 * best. Not thread-safe.
 */
final class PieceSets {

  /** Most sets of a node, and the search steps for each of them. */
  static final int MOST = 3000;

  private static final int STEPS = 20 * MOST;
  private static final double NOTHING = 1e-3;

  private final Piece piece;

  /** By node: sets, and their losses, ascending. */
  final long[][] set = new long[Piece.MOST_NODES][];

  final double[][] loss = new double[Piece.MOST_NODES][];
  final int[] count = new int[Piece.MOST_NODES];

  /** The set that earned most in {@link #most}. */
  long bestSet;

  // The items of one node, best profit per use first.
  private final double[] profit = new double[Piece.MOST_JOBS];
  private final long[] use = new long[Piece.MOST_JOBS];
  private final long[] bit = new long[Piece.MOST_JOBS];
  private final double[] key = new double[Piece.MOST_JOBS];
  private int items;

  private double bestEarned;
  private double threshold;
  private double opening;
  private double reference;
  private int steps;
  private int found;
  private long[] sets = new long[0];
  private double[] losses = new double[0];

  PieceSets(Piece piece) {
    this.piece = piece;
  }

  /** What a node earns at most, or a bound on it: 0 if it is better left out. */
  double most(int x, double[] prices) {
    items(x, prices, 0);
    bestEarned = 0;
    bestSet = 0;
    steps = 0;
    boolean whole = raise(0, piece.room[x], 0, 0);
    double earned = (whole ? bestEarned : addable(0, piece.room[x])) - piece.opening[x];
    if (earned <= 0) {
      bestSet = 0;
      return 0;
    }
    return earned;
  }

  /** Lists all sets of a node that lose at most a budget; false if they are too many. */
  boolean list(int x, double[] prices, double most, double budget) {
    if (set[x] == null) {
      set[x] = new long[MOST];
      loss[x] = new double[MOST];
    }
    items(x, prices, -budget);
    sets = set[x];
    losses = loss[x];
    found = 0;
    steps = 0;
    opening = piece.opening[x];
    reference = most;
    threshold = most - budget;
    if (threshold <= 0 && piece.room[x] >= 0) {
      sets[found] = 0;
      losses[found++] = most;
    }
    boolean whole = collect(0, piece.room[x], 0, 0);
    count[x] = found;
    if (whole) {
      sort(x);
    }
    return whole;
  }

  /** The items that fit and pay more than an amount, in order of profit per use. */
  private void items(int x, double[] prices, double least) {
    items = 0;
    for (int f = 0; f < piece.jobs; f++) {
      double pays = prices[f] - piece.cost[x][f];
      if (piece.arc[x][f] < 0 || piece.use[x][f] > piece.room[x] || pays <= least) {
        continue;
      }
      double ratio = pays / Math.max(1e-9, (double) piece.use[x][f]);
      int at = items++;
      while (at > 0 && key[at - 1] < ratio) {
        key[at] = key[at - 1];
        profit[at] = profit[at - 1];
        use[at] = use[at - 1];
        bit[at] = bit[at - 1];
        at--;
      }
      key[at] = ratio;
      profit[at] = pays;
      use[at] = piece.use[x][f];
      bit[at] = 1L << f;
    }
  }

  /** What items from one on can add at most, if one may be split. */
  private double addable(int from, long room) {
    double sum = 0;
    long left = room;
    for (int k = from; k < items && profit[k] > 0; k++) {
      if (use[k] > left) {
        return sum + profit[k] * left / (double) use[k];
      }
      left -= use[k];
      sum += profit[k];
    }
    return sum;
  }

  private boolean raise(int from, long room, double earned, long taken) {
    if (++steps > MOST) {
      return false;
    }
    if (earned > bestEarned) {
      bestEarned = earned;
      bestSet = taken;
    }
    for (int k = from; k < items; k++) {
      if (earned + addable(k, room) <= bestEarned + NOTHING) {
        return true;
      }
      if (use[k] <= room && !raise(k + 1, room - use[k], earned + profit[k], taken | bit[k])) {
        return false;
      }
    }
    return true;
  }

  private boolean collect(int from, long room, double earned, long taken) {
    if (++steps > STEPS) {
      return false;
    }
    for (int k = from; k < items; k++) {
      if (earned - opening + addable(k, room) < threshold) {
        return true;
      }
      if (use[k] <= room) {
        double next = earned + profit[k];
        if (next - opening >= threshold) {
          if (found == MOST) {
            return false;
          }
          sets[found] = taken | bit[k];
          losses[found++] = Math.max(0, reference - next + opening);
        }
        if (!collect(k + 1, room - use[k], next, taken | bit[k])) {
          return false;
        }
      }
    }
    return true;
  }

  private void sort(int x) {
    int[] order = Order.ascending(Arrays.copyOf(losses, found), found);
    long[] oldSets = Arrays.copyOf(sets, found);
    double[] oldLosses = Arrays.copyOf(losses, found);
    for (int k = 0; k < found; k++) {
      set[x][k] = oldSets[order[k]];
      loss[x][k] = oldLosses[order[k]];
    }
  }

  /**
   * Drops sets that no others can complete within a budget: what the cheapest set that shares no
   * job loses on every other node is added up.
   *
   * @return whether every node has a set left
   */
  boolean filter(double budget) {
    boolean shrunk = true;
    for (int round = 0; round < 3 && shrunk; round++) {
      shrunk = false;
      for (int x = 0; x < piece.nodes; x++) {
        int kept = 0;
        for (int e = 0; e < count[x]; e++) {
          if (completes(x, set[x][e], loss[x][e], budget)) {
            set[x][kept] = set[x][e];
            loss[x][kept++] = loss[x][e];
          }
        }
        if (kept == 0) {
          return false;
        }
        shrunk |= kept * 10 < count[x] * 9;
        count[x] = kept;
      }
    }
    return true;
  }

  private boolean completes(int x, long taken, double lost, double budget) {
    double sum = lost;
    for (int y = 0; y < piece.nodes; y++) {
      if (y == x) {
        continue;
      }
      int e = 0;
      while (e < count[y] && (set[y][e] & taken) != 0) {
        e++;
      }
      if (e == count[y]) {
        return false;
      }
      sum += loss[y][e];
      if (sum > budget) {
        return false;
      }
    }
    return sum <= budget;
  }
}
