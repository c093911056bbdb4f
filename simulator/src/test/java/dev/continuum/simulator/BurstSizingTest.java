package dev.continuum.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.queueing.ErlangB;
import dev.continuum.model.queueing.SizingRule;
import dev.continuum.simulator.random.RandomStream;
import dev.continuum.simulator.statistics.Interval;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/**
 * Sizing where one source sends in bursts (two exponentials, squared coefficient of variation 2 to
 * 8): how wrong Poisson's counts are, and what knowing the measured coefficient is worth.
 */
class BurstSizingTest {

  private static final int POINTS = 60;
  private static final double REQUESTS = 40_000;

  private record Kept(int points, int kept, double worst) {
    double share() {
      return (double) kept / points;
    }

    Kept plus(double share, double epsilon, double halfWidth) {
      return new Kept(
          points + 1,
          kept + (share - halfWidth <= epsilon ? 1 : 0),
          Math.max(worst, share / epsilon));
    }
  }

  @Test
  void queuesSizedByTheMeasuredCoefficientKeepTheirPromise() {
    Kept measured = new Kept(0, 0, 0);
    Kept poisson = new Kept(0, 0, 0);
    RandomStream random = new RandomStream(7);
    for (int i = 0; i < POINTS; i++) {
      double erlang = 0.5 * Math.pow(30, random.nextDouble());
      double bursts = 2 + 6 * random.nextDouble();
      double service = random.nextDouble();
      double epsilon = 0.02 * Math.pow(5, random.nextDouble());
      double budget = 0.5 + random.nextDouble();
      SizingRule known = new SizingRule.ErlangQueue(budget, epsilon, (bursts + service) / 2);
      SizingRule plain = new SizingRule.ErlangQueue(budget, epsilon, (1 + service) / 2);
      var seen = waits(least(c -> known.carries(c, erlang, 1)), erlang, bursts, service, budget, i);
      measured = measured.plus(seen.value(), epsilon, seen.halfWidth());
      seen = waits(least(c -> plain.carries(c, erlang, 1)), erlang, bursts, service, budget, i);
      poisson = poisson.plus(seen.value(), epsilon, seen.halfWidth());
    }

    assertThat(measured.share()).as("measured " + measured).isGreaterThanOrEqualTo(0.8);
    assertThat(measured.worst()).as("measured " + measured).isLessThan(2.5);
    assertThat(poisson.share()).as("Poisson " + poisson).isLessThan(0.5);
  }

  @Test
  void lossesOfBurstsExceedErlangBAndAreBoundedByItsEquivalentLoad() {
    Kept hayward = new Kept(0, 0, 0);
    Kept erlangB = new Kept(0, 0, 0);
    RandomStream random = new RandomStream(8);
    for (int i = 0; i < POINTS; i++) {
      double erlang = 0.5 * Math.pow(30, random.nextDouble());
      double bursts = 2 + 6 * random.nextDouble();
      double epsilon = 0.01 * Math.pow(10, random.nextDouble());
      SizingRule rule =
          new SizingRule.ErlangColdStart(epsilon, SizingRule.ErlangColdStart.peakedness(bursts));
      int equivalent = least(c -> rule.carries(c, erlang, 1));
      var seen = losses(equivalent, erlang, bursts, i);
      hayward = hayward.plus(seen.value(), epsilon, seen.halfWidth());
      seen = losses(least(c -> ErlangB.probability(c, erlang) <= epsilon), erlang, bursts, i);
      erlangB = erlangB.plus(seen.value(), epsilon, seen.halfWidth());
    }

    assertThat(hayward.share()).as("Hayward " + hayward).isGreaterThanOrEqualTo(0.9);
    assertThat(erlangB.share()).as("Erlang B " + erlangB).isLessThan(0.5);
  }

  private static int least(IntPredicate enough) {
    int count = 1;
    while (!enough.test(count)) {
      count++;
    }
    return count;
  }

  private static Interval waits(
      int count, double erlang, double bursts, double service, double budget, long seed) {
    return new Queue(count, erlang, bursts, service, budget)
        .run(REQUESTS, seed)
        .waiting()
        .beyondBudget();
  }

  private static Interval losses(int count, double erlang, double bursts, long seed) {
    return new Queue(count, erlang, bursts, 1, 0)
        .runAsLossSystem(REQUESTS, seed)
        .waiting()
        .refused();
  }
}
