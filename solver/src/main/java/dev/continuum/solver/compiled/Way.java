package dev.continuum.solver.compiled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One way through an application's calls, from a first one to a last one.
 *
 * @param calls in order
 * @param edges those taken, by their position among all
 * @param entered whether the first of them leads from the client to the first call
 */
@SuppressWarnings("ArrayRecordComponent")
record Way(int[] calls, int[] edges, boolean entered) {

  private static final int MOST = 16;

  /**
   * Every way; none at all where there are more than a few.
   *
   * @param edges from, to, and what does not matter here; the client is below 0
   * @param calls how many there are, in topological order
   */
  static List<Way> through(List<int[]> edges, int calls) {
    List<Way> ways = new ArrayList<>();
    for (int call = 0; call < calls; call++) {
      if (!hasEdgeInto(edges, call)) {
        grow(edges, new Way(new int[] {call}, new int[0], false), ways);
      }
    }
    for (int edge = 0; edge < edges.size(); edge++) {
      if (edges.get(edge)[0] < 0) {
        grow(edges, new Way(new int[] {edges.get(edge)[1]}, new int[] {edge}, true), ways);
      }
    }
    return ways.size() > MOST ? List.of() : List.copyOf(ways);
  }

  /** Where a call is on it, or -1. */
  int position(int call) {
    for (int k = 0; k < calls.length; k++) {
      if (calls[k] == call) {
        return k;
      }
    }
    return -1;
  }

  /** The edge into the k-th call, or -1 if it has none; beyond the last call, the one out of it. */
  int edgeInto(int k) {
    int at = entered ? k : k - 1;
    return at >= 0 && at < edges.length ? edges[at] : -1;
  }

  /** Whether it has edges into its calls from one to another, and each carries a payload. */
  boolean pays(int[][] all, int from, int to) {
    for (int k = from; k <= to; k++) {
      int edge = edgeInto(k);
      if (edge < 0 || all[edge][2] < 0) {
        return false;
      }
    }
    return true;
  }

  private static void grow(List<int[]> edges, Way way, List<Way> ways) {
    int last = way.calls[way.calls.length - 1];
    boolean goesOn = false;
    for (int edge = 0; edge < edges.size() && ways.size() <= MOST; edge++) {
      if (edges.get(edge)[0] == last) {
        goesOn = true;
        int to = edges.get(edge)[1];
        int[] taken = with(way.edges, edge);
        if (to < 0) {
          ways.add(new Way(way.calls, taken, way.entered));
        } else {
          grow(edges, new Way(with(way.calls, to), taken, way.entered), ways);
        }
      }
    }
    if (!goesOn) {
      ways.add(way);
    }
  }

  private static int[] with(int[] some, int one) {
    int[] more = Arrays.copyOf(some, some.length + 1);
    more[some.length] = one;
    return more;
  }

  private static boolean hasEdgeInto(List<int[]> edges, int call) {
    return edges.stream().anyMatch(edge -> edge[1] == call);
  }
}
