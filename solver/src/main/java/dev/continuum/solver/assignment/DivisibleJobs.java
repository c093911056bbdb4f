package dev.continuum.solver.assignment;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.search.Together;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Solves instances whose jobs may be split: prices, then local search over open nodes beside a
 * branch and bound tree on which nodes are open.
 */
final class DivisibleJobs {

  private static final int FIRST_ASCENTS = 100;
  private static final int MOST_ASCENTS = 1500;
  private static final double ASCENT_SHARE = 0.4;

  /** Of the second thread's time, the least share that local search gets; the tree has the rest. */
  private static final double LEAST_LOCAL = 0.1;

  private static final int RISE = 100;

  private final Search search;
  private final Instance instance;
  private final Publisher publisher;
  private final BooleanSupplier stop;
  private final boolean[] removed;
  private final SitePool rounded = new SitePool();
  private volatile double bestCost = Double.POSITIVE_INFINITY;
  private int[] core = new int[0];

  DivisibleJobs(Search search, Instance instance) {
    this.search = search;
    this.instance = instance;
    publisher = new Publisher(search, instance);
    stop = search::over;
    removed = new boolean[instance.arcs()];
  }

  /** Works until the search is over; returns whether nothing was found that fits. */
  boolean run() {
    CapacityPrices capacity = new CapacityPrices(instance);
    capacity.rise(RISE, instance.most);
    Ascent ascent = new Ascent(new Dual(instance, removed), capacity.jobPrices());
    climb(ascent, FIRST_ASCENTS);
    SiteSearch sites = new SiteSearch(instance, search.options().seed());
    first(sites, ascent);
    if (Double.isInfinite(sites.bestCost)) {
      return true;
    }
    climb(ascent, MOST_ASCENTS);
    first(sites, ascent);
    settle(ascent);
    SiteTree tree = new SiteTree(instance, ascent);
    Worker worker = new Worker(tree, ascent);
    if (Together.sideBySide(search)) {
      double[] prices = ascent.best.clone();
      byte[] settled = ascent.dual.state.clone();
      Together.run(
          search, List.of(it -> improve(sites, tree, prices, settled), it -> prove(worker)));
    } else {
      alternate(sites, worker);
    }
    return false;
  }

  private void first(SiteSearch sites, Ascent ascent) {
    SiteStart.open(sites, ascent);
    offer(sites, "transport");
  }

  private synchronized void offer(SiteSearch sites, String source) {
    if (sites.bestCost < bestCost) {
      bestCost = sites.bestCost;
      publisher.offer(
          Arrays.copyOf(sites.amounts.arc, sites.amounts.size),
          Arrays.copyOf(sites.amounts.amount, sites.amounts.size),
          sites.bestCost,
          source);
    }
  }

  private void climb(Ascent ascent, int steps) {
    double seconds = seconds();
    for (int t = 0; t < steps && !ascent.exhausted() && !stop.getAsBoolean(); t++) {
      search.budget().step();
      var unused = ascent.step(bestCost);
      if (t % 50 == 49) {
        publisher.prove(ascent.bestValue, BoundKind.DUAL, "prices");
        if (!search.budget().stepLimited() && seconds - seconds() > ASCENT_SHARE * seconds) {
          break;
        }
      }
    }
    publisher.prove(ascent.bestValue, BoundKind.DUAL, "prices");
  }

  /**
   * Local search, and the longer it finds nothing, the more of the tree; or a program that takes
   * over.
   */
  private void improve(SiteSearch sites, SiteTree tree, double[] prices, byte[] settled) {
    ProgramTurn program = new ProgramTurn(search, instance, tree);
    descend(sites);
    Worker worker = new Worker(tree, new Ascent(new Dual(instance, removed), prices));
    LocalShare share = new LocalShare(LEAST_LOCAL);
    while (!stop.getAsBoolean()) {
      if (program.comes(bestCost) && program.isSmall(settled, removed)) {
        program.attempt(() -> solve(sites, settled, program.end()));
      }
      double before = bestCost;
      double start = seconds();
      improveOnce(sites);
      double turn = share.searched(start - seconds(), bestCost < before);
      double spent = 0;
      while (spent < turn && worker.more && !stop.getAsBoolean()) {
        double from = seconds();
        worker.step();
        spent += from - seconds();
      }
      share.proved(spent);
    }
  }

  private void solve(SiteSearch sites, byte[] settled, BooleanSupplier end) {
    double[] share = new double[instance.arcs()];
    for (int k = 0; k < sites.amounts.size; k++) {
      int a = sites.amounts.arc[k];
      share[a] = sites.amounts.amount[k] / (double) instance.use[a];
    }
    LocationProgram.Outcome outcome =
        LocationProgram.solve(instance, settled, removed, sites.best, share, end);
    if (outcome.open().length > 0) {
      var unused = sites.open(outcome.open());
      offer(sites, "location program");
    }
    publisher.prove(Math.min(outcome.bound(), bestCost), BoundKind.TREE, "location program");
  }

  private double seconds() {
    return search.budget().remaining().toNanos() / 1e9;
  }

  private void descend(SiteSearch sites) {
    sites.core(core);
    sites.descend(stop);
    offer(sites, "site search");
  }

  /** From what the tree came upon, or else from the best by a kick. */
  private void improveOnce(SiteSearch sites) {
    search.budget().step();
    SitePool.Choice from = rounded.take();
    boolean unused = from == null ? sites.improve(1, stop) : sites.improve(from.open(), stop);
    offer(sites, "site search");
  }

  private void settle(Ascent ascent) {
    var unused = ascent.dual.evaluate(ascent.bestRelaxed);
    var unusedLeft = Fixing.apply(ascent.dual, ascent.bestRelaxed, bestCost, removed);
    core = SiteStart.doubtful(ascent);
    ascent.dual.restrict(removed);
  }

  private void prove(Worker worker) {
    while (!stop.getAsBoolean() && worker.more) {
      worker.step();
    }
  }

  /** The same in turns. */
  private void alternate(SiteSearch sites, Worker worker) {
    descend(sites);
    while (!stop.getAsBoolean() && worker.more) {
      improveOnce(sites);
      worker.step();
    }
  }

  /** One thread's part in the tree, with prices and a transport of its own. */
  private final class Worker {
    private final SiteTree tree;
    private final TransportSites found;
    private final SiteBranching branching;
    private boolean more = true;

    Worker(SiteTree tree, Ascent ascent) {
      this.tree = tree;
      found = new TransportSites(instance, rounded);
      branching =
          new SiteBranching(
              instance, ascent, found, removed, () -> offer(found.search, "site tree"));
    }

    /** Looks at a vertex. */
    void step() {
      search.budget().step();
      more = tree.step(branching, bestCost, stop);
      publisher.prove(Math.min(tree.bound(), bestCost), BoundKind.TREE, "site tree");
    }
  }
}
