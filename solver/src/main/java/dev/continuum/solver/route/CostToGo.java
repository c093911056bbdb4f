package dev.continuum.solver.route;

import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;

/**
 * What calls that are not decided yet add to a route at least: each call hangs on one of those that
 * it follows, and dynamic programming over that forest counts options and the transfers along it;
 * other transfers cost no less than nothing. Exact for chains and trees (R. Bellman, Dynamic
 * Programming, 1957), but for pairs of calls with very many options, whose transfer is left out.
 *
 * <p>Not thread-safe: it keeps its working arrays.
 */
final class CostToGo {

  /** Pairs of options looked at for one transfer, and at most. */
  private static final int FEW_PAIRS = 20_000;

  private static final int MOST_PAIRS = 1_000_000;

  private static final int NONE = -1;

  /** Relative error of values in single precision, amply. */
  private static final double SINGLE_PRECISION = 1e-6;

  /** The call that each hangs on, and the transfer between them. */
  private int[] parent = new int[0];

  private int[] edge = new int[0];

  /** What the calls that hang on an option add at least, by call and option. */
  private double[][] after = new double[0][];

  /** What a call and all that hangs on it add at least, by call and option of its parent. */
  private double[][] least = new double[0][];

  private long[] keys = new long[0];
  private boolean exact;
  private long allPairs;

  /**
   * Computes it anew.
   *
   * @param own cost by call and option
   * @param order options that may be used, by call; left cheapest first, but for what single
   *     precision cannot tell
   * @param count how many those are, by call
   * @param many whether all pairs of options are looked at where they are many, too
   * @return what all calls together cost at least; infinite where there is no route
   */
  double prepare(RouteSpace routes, double[][] own, int[][] order, int[] count, boolean many) {
    int calls = routes.calls();
    grow(routes, calls);
    exact = true;
    allPairs = 0;
    long most = many ? MOST_PAIRS : FEW_PAIRS;
    double total = 0;
    for (int call = calls - 1; call >= 0; call--) {
      int from = parent[call];
      long product = from == NONE ? 0 : (long) count[from] * count[call];
      boolean pairs = from != NONE && product <= most;
      allPairs += product;
      exact &= pairs || from == NONE;
      sort(own[call], after[call], order[call], count[call]);
      double alone = pairs ? 0 : alone(own[call], after[call], order[call], count[call]);
      if (from == NONE) {
        least[call][0] = alone;
        total += alone;
        continue;
      }
      for (int i = 0; i < count[from]; i++) {
        int option = order[from][i];
        double more =
            pairs ? following(routes, call, option, own[call], order[call], count[call]) : alone;
        least[call][option] = more;
        after[from][option] += more;
      }
    }
    return total;
  }

  private void grow(RouteSpace routes, int calls) {
    if (parent.length < calls) {
      parent = new int[calls];
      edge = new int[calls];
      after = Arrays.copyOf(after, calls);
      least = Arrays.copyOf(least, calls);
    }
    RouteJudge judge = routes.judge();
    for (int call = 0; call < calls; call++) {
      int[] into = routes.freeEdgesInto(call);
      edge[call] = into.length == 0 ? NONE : into[into.length - 1];
      parent[call] = edge[call] == NONE ? NONE : judge.transferFrom(edge[call]);
      after[call] = zeros(after[call], routes.options(call));
      least[call] = zeros(least[call], parent[call] == NONE ? 1 : routes.options(parent[call]));
    }
  }

  private static double[] zeros(double[] known, int size) {
    if (known == null || known.length < size) {
      return new double[size];
    }
    Arrays.fill(known, 0, size, 0);
    return known;
  }

  private static double alone(double[] own, double[] after, int[] order, int count) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, own[order[i]] + after[order[i]]);
    }
    return least;
  }

  /** By value in single precision, then number. */
  private void sort(double[] own, double[] after, int[] order, int count) {
    keys = keys.length < count ? new long[count] : keys;
    for (int i = 0; i < count; i++) {
      int bits = Float.floatToIntBits((float) (own[order[i]] + after[order[i]]));
      keys[i] = (long) (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32 | order[i];
    }
    Arrays.sort(keys, 0, count);
    for (int i = 0; i < count; i++) {
      order[i] = (int) keys[i];
    }
  }

  /** First what is in the same place or on the device, then others while they may cost less. */
  private double following(
      RouteSpace routes, int call, int option, double[] own, int[] order, int count) {
    double[] more = after[call];
    int place = routes.node(parent[call], option);
    double least = leastAt(routes, call, option, place, own);
    if (place != RouteSpace.LOCAL) {
      least = Math.min(least, leastAt(routes, call, option, RouteSpace.LOCAL, own));
    }
    double apart = routes.leastEdgeMicros(edge[call], option);
    for (int i = 0; i < count; i++) {
      double value = own[order[i]] + more[order[i]];
      if (value + apart < least) {
        least = Math.min(least, value + routes.edgeMicros(edge[call], option, order[i]));
      } else if (beyondRounding(value, least - apart)) {
        break;
      }
    }
    return least;
  }

  private double leastAt(RouteSpace routes, int call, int option, int place, double[] own) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = routes.firstAt(call, place); i >= 0; i = routes.nextAt(call, i)) {
      if (own[i] < Double.POSITIVE_INFINITY) {
        double value = own[i] + after[call][i];
        least = Math.min(least, value + routes.edgeMicros(edge[call], option, i));
      }
    }
    return least;
  }

  /** What a call and all that hangs on it add at least, given what is decided before it. */
  double least(int call, int[] decided) {
    return least[call][parent[call] == NONE ? 0 : decided[parent[call]]];
  }

  /** What hangs on an option of a call adds at least. */
  double after(int call, int option) {
    return after[call][option];
  }

  /** Whether a value is more than a limit by what the order cannot tell. */
  static boolean beyondRounding(double value, double limit) {
    return value - SINGLE_PRECISION * Math.abs(value) > limit;
  }

  /** How many pairs of options the transfers along the forest have. */
  long pairs() {
    return allPairs;
  }

  /** Whether no transfer along the forest was left out. */
  boolean isExact() {
    return exact;
  }
}
