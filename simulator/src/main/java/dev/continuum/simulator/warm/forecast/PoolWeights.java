package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.forecast.PoolSamples.Sample;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a pool turns evidence into one forecast: weights by situation, or one member as it is.
 * Immutable.
 *
 * @param only the place of the evidence of the only member that is believed, if it is one
 * @param scalings of the evidence, by situation
 * @param weights by situation
 */
@SuppressWarnings("ArrayRecordComponent") // read for every level in every minute
record PoolWeights(OptionalInt only, List<Scaling> scalings, double[][] weights) {

  private static final double LEAST = 1e-9;

  /** Believes one member. */
  static PoolWeights member(int place, PoolPrior prior) {
    return new PoolWeights(OptionalInt.of(place), prior.scalings(), prior.weights());
  }

  /** Believes the prior. */
  static PoolWeights of(PoolPrior prior) {
    return new PoolWeights(OptionalInt.empty(), prior.scalings(), prior.weights());
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
    return new PoolWeights(OptionalInt.empty(), prior.scalings(), fitted);
  }

  double probability(int situation, float[] evidence, double[] room) {
    return Odds.probability(
        only.isPresent()
            ? evidence[only.getAsInt()]
            : scalings.get(situation).weigh(evidence, weights[situation], room));
  }

  /** Sum of the log losses on samples from a minute on. */
  double loss(PoolSamples samples, int fromMinute) {
    double loss = 0;
    double[] room = new double[scalings.getFirst().width() + 1];
    for (int situation = 0; situation < samples.situations(); situation++) {
      for (Sample sample : samples.of(situation)) {
        if (sample.minute() >= fromMinute) {
          double p = probability(situation, sample.evidence(), room);
          double right = sample.wanted() ? p : 1 - p;
          loss -= Math.log(Math.max(LEAST, right));
        }
      }
    }
    return loss;
  }
}
