package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Parts of an instance, dives, and new choices from good ones: against enumeration. */
class DivesTest {

  private static final int NODES = 3;
  private static final int JOBS = 7;
  private static final int COMBINATIONS = (int) Math.pow(NODES, JOBS);
  private static final Offset<Double> NOTHING = Offset.offset(1e-3);

  @Test
  void aPartCostsWhatItsJobsCostInTheWhole() {
    for (long seed = 0; seed < 40; seed++) {
      Instance whole = random(seed);
      int[] jobs = {0, 2, 3, 6};
      int[] nodes = {0, 2};
      long[] room = {1_000, 1_000};
      long[] opening = {whole.opening[0], whole.opening[2]};
      Region region =
          Region.of(whole, new Region.Cut(jobs, nodes, room, opening), new boolean[whole.arcs()]);
      assertThat(region).isNotNull();
      Instance part = region.part;
      int[] first = new int[part.jobs];
      double expected = 0;
      boolean[] used = new boolean[NODES];
      for (int j = 0; j < part.jobs; j++) {
        first[j] = part.first[j] + (int) (seed + j) % 2;
        int arc = region.arc(first[j]);
        assertThat(whole.job[arc]).isEqualTo(jobs[j]);
        assertThat(whole.node[arc]).isEqualTo(nodes[part.node[first[j]]]);
        expected += whole.cost[arc] + (used[whole.node[arc]] ? 0 : whole.opening[whole.node[arc]]);
        used[whole.node[arc]] = true;
      }
      assertThat(new Loads(part, first).cost + region.base()).isCloseTo(expected, NOTHING);
      double[] prices = new SplittableRandom(seed).doubles(JOBS, 5e6, 40e6).toArray();
      double[] kept = new double[JOBS];
      region.keep(region.prices(prices), kept);
      for (int j : jobs) {
        assertThat(kept[j]).isCloseTo(prices[j], NOTHING);
      }
    }
  }

  @Test
  void thereIsNoPartWhereAJobFitsNowhere() {
    Instance whole = random(1);
    Region.Cut cut = new Region.Cut(new int[] {1}, new int[] {0}, new long[] {1}, new long[] {0});
    assertThat(Region.of(whole, cut, new boolean[whole.arcs()])).isNull();
  }

  @Test
  void aDiveKeepsWhatIsHeldAndFindsNothingBelowTheOptimum() {
    int placed = 0;
    int optimal = 0;
    for (long seed = 0; seed < 80; seed++) {
      Instance instance = random(seed);
      int[] from = any(instance);
      if (from.length == 0) {
        continue;
      }
      boolean[] free = new boolean[JOBS];
      Arrays.fill(free, 2, JOBS, true);
      int[] found = dive(instance, from, free, seed, Double.POSITIVE_INFINITY);
      if (found == null) {
        continue;
      }
      assertThat(found[0]).isEqualTo(from[0]);
      assertThat(found[1]).isEqualTo(from[1]);
      Loads loads = new Loads(instance, found);
      if (loads.feasible()) {
        placed++;
        double least = least(instance, from);
        assertThat(loads.cost).as("seed %d", seed).isGreaterThanOrEqualTo(least - 1e-3);
        optimal += loads.cost <= least + 1e-3 ? 1 : 0;
        // Prices show that nothing is free.
        assertThat(dive(instance, from, free, seed, -1)).as("seed %d", seed).isNull();
      }
    }
    assertThat(placed).isGreaterThan(40);
    assertThat(optimal).isGreaterThan(placed / 2);
  }

  @Test
  void newChoicesFromGoodOnesReachTheOptimum() {
    int feasible = 0;
    int optimal = 0;
    for (long seed = 0; seed < 60; seed++) {
      Instance instance = random(seed);
      double least = least(instance, new int[0]);
      if (Double.isInfinite(least)) {
        continue;
      }
      feasible++;
      Choices pool = new Choices(4);
      Dives dives =
          new Dives(instance, pool, new double[NODES], new boolean[instance.arcs()], seed);
      for (int t = 0; t < 20; t++) {
        dives.improve(prices(instance), () -> false);
      }
      if (dives.bestCost < Double.POSITIVE_INFINITY) {
        Loads loads = new Loads(instance, dives.best);
        assertThat(loads.feasible()).isTrue();
        assertThat(loads.cost).isEqualTo(dives.bestCost);
        assertThat(loads.cost).as("seed %d", seed).isGreaterThanOrEqualTo(least - 1e-3);
        optimal += loads.cost <= least + 1e-3 ? 1 : 0;
      }
    }
    assertThat(feasible).isGreaterThan(40);
    assertThat(optimal).isGreaterThan(feasible * 9 / 10);
  }

  @Test
  void choicesAreTheBestAndNoTwoAlike() {
    Choices choices = new Choices(2);
    choices.add(new int[] {0, 1}, 5);
    choices.add(new int[] {0, 1}, 5);
    assertThat(choices.few()).isTrue();
    choices.add(new int[] {1, 1}, 9);
    choices.add(new int[] {1, 0}, 7);
    assertThat(choices.few()).isFalse();
    SplittableRandom random = new SplittableRandom(1);
    for (int t = 0; t < 50; t++) {
      assertThat(choices.any(random).cost()).isLessThan(9);
    }
  }

  private static int[] dive(
      Instance instance, int[] from, boolean[] free, long seed, double cutoff) {
    boolean[] none = new boolean[instance.arcs()];
    SplittableRandom random = new SplittableRandom(seed);
    return new Dive(instance, from, free, prices(instance), none, 0.02, random)
        .run(cutoff, () -> false);
  }

  private static double[] prices(Instance instance) {
    CapacityPrices capacity = new CapacityPrices(instance);
    capacity.rise(50, instance.most);
    return capacity.jobPrices();
  }

  /** The least cost of a choice that fits and agrees on the first two jobs; infinite for none. */
  private static double least(Instance instance, int[] from) {
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < COMBINATIONS; c++) {
      int[] choice = choice(c);
      boolean agrees = from.length == 0 || (choice[0] == from[0] && choice[1] == from[1]);
      Loads loads = new Loads(instance, choice);
      if (agrees && loads.feasible()) {
        least = Math.min(least, loads.cost);
      }
    }
    return least;
  }

  /** A choice that fits; empty if there is none. */
  private static int[] any(Instance instance) {
    for (int c = 0; c < COMBINATIONS; c++) {
      if (new Loads(instance, choice(c)).feasible()) {
        return choice(c);
      }
    }
    return new int[0];
  }

  private static int[] choice(int combination) {
    return SmallInstances.choice(combination, JOBS, NODES);
  }

  /** Jobs on every node, of one size for some seeds; nodes cost something to open for odd ones. */
  private static Instance random(long seed) {
    return SmallInstances.random(seed, JOBS, NODES, seed % 3 == 0, 30, 70);
  }
}
