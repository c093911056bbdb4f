package dev.continuum.solver.assignment;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Improves a feasible choice by ejection chains and cycles of any make: a job goes to another node,
 * there ejects a job that makes room, which goes on to a third, until one fits or takes the place
 * that the first one left (R. K. Ahuja, J. B. Orlin, S. Pallottino, M. P. Scaparra, M. G. Scutellà,
 * 2004, DOI 10.1287/mnsc.1030.0193). With prices of capacity, the cost of a choice is a constant
 * plus what each job pays above its cheapest node and what room left empty is worth; both are never
 * negative, so a chain is given up as soon as what it has spent exceeds what the jobs it moves paid
 * before: few chains survive, and long ones are searched in full. Not thread-safe.
 */
final class ChainSearch {

  private static final double NOTHING = 1e-3;
  private static final int DEPTH = 7;
  private static final int LOOKS = 1500;
  private static final int FORCED_LOOKS = 400;
  private static final int FORCED_WIDTH = 6;
  private static final double HEAT = 0.5;

  private final Instance instance;
  private final SplittableRandom random;
  private final Loads now;

  /** What each arc asks above the cheapest of its job, under the prices. */
  private final double[] excess;

  private final double[] price;

  /** Arcs of each job, least excess first. */
  private int[][] arcs = new int[0][];

  /** The best choice so far. */
  final int[] best;

  double bestCost;

  private final boolean[] visited;
  private final boolean[] suspect;
  private final int[] queue;
  private int waiting;

  // The chain that is being looked at: job and arc by depth; and the best one.
  private final int[] chainJob = new int[DEPTH + 2];
  private final int[] chainArc = new int[DEPTH + 2];
  private final int[] bestJob = new int[DEPTH + 2];
  private final int[] bestArc = new int[DEPTH + 2];
  private int bestLength;
  private double target;
  private double refund;
  private int origin;
  private double originBack;
  private int looks;
  private double scale;

  ChainSearch(Instance instance, int[] feasible, double[] price, boolean[] removed, long seed) {
    this.instance = instance;
    random = new SplittableRandom(seed);
    now = new Loads(instance, feasible);
    best = feasible.clone();
    bestCost = now.cost;
    this.price = price.clone();
    excess = Candidates.excess(instance, price);
    visited = new boolean[instance.nodes];
    suspect = new boolean[instance.jobs];
    queue = new int[instance.jobs];
    order(removed);
  }

  private void order(boolean[] removed) {
    arcs = new int[instance.jobs][];
    double spread = 0;
    for (int j = 0; j < instance.jobs; j++) {
      int size = instance.first[j + 1] - instance.first[j];
      int[] usable = new int[size];
      double[] keys = new double[size];
      int count = 0;
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        if (!removed[a]) {
          keys[count] = excess[a];
          usable[count++] = a;
        }
      }
      int[] order = Order.ascending(keys, count);
      arcs[j] = new int[count];
      for (int k = 0; k < count; k++) {
        arcs[j][k] = usable[order[k]];
      }
      if (count > 1) {
        spread += excess[arcs[j][1]];
      }
    }
    scale = spread / instance.jobs;
  }

  /** Starts over from a feasible choice. */
  void restart(int[] choice) {
    now.set(choice);
    System.arraycopy(choice, 0, best, 0, best.length);
    bestCost = now.cost;
  }

  /** Forces jobs elsewhere and repairs by chains, a number of times; true if there is a better. */
  boolean improve(int kicks, BooleanSupplier stop) {
    double before = bestCost;
    int[] centre = now.at.clone();
    double centreCost = now.cost;
    for (int j = 0; j < instance.jobs; j++) {
      suspect(j);
    }
    descend(stop);
    for (int kick = 0; kick < kicks; kick++) {
      if (now.cost < bestCost - NOTHING) {
        bestCost = now.cost;
        System.arraycopy(now.at, 0, best, 0, best.length);
      }
      if (now.cost <= centreCost - HEAT * scale * Math.log(1 - random.nextDouble())) {
        centreCost = now.cost;
        System.arraycopy(now.at, 0, centre, 0, centre.length);
      } else {
        now.set(centre);
      }
      if (stop.getAsBoolean()) {
        break;
      }
      int moves = 1 + random.nextInt(3);
      for (int m = 0; m < moves; m++) {
        force(random.nextInt(instance.jobs));
      }
      descend(stop);
    }
    now.set(best);
    return bestCost < before - NOTHING;
  }

  private void descend(BooleanSupplier stop) {
    int count = 0;
    while (waiting > 0) {
      int at = random.nextInt(waiting);
      int j = queue[at];
      queue[at] = queue[--waiting];
      suspect[j] = false;
      if (find(j, -1, -NOTHING, LOOKS)) {
        apply();
      }
      if ((++count & 63) == 0 && stop.getAsBoolean()) {
        while (waiting > 0) {
          suspect[queue[--waiting]] = false;
        }
      }
    }
  }

  /** Puts a job on one of its other nodes, with the cheapest chain that makes room there. */
  private void force(int j) {
    int[] choices = arcs[j];
    if (choices.length < 2) {
      return;
    }
    int arc = choices[random.nextInt(Math.min(FORCED_WIDTH, choices.length))];
    if (arc != now.at[j] && find(j, arc, 40 * scale + 1, FORCED_LOOKS)) {
      apply();
    }
  }

  /** Finds the chain that starts with a job and changes the cost by least, below a limit. */
  private boolean find(int j, int forced, double limit, int most) {
    refund = 0;
    for (int i = 0; i < instance.nodes; i++) {
      refund = Math.max(refund, price[i] * (instance.capacity[i] - now.load[i]));
    }
    bestLength = 0;
    target = limit;
    looks = most;
    origin = now.node(j);
    originBack = price[origin] * instance.use[now.at[j]];
    if (now.count[origin] == 1) {
      originBack -= instance.opening[origin];
    }
    visited[origin] = true;
    extend(0, j, forced, -excess[now.at[j]]);
    visited[origin] = false;
    return bestLength > 0;
  }

  private void extend(int depth, int j, int forced, double spent) {
    chainJob[depth] = j;
    int[] choices = arcs[j];
    int here = now.node(j);
    double rebate = Math.max(refund, -originBack);
    for (int w = 0; w < choices.length; w++) {
      int a = forced >= 0 ? forced : choices[w];
      double paid = spent + excess[a];
      if (paid - rebate >= target || --looks < 0) {
        break;
      }
      int k = instance.node[a];
      if (k != here) {
        chainArc[depth] = a;
        if (k == origin) {
          close(depth, a, paid);
        } else if (!visited[k]) {
          enter(depth, k, a, paid);
        }
      }
      if (forced >= 0) {
        break;
      }
    }
  }

  /** The job takes the place that the first one left. */
  private void close(int depth, int a, double paid) {
    long use = instance.use[a];
    int first = now.at[chainJob[0]];
    if (now.load[origin] - instance.use[first] + use <= instance.capacity[origin]) {
      take(depth, paid + price[origin] * (instance.use[first] - use));
    }
  }

  private void enter(int depth, int k, int a, double paid) {
    long use = instance.use[a];
    long room = instance.capacity[k] - now.load[k];
    if (use <= room) {
      double opening = now.count[k] == 0 ? instance.opening[k] : 0;
      take(depth, paid - price[k] * use + originBack + opening);
    }
    if (depth >= DEPTH) {
      return;
    }
    visited[k] = true;
    int count = now.count[k];
    for (int p = 0; p < count; p++) {
      int l = now.member(k, p);
      int at = now.at[l];
      long leaves = instance.use[at];
      if (use - leaves <= room) {
        double next = paid + price[k] * (leaves - use) - excess[at];
        if (next - refund < target) {
          if (--looks < 0) {
            break;
          }
          extend(depth + 1, l, -1, next);
          chainArc[depth] = a;
        }
      }
    }
    visited[k] = false;
  }

  private void take(int depth, double total) {
    if (total < target) {
      target = total;
      bestLength = depth + 1;
      System.arraycopy(chainJob, 0, bestJob, 0, bestLength);
      System.arraycopy(chainArc, 0, bestArc, 0, bestLength);
    }
  }

  private void apply() {
    for (int k = 0; k < bestLength; k++) {
      int from = now.node(bestJob[k]);
      now.move(bestJob[k], bestArc[k]);
      suspectMembers(from);
      suspectMembers(instance.node[bestArc[k]]);
    }
  }

  private void suspectMembers(int i) {
    for (int k = 0; k < now.count[i]; k++) {
      suspect(now.member(i, k));
    }
  }

  private void suspect(int j) {
    if (!suspect[j]) {
      suspect[j] = true;
      queue[waiting++] = j;
    }
  }
}
