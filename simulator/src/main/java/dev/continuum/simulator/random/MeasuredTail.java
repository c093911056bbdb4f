package dev.continuum.simulator.random;

import dev.continuum.model.workload.ServiceProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * A measured quantile function with its two ends closed as the model closes them: the first stretch
 * goes on down to probability 0, and the mean excess beyond the last percentile is the larger of
 * what the last stretch suggests and what the mean lacks.
 *
 * @param probabilities rising from 0
 * @param nanos the quantiles, ns
 * @param excessNanos mean of the exponential tail, ns
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for the length of one constructor.
record MeasuredTail(double[] probabilities, double[] nanos, double excessNanos) {

  static MeasuredTail of(List<ServiceProfile.Percentile> measured, double meanNanos) {
    List<double[]> points = new ArrayList<>();
    for (ServiceProfile.Percentile point : measured) {
      points.add(new double[] {point.probability(), point.value().toNanos()});
    }
    if (points.getFirst()[0] > 0) {
      points.addFirst(new double[] {0, least(points)});
    }
    double[] probabilities = points.stream().mapToDouble(point -> point[0]).toArray();
    double[] nanos = points.stream().mapToDouble(point -> point[1]).toArray();
    return new MeasuredTail(probabilities, nanos, excess(probabilities, nanos, meanNanos));
  }

  private static double least(List<double[]> points) {
    if (points.size() == 1) {
      return 0;
    }
    double[] first = points.get(0);
    double[] second = points.get(1);
    double slope = (second[1] - first[1]) / (second[0] - first[0]);
    return Math.max(0, first[1] - slope * first[0]);
  }

  private static double excess(double[] probabilities, double[] nanos, double meanNanos) {
    int last = nanos.length - 1;
    double beyond = 1 - probabilities[last];
    if (beyond == 0) {
      return 0;
    }
    double body = 0;
    for (int i = 1; i <= last; i++) {
      body += (probabilities[i] - probabilities[i - 1]) * (nanos[i] + nanos[i - 1]) / 2;
    }
    double lacking = (meanNanos - body) / beyond - nanos[last];
    double suggested =
        (nanos[last] - nanos[last - 1]) / Math.log((1 - probabilities[last - 1]) / beyond);
    return Math.max(0, Math.max(lacking, suggested));
  }
}
