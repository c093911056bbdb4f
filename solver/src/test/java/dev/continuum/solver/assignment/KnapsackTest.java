package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KnapsackTest {

  @Test
  void wholeItemsAreChosenAsByEnumeration() {
    for (long seed = 0; seed < 3000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int items = 1 + random.nextInt(11);
      double[] profit = new double[items];
      long[] weight = new long[items];
      Knapsack knapsack = new Knapsack(items);
      long total = 0;
      boolean like = random.nextBoolean();
      for (int k = 0; k < items; k++) {
        weight[k] = random.nextInt(like ? 1 : 0, 20);
        profit[k] = like ? weight[k] + 5 : 1 + 30 * random.nextDouble();
        total += weight[k];
        knapsack.add(k, profit[k], weight[k]);
      }
      long capacity = random.nextLong(total + 2);
      double best = 0;
      for (int set = 0; set < 1 << items; set++) {
        double p = 0;
        long w = 0;
        for (int k = 0; k < items; k++) {
          if ((set >> k & 1) == 1) {
            p += profit[k];
            w += weight[k];
          }
        }
        best = w <= capacity ? Math.max(best, p) : best;
      }
      knapsack.solve(capacity, false);
      assertThat(knapsack.value).as("seed %d", seed).isEqualTo(best, within(1e-9));
      double taken = 0;
      double filled = 0;
      for (int k = 0; k < knapsack.size; k++) {
        taken += knapsack.taken[k] * knapsack.profit[k];
        filled += knapsack.taken[k] * knapsack.weight[k];
      }
      assertThat(taken).as("seed %d", seed).isEqualTo(best, within(1e-9));
      assertThat(filled).as("seed %d", seed).isLessThanOrEqualTo((double) capacity);
      assertThat(knapsack.splitValue).isGreaterThanOrEqualTo(best - 1e-9);
    }
  }

  @Test
  void itemsThatCanBeSplitAreTakenByRatio() {
    for (long seed = 0; seed < 3000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int items = 1 + random.nextInt(40);
      Knapsack knapsack = new Knapsack(items);
      double[] ratio = new double[items];
      long[] weight = new long[items];
      long total = 0;
      for (int k = 0; k < items; k++) {
        weight[k] = random.nextInt(1, 20);
        ratio[k] = 1 + random.nextInt(random.nextBoolean() ? 3 : 1000);
        total += weight[k];
        knapsack.add(k, ratio[k] * weight[k], weight[k]);
      }
      long capacity = random.nextLong(total);
      double expected = 0;
      long left = capacity;
      for (int k : Order.ascending(Arrays.stream(ratio).map(r -> -r).toArray(), items)) {
        long amount = Math.min(left, weight[k]);
        expected += amount * ratio[k];
        left -= amount;
      }
      knapsack.solve(capacity, true);
      assertThat(knapsack.value).as("seed %d", seed).isEqualTo(expected, within(1e-6));
      assertThat(knapsack.splitValue).isEqualTo(knapsack.value);
      double filled = 0;
      double least = Double.POSITIVE_INFINITY;
      double most = 0;
      for (int k = 0; k < items; k++) {
        filled += knapsack.taken[k] * knapsack.weight[k];
        least = knapsack.taken[k] > 0 ? Math.min(least, ratio[knapsack.arc[k]]) : least;
        most = knapsack.taken[k] < 1 ? Math.max(most, ratio[knapsack.arc[k]]) : most;
      }
      assertThat(filled).as("seed %d", seed).isEqualTo((double) capacity, within(1e-9));
      assertThat(least).isGreaterThanOrEqualTo(most);
      assertThat(knapsack.price).isEqualTo(most);
    }
  }

  @Test
  void manyLikeItemsEndInABoundThatHolds() {
    SplittableRandom random = new SplittableRandom(1);
    Knapsack knapsack = new Knapsack(400);
    long total = 0;
    for (int k = 0; k < 400; k++) {
      long weight = random.nextLong(1_000_000, 2_000_000);
      total += weight;
      knapsack.add(k, weight * (1 + 1e-7 * random.nextDouble()) + 10, weight);
    }
    knapsack.solve(total / 2, false);
    double taken = 0;
    for (int k = 0; k < knapsack.size; k++) {
      taken += knapsack.taken[k] * knapsack.profit[k];
    }
    assertThat(knapsack.value).isBetween(taken, knapsack.splitValue);
  }
}
