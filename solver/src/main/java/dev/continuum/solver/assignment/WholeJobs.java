package dev.continuum.solver.assignment;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.search.Together;
import java.util.List;
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
  private static final double FALL = 0.9;

  /** On so many nodes the tree does not end, and other nodes get as much time throughout. */
  private static final double MANY_NODES = 200;

  private static final double LEAST_SHARE = 0.1;
  private static final double LEAST_DIVES = 0.05;
  private static final int KICKS = 100;
  private static final int CHAIN_KICKS = 300;
  private static final int PIECES = 200;
  private static final int FIRST_ROUNDS = 5;
  private static final int ROUNDS = 10;

  /** Good choices kept, for new ones from two of them. */
  private static final int POOL = 8;

  private static final int POOL_OPENING = 20;
  private static final double CORE_SHARE = 0.2;
  private static final int MOST_CORE_ARCS = 6_000;

  private final Search search;
  private final Instance instance;
  private final WholeIncumbent incumbent;
  private final BooleanSupplier stop;
  private final boolean[] removed;
  private final CapacityPrices capacity;
  private final SplittableRandom random;
  private @Nullable ChainSearch chains;
  private @Nullable ExactMoves exact;
  private final Choices pool;
  private @Nullable WholeSites sites;
  private @Nullable Splitting splitting;
  private double splitShare = 1;
  private double splitCredit;

  WholeJobs(Search search, Instance instance) {
    this.search = search;
    this.instance = instance;
    incumbent = new WholeIncumbent(new Publisher(search, instance), instance.jobs);
    stop = search::over;
    removed = new boolean[instance.arcs()];
    capacity = new CapacityPrices(instance);
    pool = new Choices(instance.hasOpening() ? POOL_OPENING : POOL);
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
    incumbent.prove(ascent.bestValue, BoundKind.DUAL, "prices");
    climb(ascent);
    if (stop.getAsBoolean()) {
      return false;
    }
    local.guide(candidates(), capacity.price);
    shiftOnce(local);
    Dives dives = dives(search.options().seed());
    if (!instance.hasOpening()) {
      diveOnce(dives, ascent);
    }
    for (int t = 0; t < firstRounds() && incumbent.known() && !stop.getAsBoolean(); t++) {
      exactOnce(ascent);
    }
    var unused = fix(ascent);
    SiteTree tree = new SiteTree(instance, ascent);
    if (Together.sideBySide(search)) {
      Together.run(
          search,
          List.of(it -> improve(ascent, local, dives, tree), it -> program(ascent, tree, false)));
    } else {
      alternate(ascent, local, dives, tree);
    }
    return incumbent.infeasible();
  }

  /** A tree does not wait for exact moves: they go on beside it. */
  private int firstRounds() {
    return instance.hasOpening() ? 0 : FIRST_ROUNDS;
  }

  /** Prices of capacity, and a first choice by those, repaired; by cost alone where that fails. */
  private ShiftSearch start() {
    capacity.rise(RISE, instance.most);
    incumbent.prove(
        capacity.value - 1e-9 * Math.abs(capacity.value) - 1, BoundKind.DUAL, "capacity prices");
    Candidates priced = candidates();
    ShiftSearch local = new ShiftSearch(instance, priced, priced.first(), search.options().seed());
    local.guide(priced, capacity.price);
    if (!local.repair(REPAIRS, stop)) {
      Candidates cheap = new Candidates(instance, new double[instance.nodes], removed, FIRST_WIDTH);
      local = new ShiftSearch(instance, cheap, cheap.first(), search.options().seed());
      var unused = local.repair(REPAIRS, stop);
    }
    incumbent.offer(local.best, local.bestCost, "construction");
    return local;
  }

  /** Nodes and prices as if jobs could be split, then whole jobs on those nodes. */
  private void split() {
    sites = sites();
    sites.share(pool);
    splitting = new Splitting(instance, sites, search.options().seed(), stop);
    Ascent ascent = splitting.ascent;
    for (int t = 0; t < SPLIT_ASCENTS && !ascent.exhausted() && !stop.getAsBoolean(); t++) {
      search.budget().step();
      var unused = ascent.step(incumbent.cost());
    }
    incumbent.prove(ascent.bestValue, BoundKind.DUAL, "prices of parts");
    splitting.improve();
    incumbent.offer(sites);
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
      double before = incumbent.cost();
      splitting.improve();
      incumbent.offer(splitting.rounds);
      splitCredit -= search.budget().stepLimited() ? 1 : left - seconds();
      splitShare = incumbent.cost() < before ? 1 : Math.max(leastShare(), splitShare * FALL);
    }
  }

  private double seconds() {
    return search.budget().remaining().toNanos() / 1e9;
  }

  private WholeSites sites() {
    return new WholeSites(instance, capacity.price, removed);
  }

  private Candidates candidates() {
    return new Candidates(instance, capacity.price, removed, WIDTH);
  }

  private void climb(Ascent ascent) {
    double seconds = seconds();
    for (int t = 0; t < MOST_ASCENTS && !ascent.exhausted() && !stop.getAsBoolean(); t++) {
      search.budget().step();
      var unused = ascent.step(incumbent.cost());
      if (t % 10 == 9) {
        incumbent.prove(ascent.bestValue, BoundKind.DUAL, "prices");
        if (!search.budget().stepLimited() && seconds - seconds() > ASCENT_SHARE * seconds) {
          break;
        }
      }
    }
    incumbent.prove(ascent.bestValue, BoundKind.DUAL, "prices");
  }

  private int fix(Ascent ascent) {
    var unused = ascent.dual.evaluate(ascent.bestRelaxed);
    double better = incumbent.known() ? incumbent.cost() - instance.step : Double.POSITIVE_INFINITY;
    return Fixing.apply(ascent.dual, ascent.bestRelaxed, better, removed);
  }

  /** Local search, and where nodes open, the longer it finds nothing, the more of the tree. */
  private void improve(Ascent ascent, ShiftSearch local, Dives dives, SiteTree tree) {
    TreeWorker worker =
        instance.hasOpening()
            ? new TreeWorker(search, incumbent, tree, sites(), ascent.best)
            : null;
    LocalShare share = new LocalShare(leastShare());
    ProgramTurn program = new ProgramTurn(search, instance, tree);
    while (!stop.getAsBoolean() && !incumbent.infeasible()) {
      if (program.comes(incumbent.cost())) {
        solve(ascent, program);
      }
      double before = incumbent.cost();
      double start = seconds();
      improveOnce(ascent, local, dives);
      split(start - seconds());
      double turn = share.searched(start - seconds(), incumbent.cost() < before);
      if (worker != null && turn > 0) {
        share.proved(worker.work(turn));
      }
    }
  }

  /** A program over what the root's prices leave beside the incumbent. */
  private void solve(Ascent ascent, ProgramTurn program) {
    boolean[] without = removed.clone();
    Dual dual = new Dual(instance, without);
    for (double[] prices : new double[][] {ascent.bestRelaxed, ascent.best}) {
      var unused = dual.evaluate(prices);
      var unusedLeft = Fixing.apply(dual, prices, incumbent.cost() - instance.step, without);
    }
    if (program.isSmall(dual.state, without)) {
      program.attempt(() -> incumbent.solve(instance, dual.state, without, program.end()));
    }
  }

  /** Where nodes are few the tree ends, and little is left for dives. */
  private double diveShare() {
    double share = instance.nodes / MANY_NODES;
    return Math.clamp(share * share, LEAST_DIVES, 1);
  }

  private double leastShare() {
    return Math.clamp(instance.nodes / MANY_NODES, LEAST_SHARE, 1);
  }

  private void improveOnce(Ascent ascent, ShiftSearch local, Dives dives) {
    double start = seconds();
    if (incumbent.known()) {
      exactOnce(ascent);
      chainOnce();
      if (instance.hasOpening()) {
        shiftOnce(local);
      }
      dive(dives, ascent, since(start));
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
    return new ExactMoves(instance, incumbent.choice(), capacity.price, ascent.best, removed, seed);
  }

  /** Pieces decided anew, from the best choice if there is a better one than these moves know. */
  private void exactOnce(ExactMoves moves) {
    search.budget().step();
    if (incumbent.cost() < moves.bestCost) {
      moves.restart(incumbent.choice());
    }
    var unused = moves.improve(PIECES, () -> incumbent.infeasible() || stop.getAsBoolean());
    incumbent.offer(moves.best, moves.bestCost, "exact moves");
  }

  private Dives dives(long seed) {
    return new Dives(instance, pool, capacity.price, removed, seed);
  }

  /** A dive among the best choices, improved by exact moves of its own. */
  private void diveOnce(Dives from, Ascent ascent) {
    search.budget().step();
    if (incumbent.known()) {
      from.add(incumbent.choice(), incumbent.cost());
    }
    from.improve(ascent.best, stop);
    incumbent.offer(from.best, from.bestCost, "dives");
  }

  /**
   * Dives for a share of what was spent otherwise: as much, or less the fewer nodes may open.
   *
   * @param spent in seconds, or in steps where those are limited
   */
  private void dive(Dives from, Ascent ascent, double spent) {
    from.credit += instance.hasOpening() ? diveShare() * spent : spent;
    while (from.credit > 0 && !stop.getAsBoolean()) {
      double start = seconds();
      diveOnce(from, ascent);
      from.credit -= since(start);
    }
  }

  /** Seconds since a number of them was left; one where steps are limited. */
  private double since(double left) {
    return search.budget().stepLimited() ? 1 : left - seconds();
  }

  /** Chains from the best choice there is; their prices are those of capacity. */
  private void chainOnce() {
    if (!incumbent.known() || stop.getAsBoolean()) {
      return;
    }
    search.budget().step();
    int[] from = incumbent.choice();
    if (chains == null) {
      chains = new ChainSearch(instance, from, capacity.price, removed, search.options().seed());
    } else if (incumbent.cost() < chains.bestCost) {
      chains.restart(from);
    }
    var unused = chains.improve(CHAIN_KICKS, () -> incumbent.infeasible() || stop.getAsBoolean());
    incumbent.offer(chains.best, chains.bestCost, "chains");
  }

  private void shiftOnce(ShiftSearch local) {
    search.budget().step();
    if (incumbent.cost() < local.bestCost) {
      local.restart(incumbent.choice());
    }
    if (local.bestCost < Double.POSITIVE_INFINITY) {
      var unused = local.improve(KICKS, () -> incumbent.infeasible() || stop.getAsBoolean());
    } else {
      local.restart(candidates().first());
      var unused = local.repair(REPAIRS, stop);
    }
    incumbent.offer(local.best, local.bestCost, "local search");
  }

  private void alternate(Ascent ascent, ShiftSearch local, Dives dives, SiteTree tree) {
    for (int t = 0; t < 10 && !stop.getAsBoolean(); t++) {
      improveOnce(ascent, local, dives);
    }
    program(ascent, tree, true);
  }

  /**
   * The tree to its end where nodes open, else in turns while it pays; the core as a whole while it
   * is small, again with what a better incumbent leaves of it; exact moves of its own between, and
   * programs of neighbourhoods where nodes may open.
   */
  private void program(Ascent ascent, SiteTree tree, boolean alone) {
    TreeWorker worker = new TreeWorker(search, incumbent, tree, sites(), ascent.best);
    Neighbourhood neighbourhood = new Neighbourhood(instance, random.split());
    CorePrograms programs = new CorePrograms(search, incumbent, instance, removed);
    ExactMoves moves = null;
    Dives recombined = dives(search.options().seed() + 1);
    double solved = Double.NaN;
    while (!stop.getAsBoolean() && !incumbent.infeasible()) {
      int left = fix(ascent);
      if (instance.hasOpening() && incumbent.known()) {
        open(worker, alone, recombined, ascent);
      }
      boolean small = left <= MOST_CORE_ARCS || !incumbent.known();
      boolean again = solved != incumbent.cost() || (!incumbent.known() && !worker.more());
      if (small && again && !stop.getAsBoolean()) {
        solved = incumbent.cost();
        programs.core(ascent.dual.state, incumbent.known() || worker.more() ? CORE_SHARE : 1);
      }
      if (small) {
        worker.workWhileItPays();
      }
      for (int t = 0; t < ROUNDS && incumbent.known() && !stop.getAsBoolean(); t++) {
        if (moves == null) {
          moves = exactMoves(ascent, search.options().seed() + 1);
        }
        double start = seconds();
        exactOnce(moves);
        if (!instance.hasOpening()) {
          dive(recombined, ascent, since(start));
        } else {
          programs.neighbour(ascent.dual.state, neighbourhood);
        }
      }
    }
  }

  /** The tree to its end, and other nodes beside it where no other thread looks at those. */
  private void open(TreeWorker worker, boolean alone, Dives recombined, Ascent ascent) {
    while (worker.more() && !stop.getAsBoolean()) {
      double spent = worker.work(Double.MIN_VALUE);
      dive(recombined, ascent, spent);
      if (alone) {
        split(spent);
      }
    }
  }
}
