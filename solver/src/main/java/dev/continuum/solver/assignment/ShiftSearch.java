package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Local search for whole jobs: shifts, swaps and ejection chains of two over candidates by price,
 * with overload allowed at a price that adapts (M. Yagiura, T. Ibaraki, F. Glover, An ejection
 * chain approach for the generalized assignment problem, 2004, DOI 10.1287/ijoc.1030.0036), and
 * kicks that are taken back where they do not pay. Not thread-safe.
 */
final class ShiftSearch {

  private static final double NOTHING = 1e-3;
  private static final int CHAIN_WIDTH = 6;
  private static final int EVERYONE = 5;

  private final Instance instance;
  private final SplittableRandom random;
  private Candidates candidates;
  final Loads now;

  /** The best feasible choice so far; meaningless while its cost is infinite. */
  final int[] best;

  double bestCost = Double.POSITIVE_INFINITY;

  private final double[] floor;
  private final int[] queue;
  private final boolean[] queued;
  private int head;
  private int tail;
  private int waiting;

  ShiftSearch(Instance instance, Candidates candidates, int[] start, long seed) {
    this.instance = instance;
    this.candidates = candidates;
    random = new SplittableRandom(seed);
    now = new Loads(instance, start);
    best = start.clone();
    floor = new double[instance.nodes];
    queue = new int[instance.jobs];
    queued = new boolean[instance.jobs];
    for (int i = 0; i < instance.nodes; i++) {
      now.penalty[i] = firstPenalty(i);
    }
    record();
  }

  /** Searches on among other arcs, with prices of capacity that overload is not cheaper than. */
  void guide(Candidates others, double[] price) {
    candidates = others;
    for (int i = 0; i < instance.nodes; i++) {
      floor[i] = price[i];
      now.penalty[i] = price[i] * 1.02 + 1e-6 * firstPenalty(i);
    }
  }

  /** Starts over from a choice. */
  void restart(int[] choice) {
    now.set(choice);
    record();
  }

  private double firstPenalty(int i) {
    double sum = 0;
    double use = 0;
    for (int k = instance.nodeFirst[i]; k < instance.nodeFirst[i + 1]; k++) {
      sum += instance.cost[instance.nodeArc[k]];
      use += instance.use[instance.nodeArc[k]];
    }
    return 2 * (sum + instance.opening[i]) / Math.max(1, use) + 1e-3;
  }

  /** Moves jobs of overfull nodes, and what they push on; raises penalties while any remain. */
  boolean repair(int rounds, BooleanSupplier stop) {
    for (int round = 0; round < rounds && !stop.getAsBoolean(); round++) {
      if (round % EVERYONE < EVERYONE - 1) {
        enqueueOverfull();
      } else {
        for (int j = 0; j < instance.jobs; j++) {
          enqueue(j);
        }
      }
      descend(stop);
      if (now.feasible()) {
        return true;
      }
      adapt(1.2);
    }
    return now.feasible();
  }

  private void adapt(double factor) {
    for (int i = 0; i < instance.nodes; i++) {
      if (now.load[i] > instance.capacity[i]) {
        now.penalty[i] *= factor;
      }
    }
  }

  private void relax(double factor) {
    for (int i = 0; i < instance.nodes; i++) {
      now.penalty[i] = Math.max(floor[i], now.penalty[i] * factor);
    }
  }

  /**
   * Kicks and descends a number of times from the best choice.
   *
   * @return whether a better one was found
   */
  boolean improve(int kicks, BooleanSupplier stop) {
    double before = bestCost;
    int[] centre = best.clone();
    double centreCost = bestCost;
    for (int kick = 0; kick < kicks && !stop.getAsBoolean(); kick++) {
      kick();
      descend(stop);
      int tries = 0;
      while (!now.feasible() && tries++ < 20 && !stop.getAsBoolean()) {
        adapt(1.2);
        enqueueOverfull();
        descend(stop);
      }
      if (now.feasible() && now.cost <= centreCost + NOTHING + slack(kick, kicks)) {
        System.arraycopy(now.at, 0, centre, 0, centre.length);
        centreCost = now.cost;
        relax(0.98);
      } else {
        now.set(centre);
        relax(0.995);
      }
    }
    now.set(best);
    return bestCost < before - NOTHING;
  }

  /** How much worse than the centre is taken, falling over the kicks. */
  private double slack(int kick, int kicks) {
    double share = 1 - (double) kick / kicks;
    return share * share * 2e-4 * Math.abs(bestCost) * random.nextDouble();
  }

  private void kick() {
    if (instance.hasOpening() && random.nextInt(3) > 0) {
      kickNode();
      return;
    }
    int j = random.nextInt(instance.jobs);
    int node = now.node(j);
    int moves = 2 + random.nextInt(4);
    for (int k = 0; k < moves; k++) {
      int l =
          k == 0 || now.count[node] == 0
              ? random.nextInt(instance.jobs)
              : now.member(node, random.nextInt(now.count[node]));
      int[] arcs = candidates.arcs[l];
      int arc = arcs[random.nextInt(Math.min(arcs.length, 5))];
      if (instance.node[arc] != now.node(l)) {
        shift(l, arc);
        node = instance.node[arc];
      }
    }
  }

  /** Empties a node, or fills one that is empty with what likes it. */
  private void kickNode() {
    int i = random.nextInt(instance.nodes);
    if (now.count[i] == 0) {
      long room = instance.capacity[i];
      int span = instance.nodeFirst[i + 1] - instance.nodeFirst[i];
      int from = random.nextInt(Math.max(1, span));
      for (int k = 0; k < span; k++) {
        int a = instance.nodeArc[instance.nodeFirst[i] + (from + k) % span];
        int j = instance.job[a];
        double gain = instance.cost[now.at[j]] - instance.cost[a];
        if (gain > 0 && instance.use[a] <= room && candidates.on(j, i) >= 0) {
          room -= instance.use[a];
          shift(j, a);
        }
      }
      return;
    }
    int[] moving = new int[now.count[i]];
    for (int k = 0; k < moving.length; k++) {
      moving[k] = now.member(i, k);
    }
    for (int j : moving) {
      int target = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int arc : candidates.arcs[j]) {
        if (instance.node[arc] != i) {
          double delta = now.delta(j, arc);
          if (delta < least) {
            least = delta;
            target = arc;
          }
        }
      }
      if (target >= 0) {
        shift(j, target);
      }
    }
  }

  private void descend(BooleanSupplier stop) {
    int looks = 0;
    while (waiting > 0) {
      if ((++looks & 63) == 0 && stop.getAsBoolean()) {
        clearQueue();
        break;
      }
      int j = queue[head];
      head = head + 1 == queue.length ? 0 : head + 1;
      waiting--;
      queued[j] = false;
      if (better(j)) {
        enqueue(j);
      }
    }
    record();
  }

  private void clearQueue() {
    waiting = 0;
    head = 0;
    tail = 0;
    Arrays.fill(queued, false);
  }

  private void record() {
    if (now.feasible() && now.cost < bestCost - NOTHING) {
      bestCost = now.cost;
      System.arraycopy(now.at, 0, best, 0, best.length);
    }
  }

  /** The best shift, swap or chain that starts with a job; makes it if it helps. */
  private boolean better(int j) {
    int i = now.node(j);
    double least = -NOTHING;
    int arcOfJ = -1;
    int other = -1;
    int arcOfOther = -1;
    for (int arc : candidates.arcs[j]) {
      int k = instance.node[arc];
      if (k == i) {
        continue;
      }
      double shift = now.delta(j, arc);
      if (shift < least) {
        least = shift;
        arcOfJ = arc;
        other = -1;
      }
      double leaves = now.leaving(j, instance.cost[arc]);
      for (int p = 0; p < now.count[k]; p++) {
        int l = now.member(k, p);
        int back = candidates.on(l, i);
        if (back >= 0) {
          double swap = now.swapDelta(j, arc, l, back);
          if (swap < least) {
            least = swap;
            arcOfJ = arc;
            other = l;
            arcOfOther = back;
          }
        }
        int[] further = candidates.arcs[l];
        int width = Math.min(CHAIN_WIDTH, further.length);
        for (int w = 0; w < width; w++) {
          int h = instance.node[further[w]];
          if (h != k && h != i) {
            double chain = now.chainDelta(leaves, arc, l, further[w]);
            if (chain < least) {
              least = chain;
              arcOfJ = arc;
              other = l;
              arcOfOther = further[w];
            }
          }
        }
      }
    }
    if (arcOfJ < 0) {
      return false;
    }
    if (other >= 0) {
      shift(other, arcOfOther);
    }
    shift(j, arcOfJ);
    return true;
  }

  private void shift(int j, int arc) {
    int from = now.node(j);
    now.move(j, arc);
    enqueueMembers(from);
    enqueueMembers(instance.node[arc]);
  }

  private void enqueueOverfull() {
    for (int i = 0; i < instance.nodes; i++) {
      if (now.load[i] > instance.capacity[i]) {
        enqueueMembers(i);
      }
    }
  }

  private void enqueueMembers(int i) {
    for (int k = 0; k < now.count[i]; k++) {
      enqueue(now.member(i, k));
    }
  }

  private void enqueue(int j) {
    if (!queued[j]) {
      queued[j] = true;
      queue[tail] = j;
      tail = tail + 1 == queue.length ? 0 : tail + 1;
      waiting++;
    }
  }
}
