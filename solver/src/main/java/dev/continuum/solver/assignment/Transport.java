package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * Divisible jobs on open nodes at least cost: the network simplex method on the transportation
 * graph (G. B. Dantzig, 1951; W. H. Cunningham, A network simplex method, 1976, DOI
 * 10.1007/BF01580379, whose strongly feasible trees it keeps). Amounts are whole numbers, so every
 * answer is exactly feasible. Opening and closing nodes goes on from the last tree: a closed node
 * earns a prize for idling that nothing can outbid. Not thread-safe.
 */
final class Transport {

  private static final int NONE = -1;
  private static final int IDLE = -2;
  private static final int MISSING = -3;

  /** Many times what is ever needed: rounding cannot keep the method going for ever. */
  private static final int MOST_PIVOTS_A_VERTEX = 100;

  private static final int REFRESH = 1000;

  private final Instance instance;
  private final int m;
  private final int root;

  /** Cost of a unit on each arc. */
  private final double[] unit;

  /** Arc by job and node, or -1; empty where every job has every node, in order. */
  private final int[] arcAt;

  /** The open nodes, in no order, and where each node is among them. */
  private final int[] openNodes;

  private final int[] openPosition;
  private int openCount;

  /** What leaving a unit of a job out costs, and what a closed node earns by idling. */
  private final double missingCost;

  private final double prize;
  private final double noise;
  private final boolean[] open;

  // The tree, by vertex: nodes, jobs, root. An arc to the parent carries flow up or down.
  private final int[] parent;
  private final int[] arc;
  private final boolean[] up;
  private final long[] flow;
  private final double[] potential;
  private final int[] depth;
  private final int[] child;
  private final int[] next;
  private final int[] previous;
  private final int[] stack;
  private int cursor;

  Transport(Instance instance) {
    this.instance = instance;
    m = instance.nodes;
    root = m + instance.jobs;
    unit = new double[instance.arcs()];
    boolean dense = (long) m * instance.jobs == instance.arcs();
    arcAt = new int[dense ? 0 : m * instance.jobs];
    Arrays.fill(arcAt, NONE);
    openNodes = new int[m];
    openPosition = new int[m];
    double dearest = 1e-9;
    for (int a = 0; a < unit.length; a++) {
      unit[a] = instance.cost[a] / instance.use[a];
      dearest = Math.max(dearest, unit[a]);
      if (!dense) {
        arcAt[instance.job[a] * m + instance.node[a]] = a;
      }
    }
    // A path of the tree alternates: no chain of relocations costs more than this.
    missingCost = 2 * dearest * (1 + Math.min(m, instance.jobs));
    prize = 4 * missingCost;
    noise = dearest * 1e-12;
    int vertices = root + 1;
    open = new boolean[m];
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
    plant();
  }

  /** All nodes idle, all jobs missing. */
  private void plant() {
    Arrays.fill(child, NONE);
    Arrays.fill(next, NONE);
    Arrays.fill(previous, NONE);
    parent[root] = NONE;
    for (int v = 0; v < root; v++) {
      boolean node = v < m;
      arc[v] = node ? IDLE : MISSING;
      up[v] = node;
      flow[v] = node ? instance.capacity[v] : demand(v - m);
      depth[v] = 1;
      potential[v] = node ? prize : missingCost;
      attach(v, root);
    }
  }

  private long demand(int j) {
    return instance.use[instance.first[j]];
  }

  boolean isOpen(int node) {
    return open[node];
  }

  /** Opens or closes a node; {@link #solve} must follow before anything is asked. */
  void setOpen(int node, boolean state) {
    if (open[node] == state) {
      return;
    }
    open[node] = state;
    if (state) {
      openPosition[node] = openCount;
      openNodes[openCount++] = node;
    } else {
      int last = openNodes[--openCount];
      openNodes[openPosition[node]] = last;
      openPosition[last] = openPosition[node];
    }
    if (arc[node] == IDLE) {
      raise(node, state ? -prize : prize);
    }
  }

  /** Potentials are sums: differences this small may be rounding. */
  private double tolerance(int v) {
    return noise + 1e-14 * Math.abs(potential[v]);
  }

  private double idleCost(int node) {
    return open[node] ? 0 : -prize;
  }

  /** Pivots until nothing improves. */
  void solve() {
    boolean again = true;
    int left = MOST_PIVOTS_A_VERTEX * (root + 1);
    while (again && left > 0) {
      again = false;
      for (int i = 0; i < m; i++) {
        if (arc[i] != IDLE && idleCost(i) + potential[i] < -tolerance(i)) {
          pivot(i, root, IDLE, idleCost(i));
          left--;
          again = true;
        }
      }
      int jobs = instance.jobs;
      int quiet = 0;
      while (quiet < jobs && left > 0) {
        int j = cursor;
        cursor = cursor + 1 == jobs ? 0 : cursor + 1;
        int entering = bestArc(j);
        if (entering == NONE) {
          quiet++;
        } else {
          pivot(instance.node[entering], m + j, entering, unit[entering]);
          quiet = 0;
          again = true;
          if (--left % REFRESH == 0) {
            refresh();
          }
        }
      }
    }
  }

  /** The arc of a job with the most negative reduced cost, or none. */
  private int bestArc(int j) {
    double pays = potential[m + j] - tolerance(m + j);
    double least = 0;
    int best = NONE;
    int row = j * m;
    boolean dense = arcAt.length == 0;
    for (int k = 0; k < openCount; k++) {
      int i = openNodes[k];
      int a = dense ? row + i : arcAt[row + i];
      if (a >= 0) {
        double reduced = unit[a] + potential[i] - pays;
        if (reduced < least) {
          least = reduced;
          best = a;
        }
      }
    }
    return best;
  }

  /** Whether every job is served, and by open nodes. */
  boolean feasible() {
    for (int i = 0; i < m; i++) {
      if (!open[i] && (arc[i] != IDLE || flow[i] != instance.capacity[i])) {
        return false;
      }
    }
    for (int v = m; v < root; v++) {
      if (arc[v] == MISSING && flow[v] > 0) {
        return false;
      }
    }
    return true;
  }

  /** Cost of serving above the base, without opening. */
  double servingCost() {
    double sum = 0;
    for (int v = 0; v < root; v++) {
      if (arc[v] >= 0 && flow[v] > 0) {
        sum += unit[arc[v]] * flow[v];
      } else if (arc[v] == MISSING) {
        sum += missingCost * flow[v];
      }
    }
    return sum;
  }

  /** What each job's last unit costs, times its units. */
  double[] jobPrices() {
    double[] prices = new double[instance.jobs];
    for (int j = 0; j < prices.length; j++) {
      prices[j] = potential[m + j] * demand(j);
    }
    return prices;
  }

  /** What all of a job would cost at the price of its last unit. */
  double pays(int j) {
    return potential[m + j] * demand(j);
  }

  /** The node that a job hangs on in the tree, or -1. */
  int mainServer(int j) {
    return parent[m + j] < m ? parent[m + j] : -1;
  }

  /** What a unit of a node's capacity is worth. */
  double rent(int node) {
    return potential[node];
  }

  /** Arcs in use and their amounts. */
  void read(Amounts into) {
    into.size = 0;
    for (int v = 0; v < root; v++) {
      if (arc[v] >= 0 && flow[v] > 0) {
        into.arc[into.size] = arc[v];
        into.amount[into.size++] = flow[v];
      }
    }
  }

  /** Arcs with amounts. */
  static final class Amounts {
    final int[] arc;
    final long[] amount;
    int size;

    Amounts(Instance instance) {
      arc = new int[instance.nodes + instance.jobs];
      amount = new long[arc.length];
    }
  }

  /** Brings the arc from a node to a job or the root into the tree. */
  private void pivot(int tail, int head, int entering, double cost) {

    // Flow goes tail -> head, back through the tree from head to the apex and down to tail.
    int a = tail;
    int b = head;
    while (a != b) {
      if (depth[a] >= depth[b]) {
        a = parent[a];
      } else {
        b = parent[b];
      }
    }
    int apex = a;
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
  private void raise(int top, double by) {
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

  /** Potentials from the tree alone, free of what sums of shifts have lost. */
  void refresh() {
    int size = 0;
    potential[root] = 0;
    for (int c = child[root]; c != NONE; c = next[c]) {
      stack[size++] = c;
    }
    while (size > 0) {
      int v = stack[--size];
      double cost =
          switch (arc[v]) {
            case IDLE -> idleCost(v);
            case MISSING -> missingCost;
            default -> unit[arc[v]];
          };
      potential[v] = up[v] ? potential[parent[v]] - cost : potential[parent[v]] + cost;
      for (int c = child[v]; c != NONE; c = next[c]) {
        stack[size++] = c;
      }
    }
  }

  /** A copy of the tree, to return to. */
  static final class Saved {
    private final boolean[] open;
    private final boolean[] up;
    private final int[][] links = new int[6][];
    private final int[] openNodes;
    private final int[] openPosition;
    private int openCount;
    private final long[] flow;
    private final double[] potential;

    Saved(Transport of) {
      open = new boolean[of.m];
      openNodes = new int[of.m];
      openPosition = new int[of.m];
      up = new boolean[of.root + 1];
      Arrays.setAll(links, k -> new int[of.root + 1]);
      flow = new long[of.root + 1];
      potential = new double[of.root + 1];
      of.save(this);
    }
  }

  private int[][] links() {
    return new int[][] {parent, arc, depth, child, next, previous};
  }

  void save(Saved into) {
    copy(open, into.open);
    copy(openNodes, into.openNodes);
    copy(openPosition, into.openPosition);
    into.openCount = openCount;
    copy(up, into.up);
    copy(flow, into.flow);
    copy(potential, into.potential);
    int[][] mine = links();
    for (int k = 0; k < mine.length; k++) {
      copy(mine[k], into.links[k]);
    }
  }

  void restore(Saved from) {
    copy(from.open, open);
    copy(from.openNodes, openNodes);
    copy(from.openPosition, openPosition);
    openCount = from.openCount;
    copy(from.up, up);
    copy(from.flow, flow);
    copy(from.potential, potential);
    int[][] mine = links();
    for (int k = 0; k < mine.length; k++) {
      copy(from.links[k], mine[k]);
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy")
  private static void copy(Object from, Object to) {
    System.arraycopy(from, 0, to, 0, java.lang.reflect.Array.getLength(from));
  }
}
