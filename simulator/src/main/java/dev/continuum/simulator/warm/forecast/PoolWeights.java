package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.forecast.PoolSamples.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * How a pool turns evidence into one forecast: in each situation weights, or one member as it is.
 * Immutable.
 *
 * @param only by situation, the place of the evidence of the only member that is believed; {@link
 *     #ALL} where weights count
 * @param scalings of the evidence, by situation
 * @param weights by situation
 */
@SuppressWarnings("ArrayRecordComponent") // read for every level in every minute
record PoolWeights(int[] only, List<Scaling> scalings, double[][] weights) {

  static final int ALL = -1;

  private static final double LEAST = 1e-9;

  /** Believes one member everywhere. */
  static PoolWeights member(int place, PoolPrior prior) {
    return of(place, prior.scalings(), prior.weights());
  }

  /** Believes the prior. */
  static PoolWeights of(PoolPrior prior) {
    return of(ALL, prior.scalings(), prior.weights());
  }

  private static PoolWeights of(int only, List<Scaling> scalings, double[][] weights) {
    int[] everywhere = new int[weights.length];
    Arrays.fill(everywhere, only);
    return new PoolWeights(everywhere, scalings, weights);
  }

  /** Fits weights for every situation on samples before a minute. */
  static PoolWeights fit(PoolSamples samples, int untilMinute, PoolPrior prior, double ridge) {
    double[][] fitted = new double[samples.situations()][];
    for (int situation = 0; situation < fitted.length; situation++) {
      List<Sample> known =
          samples.of(situation).stream().filter(each -> each.minute() < untilMinute).toList();
      fitted[situation] =
          RidgeLogit.fit(known, prior.scalings().get(situation), prior.weights()[situation], ridge);
    }
    return of(ALL, prior.scalings(), fitted);
  }

  double probability(int situation, float[] evidence, double[] room) {
    return Odds.probability(
        only[situation] == ALL
            ? scalings.get(situation).weigh(evidence, weights[situation], room)
            : evidence[only[situation]]);
  }

  /** Sum of the log losses on a situation's samples from a minute on. */
  double loss(PoolSamples samples, int situation, int fromMinute) {
    double loss = 0;
    double[] room = new double[scalings.getFirst().width() + 1];
    for (Sample sample : samples.of(situation)) {
      if (sample.minute() >= fromMinute) {
        double p = probability(situation, sample.evidence(), room);
        double right = sample.wanted() ? p : 1 - p;
        loss -= Math.log(Math.max(LEAST, right));
      }
    }
    return loss;
  }
}
