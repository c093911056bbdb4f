package dev.continuum.solver.assignment;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Which nodes to open for whole jobs, as if they could be split: prices, a first choice of nodes,
 * and a local search over choices whose judge is a transport. Whole jobs do not fill nodes to the
 * last unit, so the nodes hold a little less there, by one of several shares; those whose choices
 * turn out well for whole jobs are looked at most. Not thread-safe.
 */
final class Splitting {

  private static final int RISE = 100;
  private static final int PIECES = 400;
  private static final double[] LESS = {0.02, 0.01, 0.035, 0, 0.05};

  /** Nodes of one size, and what came of them. */
  private final class Size {
    final SiteSearch sites;
    double found = Double.POSITIVE_INFINITY;

    Size(double less, long seed) {
      sites = new SiteSearch(whole.split(less), seed, () -> offer(this));
      SiteStart.open(sites, ascent);
      offer(this);
      sites.core(SiteStart.doubtful(ascent));
      if (sites.cost() < Double.POSITIVE_INFINITY && !stop.getAsBoolean()) {
        sites.descend(stop);
        offer(this);
      }
    }
  }

  private final Instance whole;

  /** Where whole jobs go on the nodes that were tried. */
  final WholeSites rounds;

  private final BooleanSupplier stop;
  private final SplittableRandom random;
  private final Size[] sizes = new Size[LESS.length];
  private int known;

  /** Prices of serving each job; what they prove holds for whole jobs too. */
  final Ascent ascent;

  Splitting(Instance whole, WholeSites rounds, long seed, BooleanSupplier stop) {
    this.whole = whole;
    this.rounds = rounds;
    this.stop = stop;
    random = new SplittableRandom(seed);
    Instance split = whole.split(0);
    CapacityPrices capacity = new CapacityPrices(split);
    capacity.rise(RISE, split.most);
    ascent = new Ascent(new Dual(split, new boolean[split.arcs()]), capacity.jobPrices());
  }

  /** Looks at other choices of nodes. */
  void improve() {
    if (known < sizes.length) {
      sizes[known] = new Size(LESS[known], random.nextLong());
      known++;
      return;
    }
    Size size = sizes[random.nextInt(known)];
    if (random.nextBoolean()) {
      for (Size other : sizes) {
        size = other.found < size.found ? other : size;
      }
    }
    if (size.sites.bestCost < Double.POSITIVE_INFINITY) {
      var unused = size.sites.improve(1, stop);
    }
  }

  private void offer(Size size) {
    SiteSearch sites = size.sites;
    if (!(sites.cost() < rounds.bestCost()) || stop.getAsBoolean()) {
      return;
    }
    size.found = Math.min(size.found, rounds.round(rounds.start(sites, PIECES), stop));
  }
}
