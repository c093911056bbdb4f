package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Whole jobs on given nodes: local search for placements, and an integer program over the arcs that
 * reduced costs leave for the proof. Not thread-safe.
 */
final class WholeSites implements Sites {

  private static final int WIDTH = 12;
  private static final int REPAIRS = 15;
  private static final int KICKS = 20;
  private static final int PIECES = 60;

  /** How much worse than the best, relatively, a first choice may be to be worth exact moves. */
  private static final double NEAR = 0.01;

  private static final int MOST_TRIED = 100_000;
  private static final int MOST_TRIES = 8;

  private final Instance instance;
  private final double[] price;
  private final boolean[] removed;
  private final CoreProgram.Effort effort;
  private final Set<String> tried = new HashSet<>();

  /** The best choice so far. */
  int[] best = new int[0];

  private double bestCost = Double.POSITIVE_INFINITY;

  WholeSites(Instance instance, double[] price, boolean[] removed, CoreProgram.Effort effort) {
    this.instance = instance;
    this.price = price;
    this.removed = removed;
    this.effort = effort;
  }

  @Override
  public double bestCost() {
    return bestCost;
  }

  @Override
  public double limit(double cost) {
    return cost - instance.step * (1 - 1e-6);
  }

  @Override
  public void round(boolean[] nodes, double[] prices, BooleanSupplier stop) {
    if (tried.size() < MOST_TRIED && !tried.add(Arrays.toString(nodes))) {
      return;
    }
    boolean[] without = removed.clone();
    for (int a = 0; a < without.length; a++) {
      without[a] |= !nodes[instance.node[a]];
    }
    Candidates candidates = new Candidates(instance, price, without, WIDTH);
    for (int[] arcs : candidates.arcs) {
      if (arcs.length == 0) {
        return;
      }
    }
    ShiftSearch local = new ShiftSearch(instance, candidates, candidates.first(), tried.size());
    local.guide(candidates, price);
    if (!local.repair(REPAIRS, stop)) {
      return;
    }
    var unused = local.improve(KICKS, stop);
    offer(local.best, local.bestCost);
    if (local.bestCost < bestCost + NEAR * (bestCost + instance.base)) {
      ExactMoves moves = new ExactMoves(instance, local.best, price, prices, without, tried.size());
      unused = moves.improve(PIECES, stop);
      offer(moves.best, moves.bestCost);
    }
  }

  private void offer(int[] choice, double cost) {
    if (cost < bestCost) {
      bestCost = cost;
      best = choice.clone();
    }
  }

  @Override
  public double leaf(Dual dual, double[] prices, double limit, int tries, BooleanSupplier stop) {
    double value = dual.evaluate(prices);
    boolean[] without = removed.clone();
    var unused = Fixing.apply(dual, prices, value, limit, without);
    CoreProgram program = new CoreProgram(instance, without, dual.state, null, null);
    CoreProgram.Outcome outcome =
        program.minimise(
            limit,
            effort.times(Math.scalb(1.0, tries)),
            stop,
            chosen -> {
              int[] whole = new int[instance.jobs];
              for (int a : chosen) {
                whole[instance.job[a]] = a;
              }
              Loads loads = new Loads(instance, whole);
              if (loads.feasible()) {
                offer(whole, loads.cost);
              }
            });
    return outcome.complete() ? Double.POSITIVE_INFINITY : Math.max(value, outcome.bound());
  }

  @Override
  public int mostTries() {
    return MOST_TRIES;
  }
}
