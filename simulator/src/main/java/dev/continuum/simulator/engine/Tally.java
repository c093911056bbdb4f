package dev.continuum.simulator.engine;

import dev.continuum.model.topology.Tier;
import dev.continuum.simulator.SimulationResult;
import dev.continuum.simulator.statistics.BatchMeans;
import dev.continuum.simulator.statistics.Interval;
import dev.continuum.simulator.statistics.LatencyHistogram;

/** Answered requests of one application and tier. */
final class Tally {

  private static final int BITS = 7;
  private static final double MILLI = 1e-6;

  final LatencyHistogram all = new LatencyHistogram(BITS);
  private final LatencyHistogram batch = new LatencyHistogram(BITS);
  private final BatchMeans means = new BatchMeans();
  private final BatchMeans tails = new BatchMeans();
  long cold;
  long onTime;

  static Tally[] perTier() {
    Tally[] tallies = new Tally[Tier.values().length];
    for (int i = 0; i < tallies.length; i++) {
      tallies[i] = new Tally();
    }
    return tallies;
  }

  void add(long nanos, boolean isCold, boolean isOnTime) {
    batch.add(nanos);
    cold += isCold ? 1 : 0;
    onTime += isOnTime ? 1 : 0;
  }

  void endBatch() {
    if (batch.count() > 0) {
      means.add(batch.meanNanos());
      tails.add(batch.quantileNanos(0.95));
      all.add(batch);
      batch.clear();
    }
  }


  long count() {
    return all.count();
  }

  SimulationResult.Latency latency() {
    return new SimulationResult.Latency(
        new Interval(all.meanNanos(), means.interval().halfWidth()).scaled(MILLI),
        all.quantileNanos(0.5) * MILLI,
        new Interval(all.quantileNanos(0.95), tails.interval().halfWidth()).scaled(MILLI),
        all.quantileNanos(0.99) * MILLI,
        all.largestNanos() * MILLI);
  }

  double share(long part) {
    return all.count() == 0 ? 0 : (double) part / all.count();
  }
}
