package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The tree over open nodes of jobs that can be split, against every set of nodes. */
class SiteTreeTest {

  private static final int NODES = 6;
  private static final int JOBS = 8;

  @Test
  void noBoundIsAboveWhatIsKnownAndTheLeastIsFound() {
    int solved = 0;
    for (long seed = 0; seed < 200; seed++) {
      Instance instance = SmallInstances.random(2 * seed + 1, JOBS, NODES, true, 15, 60).split(0);
      double least = SmallInstances.least(instance, new byte[NODES]);
      if (least == Double.POSITIVE_INFINITY) {
        continue;
      }
      boolean[] removed = new boolean[instance.arcs()];
      double[] start = new CapacityPrices(instance).jobPrices();
      Ascent ascent = new Ascent(new Dual(instance, removed), start);
      TransportSites sites = new TransportSites(instance, new SitePool());
      SiteTree tree = new SiteTree(instance, ascent);
      double[] known = {instance.most};
      SiteBranching branching =
          new SiteBranching(
              instance,
              ascent,
              sites,
              removed,
              () -> {
                known[0] = Math.min(known[0], sites.bestCost());
                // The vertex at hand is not settled yet.
                assertThat(tree.bound()).isLessThanOrEqualTo(least + 1);
              });
      boolean more = true;
      while (more) {
        more = tree.step(branching, known[0], () -> false);
      }
      assertThat(known[0]).as("seed %d", seed).isEqualTo(least, within(1.0));
      assertThat(tree.bound()).isGreaterThanOrEqualTo(least - 2);
      solved++;
    }
    assertThat(solved).isGreaterThan(100);
  }
}
