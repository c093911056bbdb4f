package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whole jobs on given nodes: local search for placements, and the only choice where each job has
 * one arc. Not thread-safe.
 */
final class WholeSites implements Sites {

  private static final int WIDTH = 12;
  private static final int REPAIRS = 40;
  private static final int KICKS = 20;
  private static final int PIECES = 60;
  private static final int PACKS = 400;

  /** How much worse than the best, relatively, a first choice may be to be worth exact moves. */
  private static final double NEAR = 0.01;

  private static final int MOST_TRIED = 100_000;

  final Instance instance;
  private final double[] price;
  final boolean[] removed;
  private final Set<String> tried = new HashSet<>();

  /** The best choice so far. */
  int[] best = new int[0];

  /** Where every choice goes that is near the best. */
  private @Nullable Choices pool;

  private double bestCost = Double.POSITIVE_INFINITY;

  WholeSites(Instance instance, double[] price, boolean[] removed) {
    this.instance = instance;
    this.price = price;
    this.removed = removed;
  }

  /** Gives choices near the best to others, too. */
  void share(Choices with) {
    pool = with;
  }

  @Override
  public double bestCost() {
    return bestCost;
  }

  @Override
  public double limit(double cost) {
    return cost - instance.step * (1 - 1e-6);
  }

  /**
   * Where to start on given nodes.
   *
   * @param rents prices of capacity, by node
   * @param prices of jobs
   * @param arcs a choice, feasible or not; empty for the cheapest at the rents
   * @param pieces how many to decide anew
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Start(boolean[] nodes, double[] rents, double[] prices, int[] arcs, int pieces) {}

  @Override
  public void round(boolean[] nodes, double[] prices, BooleanSupplier stop) {
    var unused = round(new Start(nodes, price, prices, new int[0], PIECES), stop);
  }

  /**
   * What whole jobs cost on the nodes, as far as found; infinite if the nodes were tried before.
   */
  double round(Start start, BooleanSupplier stop) {
    boolean[] nodes = start.nodes();
    if (tried.size() < MOST_TRIED && !tried.add(Arrays.toString(nodes))) {
      return Double.POSITIVE_INFINITY;
    }
    boolean[] without = removed.clone();
    for (int a = 0; a < without.length; a++) {
      without[a] |= !nodes[instance.node[a]];
    }
    Candidates candidates = new Candidates(instance, start.rents(), without, WIDTH);
    for (int[] arcs : candidates.arcs) {
      if (arcs.length == 0) {
        return Double.POSITIVE_INFINITY;
      }
    }
    int[] first = start.arcs().length > 0 ? start.arcs() : candidates.first();
    ShiftSearch local = new ShiftSearch(instance, candidates, first, tried.size());
    local.guide(candidates, start.rents());
    boolean fits = local.repair(REPAIRS, stop);
    if (fits) {
      var unused = local.improve(KICKS, stop);
      offer(local.best, local.bestCost);
    }
    int[] choice = fits ? local.best : local.now.at;
    ExactMoves moves =
        new ExactMoves(instance, choice, start.rents(), start.prices(), without, tried.size());
    if (moves.repair(PACKS, stop)
        && moves.bestCost < bestCost + NEAR * (bestCost + instance.base)) {
      var unused = moves.improve(start.pieces(), stop);
      offer(moves.best, moves.bestCost);
      if (pool != null) {
        pool.add(moves.best, moves.bestCost);
      }
    }
    return moves.bestCost;
  }

  private void offer(int[] choice, double cost) {
    if (cost < bestCost) {
      bestCost = cost;
      best = choice.clone();
    }
  }

  @Override
  public double leaf(Dual dual, boolean[] settled) {
    int[] whole = new int[instance.jobs];
    for (int a = 0; a < settled.length; a++) {
      if (!settled[a] && dual.state[instance.node[a]] != Dual.CLOSED) {
        whole[instance.job[a]] = a;
      }
    }
    Loads loads = new Loads(instance, whole);
    if (loads.feasible()) {
      offer(whole, loads.cost);
    }
    return Double.POSITIVE_INFINITY;
  }
}
