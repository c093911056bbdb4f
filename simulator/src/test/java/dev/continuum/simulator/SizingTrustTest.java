package dev.continuum.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.queueing.SizingRule;
import dev.continuum.simulator.random.RandomStream;
import dev.continuum.simulator.statistics.Interval;
import org.junit.jupiter.api.Test;

/** The model's counts of warm instances at 500 random points, Poisson arrivals. */
class SizingTrustTest {

  private static final int POINTS = 500;
  private static final double REQUESTS = 40_000;

  @Test
  void theCountKeepsThePromiseAndOneLessWouldNot() {
    RandomStream random = new RandomStream(20261126);
    int holds = 0;
    int steady = 0;
    int minimal = 0;
    for (int i = 0; i < POINTS; i++) {
      boolean queues = random.nextBoolean();
      double erlang = 0.3 * Math.pow(60, random.nextDouble());
      double scv = random.nextDouble() < 0.8 ? random.nextDouble() : 1 + 3 * random.nextDouble();
      double epsilon = 0.01 * Math.pow(10, random.nextDouble());
      double budget = queues ? 0.5 * random.nextDouble() : 0;
      SizingRule rule =
          queues
              ? new SizingRule.ErlangQueue(budget, epsilon, (1 + scv) / 2)
              : new SizingRule.ErlangColdStart(epsilon);
      int count = 1;
      while (!rule.carries(count, erlang, 1)) {
        count++;
      }
      if (share(queues, count, erlang, scv, budget, i).low() <= epsilon) {
        holds++;
      }
      if (scv <= 1) {
        steady++;
        boolean breaks =
            count == 1
                || (queues && count - 1 <= erlang)
                || share(queues, count - 1, erlang, scv, budget, i).high() > epsilon;
        minimal += breaks ? 1 : 0;
      }
    }

    assertThat((double) holds / POINTS).as("promise kept").isGreaterThanOrEqualTo(0.97);
    assertThat((double) minimal / steady).as("count minimal").isGreaterThanOrEqualTo(0.95);
  }

  private static Interval share(
      boolean queues, int count, double erlang, double scv, double budget, int seed) {
    Queue queue = new Queue(count, erlang, 1, scv, budget);
    return queues
        ? queue.run(REQUESTS, seed).waiting().beyondBudget()
        : queue.runAsLossSystem(REQUESTS, seed).waiting().refused();
  }
}
