package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Good choices, and new ones from two of them: jobs on which both agree stay, the others are placed
 * anew by a {@link Dive}; now and then all jobs are. {@link ExactMoves} improve what comes of it
 * (path relinking in place of paths: M. Yagiura, T. Ibaraki, F. Glover, 2006, DOI
 * 10.1016/j.ejor.2004.08.015). Not thread-safe.
 */
final class Dives {

  /** Share of dives for all jobs once the pool is full. */
  private static final double FRESH = 0.25;

  private static final double FRESH_OPENING = 0.05;

  /** Share of the jobs on which two choices agree that are placed anew even so. */
  private static final double LOOSE = 0.1;

  private static final int FEWEST = 10;

  /** How much dearer, relatively, a dive may be than the best to be worth exact moves. */
  private static final double NEAR = 0.01;

  private static final double NEAR_OPENING = 0.03;

  /** The same for a dive between two choices, and the better of those. */
  private static final double BETWEEN = 0.002;

  private static final double BETWEEN_OPENING = 0.01;
  private static final double LEAST_CHANCE = 0.02;
  private static final double CHANCES = 10;
  private static final int REPAIRS = 200;
  private static final int PIECES = 100;
  private static final int ROUNDS = 10;

  private final Instance instance;
  private final double[] price;
  private final boolean[] removed;
  private final boolean opening;
  private final SplittableRandom random;
  private final Choices pool;

  /** The best choice so far; without meaning while its cost is infinite. */
  int[] best;

  /** What dives may still take, in seconds or steps. */
  double credit;

  double bestCost = Double.POSITIVE_INFINITY;

  /**
   * Without a choice of its own as yet.
   *
   * @param pool of choices that fit; all that is found goes there
   * @param price of a unit of capacity, by node
   * @param removed arcs that no better choice uses; may grow
   */
  Dives(Instance instance, Choices pool, double[] price, boolean[] removed, long seed) {
    this.pool = pool;
    this.instance = instance;
    this.price = price;
    this.removed = removed;
    opening = instance.hasOpening();
    random = new SplittableRandom(seed);
    best = new int[instance.jobs];
  }

  /** Takes a choice that fits, in place of the dearest if there are many. */
  void add(int[] arcs, double cost) {
    if (cost < bestCost) {
      best = arcs.clone();
      bestCost = cost;
    }
    pool.add(arcs, cost);
  }

  /**
   * One dive, improved by exact moves.
   *
   * @param prices of serving each job once, near a maximum of {@link Dual}
   */
  void improve(double[] prices, BooleanSupplier stop) {
    boolean fresh = pool.few() || random.nextDouble() < (opening ? FRESH_OPENING : FRESH);
    int @Nullable [] found = fresh ? fresh(prices, stop) : between(prices, stop);
    if (found == null) {
      return;
    }
    ExactMoves moves = new ExactMoves(instance, found, price, prices, removed, random.nextLong());
    if (moves.repair(REPAIRS, stop)) {
      int t = 0;
      while (t < ROUNDS && moves.improve(PIECES, stop)) {
        t++;
      }
      add(moves.best, moves.bestCost);
    }
  }

  private int @Nullable [] fresh(double[] prices, BooleanSupplier stop) {
    boolean[] free = new boolean[instance.jobs];
    Arrays.fill(free, true);
    return dive(best, free, prices, above(bestCost, opening ? NEAR_OPENING : NEAR), stop);
  }

  private int @Nullable [] between(double[] prices, BooleanSupplier stop) {
    Choices.Choice one = pool.any(random);
    Choices.Choice other = pool.any(random);
    boolean[] free = new boolean[instance.jobs];
    int count = 0;
    for (int j = 0; j < free.length; j++) {
      free[j] = one.arcs()[j] != other.arcs()[j] || random.nextDouble() < LOOSE;
      count += free[j] ? 1 : 0;
    }
    return count < FEWEST
        ? null
        : dive(
            one.arcs(),
            free,
            prices,
            above(Math.min(one.cost(), other.cost()), opening ? BETWEEN_OPENING : BETWEEN),
            stop);
  }

  private double above(double cost, double share) {
    return cost + share * (cost + instance.base);
  }

  private int @Nullable [] dive(
      int[] from, boolean[] free, double[] prices, double cutoff, BooleanSupplier stop) {
    double chance = LEAST_CHANCE * Math.pow(CHANCES, random.nextDouble());
    return new Dive(instance, from, free, prices, removed, chance, random).run(cutoff, stop);
  }
}
