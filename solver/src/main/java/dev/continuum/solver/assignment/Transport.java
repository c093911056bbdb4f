package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

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

  /** What leaving a unit of a job out costs, and what a closed node earns by idling. */
  private final double missingCost;

  private final double prize;
  private final double noise;
  private final OpenNodes open;

  /** By vertex: nodes, jobs, root. */
  private final TransportTree tree;

  private final IntToDoubleFunction costAbove = this::costAbove;
  private int cursor;

  Transport(Instance instance) {
    this.instance = instance;
    m = instance.nodes;
    root = m + instance.jobs;
    unit = new double[instance.arcs()];
    boolean dense = (long) m * instance.jobs == instance.arcs();
    arcAt = new int[dense ? 0 : m * instance.jobs];
    Arrays.fill(arcAt, NONE);
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
    open = new OpenNodes(m);
    tree = new TransportTree(root + 1);
    for (int i = 0; i < m; i++) {
      tree.plant(i, IDLE, true, instance.capacity[i], prize);
    }
    for (int j = 0; j < instance.jobs; j++) {
      tree.plant(m + j, MISSING, false, demand(j), missingCost);
    }
  }

  private long demand(int j) {
    return instance.use[instance.first[j]];
  }

  boolean isOpen(int node) {
    return open.has(node);
  }

  /** Opens or closes a node; {@link #solve} must follow before anything is asked. */
  void setOpen(int node, boolean state) {
    if (open.set(node, state) && tree.arc[node] == IDLE) {
      tree.raise(node, state ? -prize : prize);
    }
  }

  /** Potentials are sums: differences this small may be rounding. */
  private double tolerance(int v) {
    return noise + 1e-14 * Math.abs(tree.potential[v]);
  }

  private double idleCost(int node) {
    return open.has(node) ? 0 : -prize;
  }

  /** What a unit costs on the arc from a vertex to its parent. */
  private double costAbove(int v) {
    return switch (tree.arc[v]) {
      case IDLE -> idleCost(v);
      case MISSING -> missingCost;
      default -> unit[tree.arc[v]];
    };
  }

  /** Pivots until nothing improves. */
  void solve() {
    boolean again = true;
    int left = MOST_PIVOTS_A_VERTEX * (root + 1);
    while (again && left > 0) {
      again = false;
      for (int i = 0; i < m; i++) {
        if (tree.arc[i] != IDLE && idleCost(i) + tree.potential[i] < -tolerance(i)) {
          tree.pivot(i, root, IDLE, idleCost(i));
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
          tree.pivot(instance.node[entering], m + j, entering, unit[entering]);
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
    double[] potential = tree.potential;
    int[] listed = open.listed;
    int count = open.count;
    double pays = potential[m + j] - tolerance(m + j);
    double least = 0;
    int best = NONE;
    int row = j * m;
    boolean dense = arcAt.length == 0;
    for (int k = 0; k < count; k++) {
      int i = listed[k];
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

  /** Potentials from the tree alone, free of what sums of shifts have lost. */
  void refresh() {
    tree.reprice(costAbove);
  }

  /** Whether every job is served, and by open nodes. */
  boolean feasible() {
    for (int i = 0; i < m; i++) {
      if (!open.has(i) && (tree.arc[i] != IDLE || tree.flow[i] != instance.capacity[i])) {
        return false;
      }
    }
    for (int v = m; v < root; v++) {
      if (tree.arc[v] == MISSING && tree.flow[v] > 0) {
        return false;
      }
    }
    return true;
  }

  /** Cost of serving above the base, without opening. */
  double servingCost() {
    double sum = 0;
    for (int v = 0; v < root; v++) {
      int arc = tree.arc[v];
      if (arc >= 0 && tree.flow[v] > 0) {
        sum += unit[arc] * tree.flow[v];
      } else if (arc == MISSING) {
        sum += missingCost * tree.flow[v];
      }
    }
    return sum;
  }

  /** What each job's last unit costs, times its units. */
  double[] jobPrices() {
    double[] prices = new double[instance.jobs];
    for (int j = 0; j < prices.length; j++) {
      prices[j] = pays(j);
    }
    return prices;
  }

  /** What all of a job would cost at the price of its last unit. */
  double pays(int j) {
    return tree.potential[m + j] * demand(j);
  }

  /** The node that a job hangs on in the tree, or -1. */
  int mainServer(int j) {
    int parent = tree.parent[m + j];
    return parent < m ? parent : NONE;
  }

  /** What a unit of a node's capacity is worth. */
  double rent(int node) {
    return tree.potential[node];
  }

  /** Arcs in use and their amounts. */
  void read(Amounts into) {
    into.size = 0;
    for (int v = 0; v < root; v++) {
      if (tree.arc[v] >= 0 && tree.flow[v] > 0) {
        into.arc[into.size] = tree.arc[v];
        into.amount[into.size++] = tree.flow[v];
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

  /** A copy of the tree and of what is open, to return to. */
  static final class Saved {
    private final OpenNodes open;
    private final TransportTree tree;

    Saved(Transport of) {
      open = new OpenNodes(of.m);
      tree = new TransportTree(of.root + 1);
      of.save(this);
    }
  }

  void save(Saved into) {
    into.open.copy(open);
    into.tree.copy(tree);
  }

  void restore(Saved from) {
    open.copy(from.open);
    tree.copy(from.tree);
  }
}
