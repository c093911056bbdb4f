package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sets put together cost what enumeration says, and no bound on the way is above that. */
class SetTreeTest {

  private static final int JOBS = 7;
  private static final double SLACK = 1e-3;

  @Test
  void listedSetsHoldTheBestChoiceWhateverThePrices() {
    int listed = 0;
    for (long seed = 0; seed < 300; seed++) {
      listed += new Trial(seed).search() ? 1 : 0;
    }
    assertThat(listed).isGreaterThan(200);
  }

  @Test
  void theTreeEndsAtTheBestChoiceAndNeverProvesMore() {
    for (long seed = 0; seed < 200; seed++) {
      new Trial(seed).grow(seed);
    }
  }

  /** A random instance, and what is best in it. */
  private static final class Trial {

    private final int nodes;
    private final Instance instance;
    private final SplittableRandom random;

    /** The least cost of all choices, above the base; infinite if none fits. */
    private double least = Double.POSITIVE_INFINITY;

    Trial(long seed) {
      random = new SplittableRandom(seed);
      nodes = 2 + (int) (seed % 3);
      // From rooms that hold everything down to rooms that hold nothing.
      long room = 105L / nodes - 8 + random.nextInt(30);
      instance = SmallInstances.random(seed, JOBS, nodes, seed % 4 < 3, room, room + 20);
      Loads loads = new Loads(instance, SmallInstances.choice(0, JOBS, nodes));
      for (int c = 0; c < Math.pow(nodes, JOBS); c++) {
        loads.set(SmallInstances.choice(c, JOBS, nodes));
        if (loads.feasible()) {
          least = Math.min(least, loads.cost);
        }
      }
    }

    /**
     * Any prices, little work: what is found or left is no dearer than the best; true if listed.
     */
    boolean search() {
      if (least == Double.POSITIVE_INFINITY) {
        return false;
      }
      boolean[] without = new boolean[instance.arcs()];
      Dual dual = new Dual(instance, without);
      Ascent ascent = new Ascent(dual, prices());
      double limit = least + instance.step * (1 + random.nextInt(20));
      for (int t = random.nextInt(60); t > 0; t--) {
        var unused = ascent.step(limit);
      }
      double before = dual.evaluate(ascent.best);
      assertThat(before).isGreaterThanOrEqualTo(dual.relaxed);
      Fixing.apply(dual, ascent.best, limit, without);
      assertThat(Fixing.cover(dual)).isTrue();
      double value = dual.evaluate(ascent.best);
      assertThat(value).isLessThanOrEqualTo(least + SLACK);
      SetLists lists = new SetLists(instance);
      SetLists.Outcome outcome = lists.list(dual, ascent.best, without, limit);
      assertThat(outcome).isNotEqualTo(SetLists.Outcome.EMPTY);
      if (outcome == SetLists.Outcome.MANY) {
        return false;
      }
      Known known = new Known(lists, limit);
      SetTree tree = new SetTree(lists, known);
      tree.search(ascent.best, value, limit, random.nextInt(3000), () -> false);
      assertThat(Math.min(known.limit - SLACK, known.left)).isLessThanOrEqualTo(least + SLACK);
      assertThat(known.limit).isGreaterThanOrEqualTo(least);
      return true;
    }

    private double[] prices() {
      return random.doubles(JOBS, 0, 30.0 * instance.step).toArray();
    }

    /** What is found, and the least bound of what is left. */
    private final class Known implements SetTree.Listener {

      private final SetLists lists;
      private double limit;
      private double left = Double.POSITIVE_INFINITY;

      Known(SetLists lists, double limit) {
        this.lists = lists;
        this.limit = limit;
      }

      @Override
      public double found(int[] choice) {
        int[] arcs = lists.only.clone();
        for (int x = 0; x < lists.nodes; x++) {
          for (long set = lists.set[choice[x]]; set != 0; set &= set - 1) {
            int f = Long.numberOfTrailingZeros(set);
            assertThat(arcs[lists.job[f]]).isNegative();
            arcs[lists.job[f]] = lists.arc[x][f];
          }
        }
        Loads loads = new Loads(instance, arcs);
        assertThat(loads.feasible()).isTrue();
        limit = Math.min(limit, loads.cost);
        return limit;
      }

      @Override
      public void left(int[] on, double[] price, double bound) {
        left = Math.min(left, bound);
      }
    }

    void grow(long seed) {
      boolean[] removed = new boolean[instance.arcs()];
      Ascent ascent = new Ascent(new Dual(instance, removed), prices());
      SiteTree tree = new SiteTree(instance, ascent);
      WholeSites sites = new WholeSites(instance, new double[nodes], removed);
      SiteBranching branching = SiteBranching.of(sites, ascent.best, () -> {});
      // Nothing known, or a choice that is a little dearer.
      boolean known = least < Double.POSITIVE_INFINITY && seed % 5 > 0;
      double cutoff =
          known ? least + instance.step * (1 + random.nextInt(9)) : Double.POSITIVE_INFINITY;
      while (tree.step(branching, cutoff, () -> false)) {
        // As far as something cheaper than what is found is left.
        assertThat(Math.min(tree.bound(), sites.bestCost()))
            .as("seed %d", seed)
            .isLessThanOrEqualTo(least + SLACK);
      }
      assertThat(sites.bestCost()).as("seed %d", seed).isEqualTo(least);
    }
  }
}
