package dev.continuum.simulator.warm.forecast;

import dev.continuum.simulator.warm.forecast.PoolSamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a pool turns evidence into one forecast: either weights by situation, or one member as it is.
 * Immutable.
 *
 * @param byMember the place of the evidence of the only member that is believed
 * @param bySituation weights, where there were samples enough
 * @param fallback the place of the evidence to believe where there were not
 */
record PoolWeights(
    Optional<Integer> byMember, List<Optional<RidgeLogit>> bySituation, int fallback) {

  private static final int LEAST_SAMPLES = 50;

  /** Believes one member. */
  static PoolWeights member(int place) {
    return new PoolWeights(Optional.of(place), List.of(), place);
  }

  /** Fits weights for every situation on samples before a minute. */
  static PoolWeights fit(PoolSamples samples, int untilMinute, double ridge, int fallback) {
    List<Optional<RidgeLogit>> fitted = new ArrayList<>();
    for (int situation = 0; situation < samples.situations(); situation++) {
      List<Sample> known =
          samples.of(situation).stream().filter(each -> each.minute() < untilMinute).toList();
      if (known.size() < LEAST_SAMPLES) {
        fitted.add(Optional.empty());
        continue;
      }
      float[][] rows = new float[known.size()][];
      boolean[] events = new boolean[rows.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = known.get(i).evidence();
        events[i] = known.get(i).wanted();
      }
      fitted.add(Optional.of(RidgeLogit.fit(rows, events, ridge)));
    }
    return new PoolWeights(Optional.empty(), fitted, fallback);
  }

  double probability(int situation, double[] evidence) {
    if (byMember.isPresent()) {
      return Odds.probability(evidence[byMember.get()]);
    }
    return Odds.probability(
        bySituation
            .get(situation)
            .map(fit -> fit.logOdds(evidence))
            .orElseGet(() -> evidence[fallback]));
  }

  /** Sum of the log losses on samples from a minute on. */
  double loss(PoolSamples samples, int fromMinute) {
    double loss = 0;
    for (int situation = 0; situation < samples.situations(); situation++) {
      for (Sample sample : samples.of(situation)) {
        if (sample.minute() >= fromMinute) {
          double[] evidence = new double[sample.evidence().length];
          for (int i = 0; i < evidence.length; i++) {
            evidence[i] = sample.evidence()[i];
          }
          double p = Math.max(1e-6, Math.min(1 - 1e-6, probability(situation, evidence)));
          loss -= Math.log(sample.wanted() ? p : 1 - p);
        }
      }
    }
    return loss;
  }
}
