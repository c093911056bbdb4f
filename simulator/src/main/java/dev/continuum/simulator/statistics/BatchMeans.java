package dev.continuum.simulator.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A confidence interval from the means of consecutive batches, which depend on each other far less
 * than consecutive requests do (Schmeiser 1982, "Batch size effects in the analysis of simulation
 * output", DOI 10.1287/opre.30.3.556). Not thread-safe.
 */
public final class BatchMeans {

  private static final double CONFIDENCE = 0.95;

  private int batches;
  private double mean;
  private double squares;

  /** An empty one. */
  public BatchMeans() {}

  /** Takes the mean of the next batch, or the result of the next replication. */
  public void add(double batch) {
    batches++;
    double off = batch - mean;
    mean += off / batches;
    squares += off * (batch - mean);
  }

  /** How many batches there are. */
  public int batches() {
    return batches;
  }

  /** The mean of the batches and its 95 % interval. */
  public Interval interval() {
    if (batches < 2) {
      return new Interval(mean, Double.NaN);
    }
    double t =
        TDistribution.of(batches - 1.0).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    return new Interval(mean, t * Math.sqrt(squares / (batches - 1) / batches));
  }
}
