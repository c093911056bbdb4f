package dev.continuum.simulator.warm.forecast;

import java.util.List;

/**
 * Brings evidence to mean 0 and deviation 1.
 *
 * @param mean by place
 * @param deviation by place, above 0
 */
@SuppressWarnings("ArrayRecordComponent") // read by the inner loop of the fit
record Scaling(double[] mean, double[] deviation) {

  private static final double CONSTANT = 1e-6;

  /** Of samples. */
  static Scaling of(List<PoolSamples.Sample> samples, int width) {
    double[] mean = new double[width];
    double[] square = new double[width];
    long count = 0;
    for (PoolSamples.Sample sample : samples) {
      count++;
      for (int i = 0; i < width; i++) {
        double off = sample.evidence()[i] - mean[i];
        mean[i] += off / count;
        square[i] += off * (sample.evidence()[i] - mean[i]);
      }
    }
    double[] deviation = new double[width];
    for (int i = 0; i < width; i++) {
      double own = count == 0 ? 0 : Math.sqrt(square[i] / count);
      deviation[i] = own < CONSTANT ? 1 : own;
    }
    return new Scaling(mean, deviation);
  }

  int width() {
    return mean.length;
  }

  /** The weighted sum of the scaled evidence and a constant, and those in {@code into}. */
  double weigh(float[] evidence, double[] weights, double[] into) {
    double sum = weights[mean.length];
    for (int i = 0; i < mean.length; i++) {
      into[i] = (evidence[i] - mean[i]) / deviation[i];
      sum += weights[i] * into[i];
    }
    into[mean.length] = 1;
    return sum;
  }
}
