package dev.continuum.solver.compiled;

import java.util.Arrays;

/**
 * The options of every call of an application for devices of one rate and class. Groups that differ
 * only in where they attach share one; those that differ in rate share its layout. Nodes that are
 * alike in processor, prices and power are one kind: terms are kept by kind, so that a table is
 * small however many nodes there are. Arrays must not be changed; tables are equal if they share
 * their arrays.
 */
@SuppressWarnings("ArrayRecordComponent")
public record OptionTable(Layout layout, Terms terms) {

  /**
   * Which options there are, by call and option; and by call and node the first option there, with
   * the next of each, or -1.
   */
  public record Layout(
      int[][] function, int[][] node, int[][] kind, int[][] firstAt, int[][] next) {

    /** Fills what follows from the nodes of options. */
    static Layout of(int[][] function, int[][] node, int[][] kind, int nodes) {
      int[][] firstAt = new int[node.length][nodes + 1];
      int[][] next = new int[node.length][];
      for (int call = 0; call < node.length; call++) {
        Arrays.fill(firstAt[call], -1);
        next[call] = new int[node[call].length];
        for (int option = node[call].length - 1; option >= 0; option--) {
          int at = slot(node[call][option], nodes);
          next[call][option] = firstAt[call][at];
          firstAt[call][at] = option;
        }
      }
      return new Layout(function, node, kind, firstAt, next);
    }

    /** The device's options come after those of all nodes. */
    private static int slot(int node, int nodes) {
      return node == RouteSpace.LOCAL ? nodes : node;
    }

    int first(int call, int node) {
      return firstAt[call][slot(node, firstAt[call].length - 1)];
    }

    Layout withKinds(int[][] kinds) {
      return new Layout(function, node, kinds, firstAt, next);
    }
  }

  /** What options of a kind take and cost, by call and kind; load by call. */
  public record Terms(
      long[][] termNanos, long[][] cpuNanocores, double[][] busyWatts, long[] loadNanos) {}

  /** Number of calls. */
  public int calls() {
    return layout.function.length;
  }

  /** Kind of an option: nodes alike in processor, prices and power; dense by call. */
  public int kind(int call, int option) {
    return layout.kind[call][option];
  }

  /** Number of options of a call. */
  public int options(int call) {
    return layout.function[call].length;
  }

  /** Function of an option. */
  public int function(int call, int option) {
    return layout.function[call][option];
  }

  /** Node of an option, or {@link RouteSpace#LOCAL}. */
  public int node(int call, int option) {
    return layout.node[call][option];
  }

  /** What an option costs by itself, nano-units per hour and device. */
  public long termNanos(int call, int option) {
    return terms.termNanos[call][layout.kind[call][option]];
  }

  /** CPU of an option on its node, nanocores per device. */
  public long cpuNanocores(int call, int option) {
    return terms.cpuNanocores[call][layout.kind[call][option]];
  }

  /** Power of an option, W per device. */
  public double busyWatts(int call, int option) {
    return terms.busyWatts[call][layout.kind[call][option]];
  }

  /** Load of a call, nano-requests/s per device. */
  public long loadNanos(int call) {
    return terms.loadNanos[call];
  }
}
