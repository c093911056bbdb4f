package dev.continuum.solver.assignment;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.search.Search;

/** One thread's part in the tree of whole jobs, with prices of its own. Not thread-safe. */
final class TreeWorker {

  /** Share of the time left after which it is asked whether to go on. */
  private static final double SHARE = 0.2;

  private final Search search;
  private final WholeIncumbent incumbent;
  private final SiteTree tree;
  private final SiteBranching branching;
  private boolean more = true;

  TreeWorker(
      Search search, WholeIncumbent incumbent, SiteTree tree, WholeSites found, double[] prices) {
    this.search = search;
    this.incumbent = incumbent;
    this.tree = tree;
    branching = SiteBranching.of(found, prices, () -> incumbent.offer(found));
  }

  /** Whether something is left to look at. */
  boolean more() {
    return more;
  }

  /** As long as the bound would reach the incumbent in time at the rate it rises. */
  void workWhileItPays() {
    double spent;
    double rise;
    do {
      double before = tree.bound();
      spent = work(SHARE * left());
      rise = tree.bound() - before;
    } while (more && rise > 0 && (incumbent.cost() - tree.bound()) * spent < left() * rise);
  }

  private double left() {
    return search.budget().stepLimited() ? search.budget().stepsLeft() : seconds();
  }

  private double seconds() {
    return search.budget().remaining().toNanos() / 1e9;
  }

  /** Looks at vertices for some time, in seconds or steps; returns how long it was. */
  double work(double most) {
    double spent = 0;
    while (more && spent < most && !incumbent.infeasible() && !search.over()) {
      search.budget().step();
      double before = seconds();
      more = tree.step(branching, incumbent.cost(), search::over);
      incumbent.prove(tree.bound(), BoundKind.TREE, "site tree");
      spent += search.budget().stepLimited() ? 1 : before - seconds();
    }
    if (!more && !incumbent.known() && tree.bound() == Double.POSITIVE_INFINITY) {
      incumbent.nothingFits();
    }
    return spent;
  }
}
