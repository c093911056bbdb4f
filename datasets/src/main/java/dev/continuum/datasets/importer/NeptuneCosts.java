package dev.continuum.datasets.importer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * NEPTUNE's objective as costs of the model: what a node in use costs, and what it costs to serve
 * all requests of a function that enter at one node at another.
 *
 * @param perNode κ of every node
 * @param delayFactor cost of a request × delay unit
 * @param scale from these numbers to cost units
 * @param unit what the instance calls its objective
 */
record NeptuneCosts(double perNode, double delayFactor, DecimalScale scale, String unit) {

  /** The mix is a number near 1: a million cost units of it leave twelve digits. */
  private static final DecimalScale MIX = new DecimalScale(6);

  static NeptuneCosts of(NeptuneObjective objective, NeptuneRequest request, double alpha) {
    return switch (objective) {
      case DELAY -> new NeptuneCosts(0, 1, delayScale(request), "total delay");
      case UTILIZATION -> new NeptuneCosts(1, 0, new DecimalScale(0), "nodes");
      case DELAY_AND_UTILIZATION, AS_FILED -> {
        double most = mostDelay(request);
        yield new NeptuneCosts(
            alpha / request.nodes.size(),
            most == 0 ? 0 : (1 - alpha) / most,
            MIX,
            "delay and nodes");
      }
    };
  }

  /** Cost units of an active node. */
  double nodeCost() {
    return perNode * Math.pow(10, scale.shift());
  }

  /** Cost units of serving a workload over a delay. */
  double delayCost(double workload, double delay) {
    // By decimal arithmetic, so that 0.1 × 3 is 0.3 and keeps its digits.
    return product(workload, delay)
        .multiply(BigDecimal.valueOf(delayFactor))
        .movePointRight(scale.shift())
        .doubleValue();
  }

  private static BigDecimal product(double workload, double delay) {
    return BigDecimal.valueOf(workload).multiply(BigDecimal.valueOf(delay));
  }

  /** W = Σ λ_fi max_j δ_ij. */
  private static double mostDelay(NeptuneRequest request) {
    double most = 0;
    for (double[] ofFunction : request.workload) {
      for (int i = 0; i < ofFunction.length; i++) {
        most += ofFunction[i] * farthest(request.delays[i]);
      }
    }
    return most;
  }

  private static DecimalScale delayScale(NeptuneRequest request) {
    List<BigDecimal> all = new ArrayList<>();
    BigDecimal most = BigDecimal.ZERO;
    for (double[] ofFunction : request.workload) {
      for (int i = 0; i < ofFunction.length; i++) {
        if (ofFunction[i] > 0) {
          for (double delay : request.delays[i]) {
            all.add(product(ofFunction[i], delay));
          }
          most = most.add(product(ofFunction[i], farthest(request.delays[i])));
        }
      }
    }
    return DecimalScale.of(all, most);
  }

  private static double farthest(double[] delays) {
    double most = 0;
    for (double delay : delays) {
      most = Math.max(most, delay);
    }
    return most;
  }
}
