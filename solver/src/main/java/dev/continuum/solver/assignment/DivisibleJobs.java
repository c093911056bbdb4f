package dev.continuum.solver.assignment;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.search.Search;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Solves instances whose jobs may be split: prices, then local search over open nodes beside a
 * branch and bound tree on which nodes are open.
 */
final class DivisibleJobs {

  private static final int FIRST_ASCENTS = 100;
  private static final int MOST_ASCENTS = 1500;
  private static final double ASCENT_SHARE = 0.4;
  private static final int KICKS = 5;
  private static final int RISE = 100;

  private final Search search;
  private final Instance instance;
  private final Publisher publisher;
  private final BooleanSupplier stop;
  private final boolean[] removed;
  private volatile double bestCost = Double.POSITIVE_INFINITY;
  private volatile int[] core = new int[0];

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
    TransportSites found = new TransportSites(instance);
    SiteTree tree = new SiteTree(instance, ascent);
    SiteBranching branching = new SiteBranching(instance, ascent, found, removed);
    if (search.options().threads() > 1 && !search.budget().stepLimited()) {
      Parallel.both(() -> improve(sites), () -> prove(tree, branching, found), search::abandon);
    } else {
      prove(tree, branching, found, sites);
    }
    return false;
  }

  private void first(SiteSearch sites, Ascent ascent) {
    SiteStart.open(sites, ascent);
    offer(sites, "transport");
  }

  private void offer(SiteSearch sites, String source) {
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
    double seconds = search.budget().remaining().toNanos() / 1e9;
    for (int t = 0; t < steps && !ascent.exhausted() && !stop.getAsBoolean(); t++) {
      search.budget().step();
      var unused = ascent.step(bestCost);
      if (t % 50 == 49) {
        publisher.prove(ascent.bestValue, BoundKind.DUAL, "prices");
        if (!search.budget().stepLimited()
            && seconds - search.budget().remaining().toNanos() / 1e9 > ASCENT_SHARE * seconds) {
          break;
        }
      }
    }
    publisher.prove(ascent.bestValue, BoundKind.DUAL, "prices");
  }

  private void improve(SiteSearch sites) {
    sites.core(core);
    sites.descend(stop);
    offer(sites, "site search");
    while (!stop.getAsBoolean()) {
      sites.core(core);
      search.budget().step();
      var unused = sites.improve(KICKS, stop);
      offer(sites, "site search");
    }
  }

  private void settle(Ascent ascent) {
    var unused = ascent.dual.evaluate(ascent.bestRelaxed);
    var unusedLeft = Fixing.apply(ascent.dual, ascent.bestRelaxed, bestCost, removed);
    core = SiteStart.doubtful(ascent);
    ascent.dual.restrict(removed);
  }

  private void prove(SiteTree tree, SiteBranching branching, TransportSites found) {
    while (!stop.getAsBoolean() && tree.step(branching, bestCost, stop)) {
      search.budget().step();
      publish(tree, found);
    }
    publish(tree, found);
  }

  /** The same in turns. */
  private void prove(
      SiteTree tree, SiteBranching branching, TransportSites found, SiteSearch sites) {
    sites.core(core);
    sites.descend(stop);
    offer(sites, "site search");
    boolean more = true;
    while (!stop.getAsBoolean() && more) {
      search.budget().step();
      sites.core(core);
      var unused = sites.improve(1, stop);
      offer(sites, "site search");
      more = tree.step(branching, bestCost, stop);
      publish(tree, found);
    }
  }

  private void publish(SiteTree tree, TransportSites found) {
    if (found.bestCost() < bestCost) {
      offer(found.search, "site tree");
    }
    publisher.prove(Math.min(tree.bound(), bestCost), BoundKind.TREE, "site tree");
  }
}
