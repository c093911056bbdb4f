package dev.continuum.solver.assignment;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.search.Search;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Solves instances whose jobs are whole: prices, then local search beside an integer program over
 * the arcs that prices leave, or over neighbourhoods of the incumbent where those are too many.
 */
final class WholeJobs {

  private static final int FIRST_WIDTH = 30;
  private static final int WIDTH = 12;
  private static final int REPAIRS = 60;
  private static final int RISE = 400;
  private static final int MOST_ASCENTS = 3000;
  private static final double ASCENT_SHARE = 0.1;
  private static final int SPLIT_ASCENTS = 400;
  private static final double SPLIT_FALL = 0.9;

  /** On so many nodes the tree does not end, and other nodes get as much time throughout. */
  private static final double MANY_NODES = 200;

  private static final int KICKS = 100;
  private static final int CHAIN_KICKS = 300;
  private static final int PIECES = 200;
  private static final int FIRST_ROUNDS = 5;
  private static final int ROUNDS = 20;
  private static final double CORE_SHARE = 0.3;
  private static final double LEAF_SECONDS = 0.5;
  private static final int MOST_CORE_ARCS = 6_000;
  private static final double EFFORT_PER_STEP = 0.01;

  private final Search search;
  private final Instance instance;
  private final Publisher publisher;
  private final BooleanSupplier stop;
  private final boolean[] removed;
  private final CapacityPrices capacity;
  private final SplittableRandom random;
  private volatile double bestCost = Double.POSITIVE_INFINITY;
  private int[] best = new int[0];
  private @Nullable ChainSearch chains;
  private @Nullable ExactMoves exact;
  private @Nullable WholeSites sites;
  private @Nullable Splitting splitting;
  private double splitShare = 1;
  private double splitCredit;
  private volatile boolean infeasible;

  WholeJobs(Search search, Instance instance) {
    this.search = search;
    this.instance = instance;
    publisher = new Publisher(search, instance);
    stop = search::over;
    removed = new boolean[instance.arcs()];
    capacity = new CapacityPrices(instance);
    random = new SplittableRandom(search.options().seed());
  }

  /** Works until the search is over; returns whether it was found that nothing fits at all. */
  boolean run() {
    ShiftSearch local = start();
    if (instance.uniform && instance.hasOpening() && !stop.getAsBoolean()) {
      split();
    }
    double[] prices = splitting == null ? capacity.jobPrices() : splitting.ascent.best.clone();
    Ascent ascent = new Ascent(new Dual(instance, removed), prices);
    publisher.prove(ascent.bestValue, BoundKind.DUAL, "prices");
    climb(ascent);
    if (stop.getAsBoolean()) {
      return false;
    }
    local.guide(candidates(), capacity.price);
    shiftOnce(local);
    for (int t = 0; t < FIRST_ROUNDS && known() && !stop.getAsBoolean(); t++) {
      exactOnce(ascent);
    }
    if (search.options().threads() > 1 && !search.budget().stepLimited()) {
      Parallel.both(() -> improve(ascent, local), () -> program(ascent, 1), search::abandon);
    } else {
      alternate(ascent, local);
    }
    return infeasible;
  }

  /** Prices of capacity, and a first choice by those, repaired; by cost alone where that fails. */
  private ShiftSearch start() {
    capacity.rise(RISE, instance.most);
    publisher.prove(
        capacity.value - 1e-9 * Math.abs(capacity.value) - 1, BoundKind.DUAL, "capacity prices");
    Candidates priced = candidates();
    ShiftSearch local = new ShiftSearch(instance, priced, priced.first(), search.options().seed());
    local.guide(priced, capacity.price);
    if (!local.repair(REPAIRS, stop)) {
      Candidates cheap = new Candidates(instance, new double[instance.nodes], removed, FIRST_WIDTH);
      local = new ShiftSearch(instance, cheap, cheap.first(), search.options().seed());
      var unused = local.repair(REPAIRS, stop);
    }
    offer(local.best, local.bestCost, "construction");
    return local;
  }

  /** Nodes and prices as if jobs could be split, then whole jobs on those nodes. */
  private void split() {
    sites = new WholeSites(instance, capacity.price, removed, effort(LEAF_SECONDS, 1, 1));
    splitting = new Splitting(instance, sites, search.options().seed(), stop);
    Ascent ascent = splitting.ascent;
    for (int t = 0; t < SPLIT_ASCENTS && !ascent.exhausted() && !stop.getAsBoolean(); t++) {
      search.budget().step();
      var unused = ascent.step(bestCost);
    }
    publisher.prove(ascent.bestValue, BoundKind.DUAL, "prices of parts");
    splitting.improve();
    offer(sites);
  }

  /**
   * Other nodes as if jobs could be split, for a share of what was spent otherwise: as much while
   * that finds something, less and less while it does not.
   *
   * @param spent in seconds, or in steps where those are limited
   */
  private void split(double spent) {
    if (splitting == null) {
      return;
    }
    splitCredit += splitShare * spent;
    while (splitCredit > 0 && !stop.getAsBoolean()) {
      double left = seconds();
      double before = bestCost;
      splitting.improve();
      offer(splitting.rounds);
      splitCredit -= search.budget().stepLimited() ? 1 : left - seconds();
      double least = Math.min(1, instance.nodes / MANY_NODES);
      splitShare = bestCost < before ? 1 : Math.max(least, splitShare * SPLIT_FALL);
    }
  }

  private double seconds() {
    return search.budget().remaining().toNanos() / 1e9;
  }

  private void offer(WholeSites found) {
    if (found.bestCost() < bestCost) {
      offer(found.best, found.bestCost(), "sites");
    }
  }

  private Candidates candidates() {
    return new Candidates(instance, capacity.price, removed, WIDTH);
  }

  private void climb(Ascent ascent) {
    double seconds = seconds();
    for (int t = 0; t < MOST_ASCENTS && !ascent.exhausted() && !stop.getAsBoolean(); t++) {
      search.budget().step();
      var unused = ascent.step(bestCost);
      if (t % 10 == 9) {
        publisher.prove(ascent.bestValue, BoundKind.DUAL, "prices");
        if (!search.budget().stepLimited() && seconds - seconds() > ASCENT_SHARE * seconds) {
          break;
        }
      }
    }
    publisher.prove(ascent.bestValue, BoundKind.DUAL, "prices");
  }

  private int fix(Ascent ascent) {
    double value = ascent.dual.evaluate(ascent.best);
    double better = known() ? bestCost - instance.step : Double.POSITIVE_INFINITY;
    return Fixing.apply(ascent.dual, ascent.best, value, better, removed);
  }

  private boolean known() {
    return bestCost < Double.POSITIVE_INFINITY;
  }

  private synchronized void offer(int[] choice, double cost, String source) {
    if (cost < bestCost) {
      bestCost = cost;
      best = choice.clone();
      publisher.offer(best, cost, source);
    }
  }

  private synchronized int[] incumbent() {
    return best;
  }

  private void improve(Ascent ascent, ShiftSearch local) {
    while (!stop.getAsBoolean() && !infeasible) {
      improveOnce(ascent, local);
    }
  }

  private void improveOnce(Ascent ascent, ShiftSearch local) {
    if (known()) {
      exactOnce(ascent);
      chainOnce();
      if (instance.hasOpening()) {
        shiftOnce(local);
      }
    } else {
      shiftOnce(local);
    }
  }

  private void exactOnce(Ascent ascent) {
    ExactMoves moves = exact;
    if (moves == null) {
      moves = exactMoves(ascent, search.options().seed());
      exact = moves;
    }
    exactOnce(moves);
  }

  private ExactMoves exactMoves(Ascent ascent, long seed) {
    return new ExactMoves(instance, incumbent(), capacity.price, ascent.best, removed, seed);
  }

  /** Pieces decided anew, from the best choice if there is a better one than these moves know. */
  private void exactOnce(ExactMoves moves) {
    search.budget().step();
    if (bestCost < moves.bestCost) {
      moves.restart(incumbent());
    }
    var unused = moves.improve(PIECES, () -> infeasible || stop.getAsBoolean());
    offer(moves.best, moves.bestCost, "exact moves");
  }

  /** Chains from the best choice there is; their prices are those of capacity. */
  private void chainOnce() {
    if (!known() || stop.getAsBoolean()) {
      return;
    }
    search.budget().step();
    int[] from = incumbent();
    if (chains == null) {
      chains = new ChainSearch(instance, from, capacity.price, removed, search.options().seed());
    } else if (bestCost < chains.bestCost) {
      chains.restart(from);
    }
    var unused = chains.improve(CHAIN_KICKS, () -> infeasible || stop.getAsBoolean());
    offer(chains.best, chains.bestCost, "chains");
  }

  private void shiftOnce(ShiftSearch local) {
    search.budget().step();
    synchronized (this) {
      if (bestCost < local.bestCost) {
        local.restart(best);
      }
    }
    if (local.bestCost < Double.POSITIVE_INFINITY) {
      var unused = local.improve(KICKS, () -> infeasible || stop.getAsBoolean());
    } else {
      local.restart(candidates().first());
      var unused = local.repair(REPAIRS, stop);
    }
    offer(local.best, local.bestCost, "local search");
  }

  private void alternate(Ascent ascent, ShiftSearch local) {
    for (int t = 0; t < 10 && !stop.getAsBoolean(); t++) {
      improveOnce(ascent, local);
    }
    program(ascent, 1);
  }

  /**
   * The core as a whole while it is small, for a share of the time and again with what a better
   * incumbent leaves of it; exact moves of its own between, and programs of neighbourhoods where
   * nodes may open.
   */
  private void program(Ascent ascent, int threads) {
    int left = fix(ascent);
    if (instance.hasOpening()) {
      tree(ascent, threads);
      left = fix(ascent);
    }
    Neighbourhood neighbourhood = new Neighbourhood(instance, random.split());
    ExactMoves moves = null;
    double solved = Double.NaN;
    while (!stop.getAsBoolean() && !infeasible) {
      if ((left <= MOST_CORE_ARCS || !known()) && solved != bestCost) {
        solved = bestCost;
        core(ascent, threads);
      }
      for (int t = 0; t < ROUNDS && known() && !stop.getAsBoolean(); t++) {
        if (moves == null) {
          moves = exactMoves(ascent, search.options().seed() + 1);
        }
        exactOnce(moves);
        if (instance.hasOpening()) {
          neighbour(ascent, neighbourhood, threads);
        }
      }
      left = fix(ascent);
    }
  }

  /** A tree on open nodes, from the incumbent there is; all but what its programs leave undone. */
  private void tree(Ascent ascent, int threads) {
    double[] prices = ascent.best.clone();
    byte[] states = ascent.dual.state.clone();
    WholeSites found = sites;
    if (found == null) {
      found = new WholeSites(instance, capacity.price, removed, effort(LEAF_SECONDS, 1, threads));
    }
    SiteTree tree = new SiteTree(instance, ascent, found);
    boolean more = true;
    while (more && !stop.getAsBoolean()) {
      search.budget().step();
      double left = seconds();
      more = tree.step(bestCost, stop);
      split(search.budget().stepLimited() ? 1 : left - seconds());
      offer(found);
      publisher.prove(Math.min(tree.bound(), bestCost), BoundKind.TREE, "site tree");
    }
    if (!known() && !more && tree.bound() == Double.POSITIVE_INFINITY) {
      infeasible = true;
    }
    System.arraycopy(states, 0, ascent.dual.state, 0, states.length);
    System.arraycopy(prices, 0, ascent.best, 0, prices.length);
  }

  private void core(Ascent ascent, int threads) {
    int[] from = known() ? incumbent() : null;
    double cutoff = known() ? bestCost - instance.step : Double.POSITIVE_INFINITY;
    CoreProgram core = new CoreProgram(instance, removed, ascent.dual.state, from, null);
    double share = known() ? CORE_SHARE : 1;
    CoreProgram.Outcome outcome =
        core.minimise(cutoff, effort(Double.MAX_VALUE, share, threads), stop, this::took);
    if (outcome.complete() && !known()) {
      infeasible = true;
      return;
    }
    publisher.prove(
        outcome.complete() ? bestCost : Math.min(bestCost, outcome.bound()),
        BoundKind.TREE,
        "core program");
  }

  private void neighbour(Ascent ascent, Neighbourhood neighbourhood, int threads) {
    search.budget().step();
    int[] from = incumbent();
    CoreProgram part =
        new CoreProgram(instance, removed, ascent.dual.state, from, neighbourhood.held(from));
    double cost = bestCost;
    CoreProgram.Outcome outcome =
        part.minimise(
            cost - instance.step,
            effort(neighbourhood.seconds(), 1, threads),
            stop,
            chosen -> merged(from, chosen));
    neighbourhood.learn(outcome.complete(), bestCost < cost);
  }

  private void took(int[] chosen) {
    merged(chosen, chosen);
  }

  /** Takes a choice in which the jobs of the given arcs change. */
  private void merged(int[] from, int[] chosen) {
    int[] whole = Arrays.copyOf(from, instance.jobs);
    for (int a : chosen) {
      whole[instance.job[a]] = a;
    }
    Loads loads = new Loads(instance, whole);
    if (loads.feasible()) {
      offer(whole, loads.cost, "core program");
    }
  }

  private CoreProgram.Effort effort(double seconds, double share, int threads) {
    boolean deterministic = search.budget().stepLimited();
    double most = deterministic ? EFFORT_PER_STEP * search.budget().stepsLeft() : seconds();
    return new CoreProgram.Effort(
        Math.min(seconds, Math.max(share * most, 1e-3)),
        deterministic,
        threads,
        search.options().seed());
  }
}
