package dev.continuum.solver.assignment;

/** Which nodes are open: opened, closed and asked in O(1), and listed. Not thread-safe. */
final class OpenNodes {

  private final boolean[] open;
  private final int[] position;

  /** The open nodes, in no order: the first {@link #count}. */
  final int[] listed;

  /** How many are open. */
  int count;

  /** None is. */
  OpenNodes(int nodes) {
    open = new boolean[nodes];
    position = new int[nodes];
    listed = new int[nodes];
  }

  boolean has(int node) {
    return open[node];
  }

  /** Opens or closes a node; returns whether that is new. */
  boolean set(int node, boolean state) {
    if (open[node] == state) {
      return false;
    }
    open[node] = state;
    if (state) {
      position[node] = count;
      listed[count++] = node;
    } else {
      int last = listed[--count];
      listed[position[node]] = last;
      position[last] = position[node];
    }
    return true;
  }

  /** Becomes what another of the same size is. */
  void copy(OpenNodes from) {
    System.arraycopy(from.open, 0, open, 0, open.length);
    System.arraycopy(from.position, 0, position, 0, position.length);
    System.arraycopy(from.listed, 0, listed, 0, listed.length);
    count = from.count;
  }
}
