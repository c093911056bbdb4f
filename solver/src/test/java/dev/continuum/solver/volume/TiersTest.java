package dev.continuum.solver.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.continuum.model.queueing.SizingRule;
import dev.continuum.model.queueing.Staircase;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an instance carries at most, which bounds of tiers rest on. */
class TiersTest {

  @Test
  void noNumberOfInstancesCarriesMoreEachThanTheMost() {
    Random random = new Random(5);
    for (int i = 0; i < 400; i++) {
      int most = 1 + random.nextInt(300);
      Staircase staircase = staircase(random, most);
      double least = Tiers.least(staircase, most);
      for (int k = 1; k <= most; k++) {
        assertTrue(least <= k / (double) staircase.thresholdLoad(k), staircase.rule() + " at " + k);
      }
      double last = most / (double) staircase.thresholdLoad(most);
      assertTrue(least >= last * (1 - 1e-4), staircase.rule() + ": " + least + " of " + last);
    }
  }

  @Test
  void whereNoneAreNeededNoneIsPaid() {
    assertEquals(
        0,
        Tiers.least(
            new Staircase(new SizingRule.NoSizing(), 1, 0.1, Double.POSITIVE_INFINITY, 0, 100),
            100));
  }

  @Test
  void anInstanceThatCarriesAnyLoadIsPaidForInPart() {
    SizingRule rule = new SizingRule.Utilization(1);
    double least =
        Tiers.least(new Staircase(rule, 1, 1e-12, Double.POSITIVE_INFINITY, 0, 100), 100);
    assertTrue(least > 0 && least < 1e-15, "least " + least);
  }

  private static Staircase staircase(Random random, int most) {
    double epsilon = Math.pow(10, -3 * random.nextDouble()) * 0.9;
    double service = Math.pow(10, -3 + 4 * random.nextDouble());
    SizingRule rule =
        switch (random.nextInt(4)) {
          case 0 -> new SizingRule.Utilization(0.1 + 0.9 * random.nextDouble());
          case 1 -> new SizingRule.ErlangColdStart(epsilon);
          case 2 -> new SizingRule.ErlangColdStart(epsilon, 1 + 9 * random.nextDouble());
          default ->
              new SizingRule.ErlangQueue(
                  service * 2 * random.nextDouble(), epsilon, 0.2 + random.nextDouble());
        };
    double rate = random.nextInt(3) == 0 ? 0.7 / service : Double.POSITIVE_INFINITY;
    return new Staircase(rule, 1 + random.nextInt(4), service, rate, 0, most);
  }
}
