package dev.continuum.model.queueing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A measured law: its quantile function is linear between the percentiles given, from a least
 * value, and beyond the last one exponential.
 *
 * <p>The least value, where none is given at probability 0, continues the first stretch down, not
 * below 0. The mean excess over the last percentile is the larger of what the last stretch suggests
 * and what the mean still lacks, so that the tail errs upward.
 */
final class EmpiricalTerm implements LatencyTerm.Leaf {

  private final List<Double> parameters;
  private final double[] probabilities;
  private final double[] micros;

  /** Integral of F up to each of the values. */
  private final double[] integrated;

  private final double excessMicros;

  EmpiricalTerm(List<LatencyLaw.Percentile> percentiles, double meanMicros) {
    List<LatencyLaw.Percentile> points = new ArrayList<>(percentiles);
    if (points.getFirst().probability() > 0) {
      points.addFirst(new LatencyLaw.Percentile(0, leastMicros(points)));
    }
    probabilities = points.stream().mapToDouble(LatencyLaw.Percentile::probability).toArray();
    micros = points.stream().mapToDouble(LatencyLaw.Percentile::micros).toArray();
    integrated = new double[micros.length];
    double body = 0;
    for (int i = 1; i < micros.length; i++) {
      double width = micros[i] - micros[i - 1];
      integrated[i] = integrated[i - 1] + width * (probabilities[i] + probabilities[i - 1]) / 2;
      body += (probabilities[i] - probabilities[i - 1]) * (micros[i] + micros[i - 1]) / 2;
    }
    excessMicros = excessMicros(body, meanMicros);
    List<Double> all = new ArrayList<>();
    Arrays.stream(probabilities).forEach(all::add);
    Arrays.stream(micros).forEach(all::add);
    all.add(excessMicros);
    parameters = List.copyOf(all);
  }

  private static double leastMicros(List<LatencyLaw.Percentile> points) {
    if (points.size() == 1) {
      return 0;
    }
    LatencyLaw.Percentile first = points.get(0);
    LatencyLaw.Percentile second = points.get(1);
    double slope =
        (second.micros() - first.micros()) / (second.probability() - first.probability());
    return Math.max(0, first.micros() - slope * first.probability());
  }

  private double excessMicros(double bodyMicros, double meanMicros) {
    int last = micros.length - 1;
    double beyond = 1 - probabilities[last];
    if (beyond == 0) {
      return 0;
    }
    double lacking = (meanMicros - bodyMicros) / beyond - micros[last];
    double suggested =
        (micros[last] - micros[last - 1]) / StrictMath.log((1 - probabilities[last - 1]) / beyond);
    return Math.max(0, Math.max(lacking, suggested));
  }

  @Override
  public int kind() {
    return 2;
  }

  @Override
  public List<Double> parameters() {
    return parameters;
  }

  @Override
  public double lowerMicros() {
    return micros[0];
  }

  @Override
  public double tailQuantileMicros(double tail) {
    double probability = 1 - tail;
    int last = micros.length - 1;
    if (probability > probabilities[last]) {
      return micros[last] + excessMicros * StrictMath.log((1 - probabilities[last]) / tail);
    }
    int i = 1;
    while (probabilities[i] < probability) {
      i++;
    }
    double part = (probability - probabilities[i - 1]) / (probabilities[i] - probabilities[i - 1]);
    return micros[i - 1] + part * (micros[i] - micros[i - 1]);
  }

  @Override
  public boolean isSmooth() {
    return false;
  }

  @Override
  public double integratedMicros(double x) {
    if (x <= micros[0]) {
      return 0;
    }
    int last = micros.length - 1;
    if (x >= micros[last]) {
      double over = x - micros[last];
      double tail = 1 - probabilities[last];
      double missing =
          excessMicros == 0 ? 0 : tail * excessMicros * StrictMath.expm1(-over / excessMicros);
      return integrated[last] + over + missing;
    }
    int i = 1;
    while (micros[i] <= x) {
      i++;
    }
    double over = x - micros[i - 1];
    double slope = (probabilities[i] - probabilities[i - 1]) / (micros[i] - micros[i - 1]);
    return integrated[i - 1] + over * (probabilities[i - 1] + slope * over / 2);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EmpiricalTerm that && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return parameters.hashCode();
  }

  @Override
  public String toString() {
    return "Empirical" + parameters;
  }
}
