package dev.continuum.simulator.warm.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.simulator.random.RandomStream;
import dev.continuum.simulator.warm.forecast.PoolSamples.Sample;
import dev.continuum.simulator.warm.trace.Demand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One situation, a prior that always says 1/2, and two members that say what they like. */
class BeliefsTest {

  private static final double TEMPERATURE = 3;
  private static final Demand CALL = new Demand(1, 0.1, 1);

  private static final PoolPrior HALF =
      new PoolPrior(
          List.of(new Scaling(new double[] {0, 0}, new double[] {1, 1})), new double[1][3]);

  private static Beliefs beliefs(PoolSamples samples) {
    List<PoolWeights> ways =
        List.of(PoolWeights.of(HALF), PoolWeights.member(0, HALF), PoolWeights.member(1, HALF));
    return new Beliefs(ways, ways, samples, 0);
  }

  private static float[] saying(double first, double second) {
    return new float[] {(float) Odds.log(first), (float) Odds.log(second)};
  }

  private static double loss(double probability, boolean wanted) {
    return -Math.log(wanted ? probability : 1 - probability);
  }

  @Test
  void thePriorHasHalfOfTheFirstBelief() {
    Beliefs beliefs = beliefs(new PoolSamples(1));
    Beliefs.Said said = beliefs.ask(0, 0, 0, saying(0.9, 0.1), new double[3]);
    assertThat(beliefs.probability(said)).isCloseTo(0.5, within(1e-6));
    said = beliefs.ask(0, 0, 0, saying(0.9, 0.9), new double[3]);
    assertThat(beliefs.probability(said)).isCloseTo(0.7, within(1e-6));
  }

  @Test
  void whatTheFitHasSeenCounts() {
    PoolSamples samples = new PoolSamples(1);
    for (int minute = 0; minute < 50; minute++) {
      samples.add(0, new Sample(minute, saying(0.9, 0.1), true));
    }
    Beliefs.Said said = beliefs(samples).ask(0, 0, 0, saying(0.9, 0.1), new double[3]);
    assertThat(beliefs(samples).probability(said)).isBetween(0.89, 0.9);
  }

  @Test
  void noWayLosesMuchLessWhateverComes() {
    for (long seed = 0; seed < 40; seed++) {
      RandomStream random = new RandomStream(seed);
      double bias = random.nextDouble();
      Beliefs beliefs = beliefs(new PoolSamples(1));
      double[] ways = new double[3];
      double mean = 0;
      for (int minute = 0; minute < 500; minute++) {
        boolean wanted = random.nextDouble() < bias;
        float[] evidence =
            saying(
                0.01 + 0.98 * random.nextDouble(),
                wanted == (random.nextDouble() < 0.6) ? 0.7 : 0.3);
        Beliefs.Said said = beliefs.ask(0, 0, 0, evidence, new double[3]);
        mean += loss(beliefs.probability(said), wanted);
        for (int way = 0; way < ways.length; way++) {
          ways[way] += loss(said.probabilities()[way], wanted);
        }
        beliefs.observe(List.of(said), new Demand[] {wanted ? CALL : Demand.NONE});
      }
      assertThat(mean).isLessThanOrEqualTo(ways[0] + TEMPERATURE * Math.log(2) + 1e-6);
      assertThat(mean).isLessThanOrEqualTo(ways[1] + TEMPERATURE * Math.log(4) + 1e-6);
      assertThat(mean).isLessThanOrEqualTo(ways[2] + TEMPERATURE * Math.log(4) + 1e-6);
    }
  }
}
