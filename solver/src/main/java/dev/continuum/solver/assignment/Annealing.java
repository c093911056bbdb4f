package dev.continuum.solver.assignment;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Simulated annealing for whole jobs: shifts and swaps at random among candidates by price, with
 * overload allowed at a price that rises as the temperature falls (S. Kirkpatrick, C. D. Gelatt, M.
 * P. Vecchi, 1983, DOI 10.1126/science.220.4598.671). Starts of choice and temperature are the
 * caller's. Not thread-safe.
 */
final class Annealing {

  private static final int LOOK = 1 << 12;
  private static final double NOTHING = 1e-3;
  private static final double RISE = 8;

  private final Instance instance;
  private final SplittableRandom random;
  private final Loads now;
  private int[][] arcs;
  private int[] arcAt = new int[0];
  private final double[] price;

  /** The best feasible choice so far; meaningless while its cost is infinite. */
  final int[] best;

  double bestCost = Double.POSITIVE_INFINITY;

  Annealing(Instance instance, int[] start, long seed) {
    this.instance = instance;
    random = new SplittableRandom(seed);
    now = new Loads(instance, start);
    best = start.clone();
    arcs = new int[0][];
    price = new double[instance.nodes];
  }

  /** Sets what moves are tried and the least price of overload. */
  void guide(Candidates candidates, double[] capacityPrice) {
    arcs = candidates.arcs;
    arcAt = candidates.arcAt;
    System.arraycopy(capacityPrice, 0, price, 0, price.length);
  }

  /** Tells of a feasible choice found elsewhere. */
  void learn(int[] choice, double cost) {
    if (cost < bestCost - NOTHING) {
      bestCost = cost;
      System.arraycopy(choice, 0, best, 0, best.length);
    }
  }

  /** A measure of what moves cost: the mean distance of each job's third candidate to its first. */
  double typicalMove() {
    double sum = 0;
    int count = 0;
    for (int[] of : arcs) {
      int last = Math.min(2, of.length - 1);
      if (last > 0) {
        sum += priced(of[last]) - priced(of[0]);
        count++;
      }
    }
    return count == 0 ? 1 : sum / count;
  }

  private double priced(int a) {
    return instance.cost[a] + price[instance.node[a]] * instance.use[a];
  }

  /**
   * Cools from one temperature to another.
   *
   * @param from where to start; changed
   * @return whether a better feasible choice was found
   */
  boolean cool(int[] from, double hot, double cold, long moves, BooleanSupplier stop) {
    double before = bestCost;
    now.set(from);
    double temperature = hot;
    double fall = Math.pow(cold / hot, 1.0 * LOOK / moves);
    for (long done = 0; done < moves; done += LOOK) {
      double progress = (double) done / moves;
      for (int i = 0; i < price.length; i++) {
        now.penalty[i] = price[i] * (1.05 + RISE * progress * progress) + temperature * 1e-4;
      }
      for (int k = 0; k < LOOK; k++) {
        move(temperature);
      }
      temperature *= fall;
      if (stop.getAsBoolean()) {
        break;
      }
    }
    System.arraycopy(now.at, 0, from, 0, from.length);
    return bestCost < before - NOTHING;
  }

  private void move(double temperature) {
    int j = random.nextInt(instance.jobs);
    int[] of = arcs[j];
    int arc = of[random.nextInt(of.length)];
    int i = now.node(j);
    int k = instance.node[arc];
    if (i == k) {
      return;
    }
    // What a uniform draw allows: delta below -T ln u.
    double allowed = -temperature * Math.log(1 - random.nextDouble());
    int count = now.count[k];
    int draw = count == 0 ? 0 : random.nextInt(8);
    if (draw < 2) {
      if (now.delta(j, arc) <= allowed) {
        now.move(j, arc);
        record();
      }
      return;
    }
    int l = now.member(k, random.nextInt(count));
    int back = arcAt[l * instance.nodes + i];
    if (back >= 0 && now.swapDelta(j, arc, l, back) <= allowed) {
      now.move(l, back);
      now.move(j, arc);
      record();
    }
  }

  private void record() {
    if (now.cost < bestCost - NOTHING && now.feasible()) {
      bestCost = now.cost;
      System.arraycopy(now.at, 0, best, 0, best.length);
    }
  }
}
