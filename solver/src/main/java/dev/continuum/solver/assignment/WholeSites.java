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

  /** One of so many vertices is rounded, which takes longer than a vertex. */
  private static final int ROUND = 4;

  /** How much dearer, relatively, nodes count each time they were tried. */
  private static final double AGAIN = 3e-4;

  /** The same where nothing was found that fits. */
  private static final double FAILED = 3e-3;

  private static final int PIECES_AGAIN = 200;

  /** How much worse than the best, relatively, a first choice may be to be worth exact moves. */
  private static final double NEAR = 0.01;

  private static final int MOST_TRIED = 100_000;

  final Instance instance;
  private final double[] price;
  final boolean[] removed;
  private final Set<String> tried = new HashSet<>();
  private final SitePool rounded = new SitePool();
  private @Nullable SiteSearch parts;
  private int vertices;
  private int placed;

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
    boolean turn = vertices++ % ROUND == 0;
    if (instance.coverWeight.length > 0) {
      double cost = parts().open(nodes);
      if (cost < bestCost) {
        rounded.offer(nodes, cost);
      }
    }
    SitePool.Choice likely = turn ? rounded.take() : null;
    if (likely != null) {
      roundAgain(likely, prices, stop);
    } else if (turn) {
      var unused = round(new Start(nodes, price, prices, new int[0], PIECES), stop);
    }
  }

  /** Judges nodes by jobs that may be split, which whole jobs cannot cost less than. */
  private SiteSearch parts() {
    SiteSearch judge = parts;
    if (judge == null) {
      judge = new SiteSearch(instance.split(0), 0);
      parts = judge;
    }
    return judge;
  }

  /** Nodes that may have been tried before, from another random seed. */
  private void roundAgain(SitePool.Choice likely, double[] prices, BooleanSupplier stop) {
    SiteSearch split = parts();
    double cost = split.open(likely.open());
    if (cost < bestCost) {
      Start start =
          likely.tries() % 2 == 0
              ? start(split, PIECES_AGAIN)
              : new Start(likely.open(), price, prices, new int[0], PIECES_AGAIN);
      boolean fits = place(start, stop) < Double.POSITIVE_INFINITY;
      rounded.giveBack(likely, (fits ? AGAIN : FAILED) * (cost + instance.base));
    }
  }

  /** From the placement of split jobs at hand. */
  Start start(SiteSearch split, int pieces) {
    double[] rents = new double[instance.nodes];
    for (int i = 0; i < rents.length; i++) {
      rents[i] = split.rent(i) * instance.unit(i);
    }
    return new Start(split.opened(), rents, split.jobPrices(), split.mostOf(), pieces);
  }

  /**
   * What whole jobs cost on the nodes, as far as found; infinite if the nodes were tried before.
   */
  double round(Start start, BooleanSupplier stop) {
    boolean isNew = tried.size() >= MOST_TRIED || tried.add(Arrays.toString(start.nodes()));
    return isNew ? place(start, stop) : Double.POSITIVE_INFINITY;
  }

  private double place(Start start, BooleanSupplier stop) {
    boolean[] nodes = start.nodes();
    placed++;
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
    ShiftSearch local = new ShiftSearch(instance, candidates, first, placed);
    local.guide(candidates, start.rents());
    boolean fits = local.repair(REPAIRS, stop);
    if (fits) {
      var unused = local.improve(KICKS, stop);
      offer(local.best, local.bestCost);
    }
    int[] choice = fits ? local.best : local.now.at;
    ExactMoves moves =
        new ExactMoves(instance, choice, start.rents(), start.prices(), without, placed);
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
