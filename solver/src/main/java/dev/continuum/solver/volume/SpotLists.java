package dev.continuum.solver.volume;

import java.util.Arrays;

/** Which calls of which parts each node serves; adding and removing in constant time. */
final class SpotLists {

  /** Calls of a block are numbered below this. */
  static final int CALLS = 8;

  private final int[][] of;
  private final int[] sizes;
  private final int[] position;

  SpotLists(int nodes, int parts) {
    of = new int[nodes][4];
    sizes = new int[nodes];
    position = new int[parts * CALLS];
  }

  /** How many calls a node serves. */
  int size(int node) {
    return sizes[node];
  }

  /** The part of one of them. */
  int part(int node, int index) {
    return of[node][index] / CALLS;
  }

  /** Its position in the block. */
  int call(int node, int index) {
    return of[node][index] % CALLS;
  }

  void add(int node, int part, int call) {
    if (sizes[node] == of[node].length) {
      of[node] = Arrays.copyOf(of[node], 2 * sizes[node]);
    }
    int spot = part * CALLS + call;
    position[spot] = sizes[node];
    of[node][sizes[node]++] = spot;
  }

  void remove(int node, int part, int call) {
    int index = position[part * CALLS + call];
    int last = of[node][--sizes[node]];
    of[node][index] = last;
    position[last] = index;
  }
}
