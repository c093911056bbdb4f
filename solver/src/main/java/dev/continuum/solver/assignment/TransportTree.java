package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The spanning tree of a {@link Transport}, with the flow on its arcs and the potentials they give
 * its vertices. Pivots keep it strongly feasible (W. H. Cunningham, DOI 10.1007/BF01580379). The
 * last vertex is the root; arcs that are not in the tree carry nothing. What the numbers of arcs
 * mean is the transport's business. Not thread-safe.
 */
final class TransportTree {

  private static final int NONE = -1;

  private final int root;

  /** The vertex towards the root, by vertex; of the root, -1. */
  final int[] parent;

  /** The arc to the parent, by vertex. */
  final int[] arc;

  /** Flow on the arc to the parent, by vertex. */
  final long[] flow;

  /** By vertex; that of the root is 0. */
  final double[] potential;

  /** Whether the arc leads to the parent, not from it. */
  private final boolean[] up;

  private final int[] depth;
  private final int[] child;
  private final int[] next;
  private final int[] previous;
  private final int[] stack;

  /** A root alone; {@link #plant} adds the other vertices. */
  TransportTree(int vertices) {
    root = vertices - 1;
    parent = new int[vertices];
    arc = new int[vertices];
    up = new boolean[vertices];
    flow = new long[vertices];
    potential = new double[vertices];
    depth = new int[vertices];
    child = new int[vertices];
    next = new int[vertices];
    previous = new int[vertices];
    stack = new int[vertices];
    Arrays.fill(child, NONE);
    Arrays.fill(next, NONE);
    Arrays.fill(previous, NONE);
    parent[root] = NONE;
  }

  /** Hangs a new vertex on the root. */
  void plant(int v, int by, boolean upward, long amount, double price) {
    arc[v] = by;
    up[v] = upward;
    flow[v] = amount;
    depth[v] = 1;
    potential[v] = price;
    attach(v, root);
  }

  /** Brings an arc into the tree, and takes out the one that limits what then flows. */
  void pivot(int tail, int head, int entering, double cost) {

    // Flow goes tail -> head, back through the tree from head to the apex and down to tail.
    int apex = apex(tail, head);
    long most = Long.MAX_VALUE;
    int leaving = NONE;
    boolean onTailSide = false;
    // Strongly feasible: the last blocking arc in the direction of the cycle, from the apex on.
    for (int v = tail; v != apex; v = parent[v]) {
      if (up[v] && flow[v] < most) {
        most = flow[v];
        leaving = v;
        onTailSide = true;
      }
    }
    for (int v = head; v != apex; v = parent[v]) {
      if (!up[v] && flow[v] <= most) {
        most = flow[v];
        leaving = v;
        onTailSide = false;
      }
    }
    if (leaving == NONE) {
      throw new IllegalStateException("A transport without a limit");
    }
    if (most > 0) {
      for (int v = tail; v != apex; v = parent[v]) {
        flow[v] += up[v] ? -most : most;
      }
      for (int v = head; v != apex; v = parent[v]) {
        flow[v] += up[v] ? most : -most;
      }
    }
    int inside = onTailSide ? tail : head;
    int outside = onTailSide ? head : tail;
    hang(inside, outside, leaving, entering, onTailSide, most);
    double shift =
        onTailSide
            ? potential[head] - cost - potential[tail]
            : potential[tail] + cost - potential[head];
    raise(inside, shift);
  }

  /** Where the paths of two vertices to the root meet. */
  private int apex(int one, int other) {
    int a = one;
    int b = other;
    while (a != b) {
      if (depth[a] >= depth[b]) {
        a = parent[a];
      } else {
        b = parent[b];
      }
    }
    return a;
  }

  /** Turns the path from a vertex up to the one that loses its arc, and hangs it elsewhere. */
  private void hang(int inside, int outside, int last, int entering, boolean upward, long amount) {
    int v = inside;
    int newParent = outside;
    int newArc = entering;
    boolean newUp = upward;
    long newFlow = amount;
    while (true) {
      int oldParent = parent[v];
      int oldArc = arc[v];
      boolean oldUp = up[v];
      long oldFlow = flow[v];
      detach(v);
      parent[v] = newParent;
      arc[v] = newArc;
      up[v] = newUp;
      flow[v] = newFlow;
      attach(v, newParent);
      if (v == last) {
        return;
      }
      newParent = v;
      newArc = oldArc;
      newUp = !oldUp;
      newFlow = oldFlow;
      v = oldParent;
    }
  }

  private void attach(int v, int to) {
    parent[v] = to;
    next[v] = child[to];
    previous[v] = NONE;
    if (child[to] != NONE) {
      previous[child[to]] = v;
    }
    child[to] = v;
  }

  private void detach(int v) {
    if (previous[v] == NONE) {
      child[parent[v]] = next[v];
    } else {
      next[previous[v]] = next[v];
    }
    if (next[v] != NONE) {
      previous[next[v]] = previous[v];
    }
  }

  /** Adds to the potentials of a subtree; depths follow. */
  void raise(int top, double by) {
    int size = 0;
    stack[size++] = top;
    while (size > 0) {
      int v = stack[--size];
      potential[v] += by;
      depth[v] = depth[parent[v]] + 1;
      for (int c = child[v]; c != NONE; c = next[c]) {
        stack[size++] = c;
      }
    }
  }

  /** Potentials from what the arc to the parent costs by vertex, free of what sums have lost. */
  void reprice(IntToDoubleFunction costAbove) {
    int size = 0;
    potential[root] = 0;
    for (int c = child[root]; c != NONE; c = next[c]) {
      stack[size++] = c;
    }
    while (size > 0) {
      int v = stack[--size];
      double cost = costAbove.applyAsDouble(v);
      potential[v] = up[v] ? potential[parent[v]] - cost : potential[parent[v]] + cost;
      for (int c = child[v]; c != NONE; c = next[c]) {
        stack[size++] = c;
      }
    }
  }

  /** Becomes what another of the same size is. */
  void copy(TransportTree from) {
    copy(from.parent, parent);
    copy(from.arc, arc);
    copy(from.depth, depth);
    copy(from.child, child);
    copy(from.next, next);
    copy(from.previous, previous);
    System.arraycopy(from.up, 0, up, 0, up.length);
    System.arraycopy(from.flow, 0, flow, 0, flow.length);
    System.arraycopy(from.potential, 0, potential, 0, potential.length);
  }

  private static void copy(int[] from, int[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
