package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.compiled.CompiledProblem;
import org.junit.jupiter.api.Test;

/** Bounds follow from the prices of jobs alone, and none is above the optimum. */
class PriceCertificateTest {

  private static final double MICRO = 1e6;

  private static Instance instance(RandomLocation random) {
    return Recognition.of(CompiledProblem.of(random.problem)).orElseThrow();
  }

  @Test
  void noPricesProveMoreThanTheOptimum() {
    int tight = 0;
    int compared = 0;
    for (long seed = 0; seed < 200; seed++) {
      RandomLocation random = new RandomLocation(3, 7, false, seed % 2 == 0, seed);
      int least = random.least();
      if (least == Integer.MAX_VALUE) {
        continue;
      }
      Instance instance = instance(random);
      Ascent ascent =
          new Ascent(new Dual(instance, new boolean[instance.arcs()]), new double[instance.jobs]);
      for (int t = 0; t < 150; t++) {
        double value = ascent.step(least * MICRO - instance.base);
        assertThat(instance.base + value).as("seed %d", seed).isLessThanOrEqualTo(least * MICRO);
      }
      compared++;
      tight += instance.base + ascent.bestValue > 0.95 * least * MICRO ? 1 : 0;
      Dual afresh = new Dual(instance, new boolean[instance.arcs()]);
      // An ascent may value closed nodes a little too high, which proves less.
      assertThat(afresh.evaluate(ascent.best))
          .as("seed %d", seed)
          .isBetween(ascent.bestValue - 1e-3, least * MICRO - instance.base);
    }
    assertThat(compared).isGreaterThan(50);
    assertThat(tight).isGreaterThan(compared / 2);
  }

  @Test
  void whatPricesRemoveIsInNoBetterPlacement() {
    for (long seed = 0; seed < 100; seed++) {
      RandomLocation random = new RandomLocation(3, 7, false, true, seed);
      int least = random.least();
      if (least == Integer.MAX_VALUE) {
        continue;
      }
      Instance instance = instance(random);
      Dual dual = new Dual(instance, new boolean[instance.arcs()]);
      double optimum = least * MICRO - instance.base;
      Ascent ascent = new Ascent(dual, new double[instance.jobs]);
      for (int t = 0; t < 100; t++) {
        ascent.step(optimum);
      }
      boolean[] removed = new boolean[instance.arcs()];
      var unused = dual.evaluate(ascent.best);
      Fixing.apply(dual, ascent.best, optimum, removed);
      // The optimum itself is not better than itself: it must be among what is left.
      assertThat(leastOf(instance, removed, dual.state))
          .as("seed %d", seed)
          .isEqualTo(optimum, org.assertj.core.api.Assertions.within(1e-3));
    }
  }

  private static double leastOf(Instance instance, boolean[] removed, byte[] state) {
    int[] at = new int[instance.jobs];
    return leastOf(instance, removed, state, at, 0);
  }

  private static double leastOf(
      Instance instance, boolean[] removed, byte[] state, int[] at, int job) {
    if (job == instance.jobs) {
      Loads loads = new Loads(instance, at);
      double forced = 0;
      for (int i = 0; i < instance.nodes; i++) {
        forced += state[i] == Dual.OPEN && loads.count[i] == 0 ? instance.opening[i] : 0;
      }
      return loads.feasible() ? loads.cost + forced : Double.POSITIVE_INFINITY;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int a = instance.first[job]; a < instance.first[job + 1]; a++) {
      if (!removed[a] && state[instance.node[a]] != Dual.CLOSED) {
        at[job] = a;
        best = Math.min(best, leastOf(instance, removed, state, at, job + 1));
      }
    }
    return best;
  }

  @Test
  void theTransportsOwnPricesProveItsCost() {
    for (long seed = 0; seed < 200; seed++) {
      RandomLocation random = new RandomLocation(6, 12, true, true, seed);
      Instance instance = instance(random);
      SiteSearch sites = new SiteSearch(instance, seed);
      boolean[] open = new boolean[instance.nodes];
      Dual dual = new Dual(instance, new boolean[instance.arcs()]);
      for (int round = 0; round < 4; round++) {
        for (int i = 0; i < open.length; i++) {
          open[i] = (seed + i + round) % 4 != 0;
          dual.state[i] = open[i] ? Dual.OPEN : Dual.CLOSED;
        }
        double cost = sites.open(open);
        if (cost < Double.POSITIVE_INFINITY) {
          assertThat(dual.evaluate(sites.jobPrices()))
              .as("seed %d, round %d", seed, round)
              .isEqualTo(cost, org.assertj.core.api.Assertions.within(1 + 1e-8 * cost));
        }
      }
    }
  }
}
