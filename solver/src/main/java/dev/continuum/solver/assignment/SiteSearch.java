package dev.continuum.solver.assignment;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Local search over which nodes are open when jobs are divisible: closing, opening and swapping
 * nodes, each judged by the transport that remains, re-optimised from the last tree. What opening a
 * node saves is bounded by the jobs' prices, and with it what a swap saves, so most need no
 * transport (cf. S. K. Jacobsen, Heuristics for the capacitated plant location model, 1983, DOI
 * 10.1016/0377-2217(83)90195-9). Kicks swap nodes at random and are taken back where they do not
 * pay. Not thread-safe.
 */
final class SiteSearch {

  private static final double NOTHING = 1e-9;
  private static final int SWAPS = 6;

  /** How many nodes around a kick are looked at, and how many of those the kick may change. */
  private static final int AROUND = 24;

  private static final int KICKED = 8;

  /** One kick in so many changes nodes anywhere. */
  private static final int WIDE = 3;

  private final Instance instance;
  private final Transport transport;
  private final Transport.Saved saved;
  private final Transport.Saved centre;
  private final Knapsack knapsack;
  private final SplittableRandom random;

  private double cost = Double.POSITIVE_INFINITY;

  /** Nodes that are worth changing, ascending. */
  private int[] core;

  /** By node of the core, once asked for: the nodes of the core nearest to it, itself first. */
  private int[][] near = new int[0][];

  /** Open nodes of the best choice. */
  final boolean[] best;

  double bestCost = Double.POSITIVE_INFINITY;
  final Transport.Amounts amounts;

  private final Runnable optimum;

  SiteSearch(Instance instance, long seed) {
    this(instance, seed, () -> {});
  }

  /** Runs something at each local optimum that kicks lead to. */
  SiteSearch(Instance instance, long seed, Runnable optimum) {
    this.instance = instance;
    this.optimum = optimum;
    transport = new Transport(instance);
    saved = new Transport.Saved(transport);
    centre = new Transport.Saved(transport);
    knapsack = new Knapsack(instance.jobs);
    random = new SplittableRandom(seed);
    best = new boolean[instance.nodes];
    amounts = new Transport.Amounts(instance);
    core = new int[instance.nodes];
    java.util.Arrays.setAll(core, i -> i);
  }

  void core(int[] nodes) {
    if (!java.util.Arrays.equals(core, nodes) || near.length == 0) {
      core = nodes.clone();
      near = new int[instance.nodes][];
    }
  }

  /** Opens exactly the given nodes; records the choice if it is feasible. */
  double open(boolean[] nodes) {
    for (int i = 0; i < nodes.length; i++) {
      transport.setOpen(i, nodes[i]);
    }
    return settle();
  }

  private double settle() {
    transport.solve();
    if (!transport.feasible()) {
      cost = Double.POSITIVE_INFINITY;
      return cost;
    }
    cost = transport.servingCost();
    for (int i = 0; i < instance.nodes; i++) {
      if (transport.isOpen(i)) {
        cost += instance.opening[i];
      }
    }
    if (cost < bestCost) {
      bestCost = cost;
      transport.read(amounts);
      for (int i = 0; i < best.length; i++) {
        best[i] = transport.isOpen(i);
      }
    }
    return cost;
  }

  /** The cost of the choice at hand; infinite if it does not suffice. */
  double cost() {
    return cost;
  }

  /** Which nodes are open in it. */
  boolean[] opened() {
    boolean[] open = new boolean[instance.nodes];
    for (int i = 0; i < open.length; i++) {
      open[i] = transport.isOpen(i);
    }
    return open;
  }

  /** What a unit of a node's capacity is worth in the transport at hand. */
  double rent(int node) {
    return transport.rent(node);
  }

  /** For each job the arc that carries most of it in the transport at hand. */
  int[] mostOf() {
    Transport.Amounts flow = new Transport.Amounts(instance);
    transport.read(flow);
    int[] arcs = new int[instance.jobs];
    long[] most = new long[instance.jobs];
    for (int k = 0; k < flow.size; k++) {
      int j = instance.job[flow.arc[k]];
      if (flow.amount[k] > most[j]) {
        most[j] = flow.amount[k];
        arcs[j] = flow.arc[k];
      }
    }
    return arcs;
  }

  /** Prices of jobs in the transport at hand. */
  double[] jobPrices() {
    transport.refresh();
    return transport.jobPrices();
  }

  private boolean improves(double before) {
    return Double.isInfinite(before) ? cost < before : cost < before - NOTHING * Math.abs(before);
  }

  /** Tries to change one or two nodes; takes it back if that does not help. */
  private boolean attempt(int one, int other) {

    double before = cost;
    transport.save(saved);
    transport.setOpen(one, !transport.isOpen(one));
    if (other >= 0) {
      transport.setOpen(other, !transport.isOpen(other));
    }
    var unused = settle();
    if (improves(before)) {
      return true;
    }
    transport.restore(saved);
    cost = before;
    return false;
  }

  /** Moves until no close, open or likely swap helps. */
  void descend(BooleanSupplier stop) {
    descend(core, stop);
  }

  /** The same for changes of some nodes, and what they swap with. */
  private void descend(int[] nodes, BooleanSupplier stop) {
    boolean again = true;
    while (again && !stop.getAsBoolean()) {
      again = false;
      transport.refresh();
      int[] order = shuffled(nodes);
      for (int i : order) {
        if (stop.getAsBoolean()) {
          return;
        }
        if (transport.isOpen(i)) {
          again |= sparing(i) > 0 && attempt(i, -1);
        } else {
          double saving = saving(i);
          if (saving > instance.opening[i]) {
            again |= attempt(i, -1);
          }
        }
      }
      for (int k : order) {
        if (stop.getAsBoolean()) {
          return;
        }
        if (!transport.isOpen(k)) {
          again |= swapIn(k);
        }
      }
    }
  }

  /** What closing a node saves at most, at the transport's prices. */
  private double sparing(int i) {
    return instance.opening[i] - transport.rent(i) * instance.capacity[i];
  }

  /** What opening a node saves at most, at the jobs' prices. */
  private double saving(int i) {
    knapsack.clear();
    for (int k = instance.nodeFirst[i]; k < instance.nodeFirst[i + 1]; k++) {
      int a = instance.nodeArc[k];
      double profit = transport.pays(instance.job[a]) - instance.cost[a];
      if (profit > 0) {
        knapsack.add(a, profit, instance.use[a]);
      }
    }
    knapsack.solve(instance.capacity[i], true);
    return knapsack.splitValue;
  }

  /** Opens a node in place of an open one whose jobs it could take. */
  private boolean swapIn(int k) {
    double saving = saving(k);
    if (saving < 0.3 * instance.opening[k]) {
      return false;
    }
    double dearer = instance.opening[k] - saving;
    double[] overlap = new double[instance.nodes];
    for (int item = 0; item < knapsack.size; item++) {
      if (knapsack.taken[item] > 0) {
        int j = instance.job[knapsack.arc[item]];
        int server = transport.mainServer(j);
        if (server >= 0) {
          overlap[server] -= knapsack.weight[item] * knapsack.taken[item];
        }
      }
    }
    int[] near = Order.ascending(overlap, overlap.length);
    int tries = 0;
    for (int i : near) {
      if (overlap[i] >= 0 || tries >= SWAPS) {
        break;
      }
      // By weak duality no other swap can pay: the transport's prices bound both changes at once.
      if (transport.isOpen(i) && inCore(i) && dearer < sparing(i)) {
        tries++;
        if (attempt(k, i)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean inCore(int i) {
    return java.util.Arrays.binarySearch(core, i) >= 0;
  }

  /** Kicks and descends from the best choice; returns whether a better one was found. */
  boolean improve(int kicks, BooleanSupplier stop) {
    double before = bestCost;
    var unused = open(best);
    transport.save(centre);
    double centreCost = cost;
    for (int kick = 0; kick < kicks && !stop.getAsBoolean() && core.length > 0; kick++) {
      boolean wide = random.nextInt(WIDE) == 0;
      int[] around = wide ? core : near(core[random.nextInt(core.length)]);
      kick(around, wide ? core.length : KICKED);
      unused = settle();
      descend(around, stop);
      optimum.run();
      if (cost <= centreCost) {
        centreCost = cost;
        transport.save(centre);
      } else {
        transport.restore(centre);
        cost = centreCost;
      }
    }
    return improved(before);
  }

  /** Opens or closes two to four nodes, of the first so many. */
  private void kick(int[] nodes, int first) {
    int changes = 2 + random.nextInt(3);
    for (int c = 0; c < changes; c++) {
      int i = nodes[random.nextInt(Math.min(first, nodes.length))];
      transport.setOpen(i, !transport.isOpen(i));
    }
  }

  /** The nodes of the core that serve jobs most cheaply together with one of them. */
  private int[] near(int seed) {
    if (near.length == 0) {
      near = new int[instance.nodes][];
    }
    if (near[seed] == null) {
      double[] mine = new double[instance.jobs];
      java.util.Arrays.fill(mine, Double.POSITIVE_INFINITY);
      for (int k = instance.nodeFirst[seed]; k < instance.nodeFirst[seed + 1]; k++) {
        int a = instance.nodeArc[k];
        mine[instance.job[a]] = instance.cost[a] / instance.use[a];
      }
      double[] far = new double[core.length];
      for (int c = 0; c < core.length; c++) {
        far[c] = core[c] == seed ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        for (int k = instance.nodeFirst[core[c]]; k < instance.nodeFirst[core[c] + 1]; k++) {
          int a = instance.nodeArc[k];
          double both = mine[instance.job[a]] + instance.cost[a] / instance.use[a];
          far[c] = Math.min(far[c], both);
        }
      }
      int[] order = Order.ascending(far, far.length);
      near[seed] = new int[Math.min(AROUND, order.length)];
      for (int c = 0; c < near[seed].length; c++) {
        near[seed][c] = core[order[c]];
      }
    }
    return near[seed];
  }

  /** Descends from a choice of open nodes; returns whether a better one than the best was found. */
  boolean improve(boolean[] from, BooleanSupplier stop) {
    double before = bestCost;
    var unused = open(from);
    descend(stop);
    return improved(before);
  }

  private boolean improved(double before) {
    return bestCost < before - NOTHING * Math.abs(before);
  }

  private int[] shuffled(int[] nodes) {
    int[] order = nodes.clone();
    for (int k = order.length - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int swap = order[k];
      order[k] = order[other];
      order[other] = swap;
    }
    return order;
  }
}
