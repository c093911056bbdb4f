package dev.continuum.solver.assignment;

/**
 * First prices: the dual with only capacities relaxed, opening costs spread over capacity, which
 * has one multiplier a node and no knapsack; its maximum is the plain linear program's. From it the
 * price of a job is what its best node would ask. Subgradients with Polyak's step (B. T. Polyak,
 * 1969, DOI 10.1016/0041-5553(69)90061-5), deflected. Not thread-safe.
 */
final class CapacityPrices {

  private static final double DEFLECTION = 0.6;
  private static final int PATIENCE = 10;

  private final Instance instance;
  private final double[] spread;
  private final double[] trial;
  private final double[] direction;

  /** The best price of a unit of capacity, by node, the spread opening cost included. */
  final double[] price;

  double value = Double.NEGATIVE_INFINITY;

  CapacityPrices(Instance instance) {
    this.instance = instance;
    int m = instance.nodes;
    spread = new double[m];
    trial = new double[m];
    direction = new double[m];
    price = new double[m];
    for (int i = 0; i < m; i++) {
      spread[i] = instance.opening[i] / Math.max(1.0, (double) instance.capacity[i]);
      trial[i] = spread[i];
      price[i] = spread[i];
    }
  }

  /** Takes steps towards a known cost; each looks at every arc once. */
  void rise(int steps, double target) {
    double scale = 1;
    int stale = 0;
    double[] load = new double[instance.nodes];
    for (int t = 0; t < steps && scale > 1e-4; t++) {
      double now = evaluate(trial, load);
      if (now > value) {
        stale = now > value + 1e-6 * Math.abs(value) ? 0 : stale + 1;
        value = now;
        System.arraycopy(trial, 0, price, 0, price.length);
      } else {
        stale++;
      }
      if (stale > PATIENCE) {
        stale = 0;
        scale /= 2;
        System.arraycopy(price, 0, trial, 0, price.length);
        now = evaluate(trial, load);
        java.util.Arrays.fill(direction, 0);
      }
      // Relative overload, so that nodes of any unit of capacity move alike.
      double norm = 0;
      for (int i = 0; i < direction.length; i++) {
        double violation = load[i] / Math.max(1.0, (double) instance.capacity[i]) - 1;
        if (trial[i] <= spread[i] && violation < 0) {
          violation = 0;
        }
        direction[i] = violation + DEFLECTION * direction[i];
        norm += direction[i] * direction[i];
      }
      if (norm < 1e-14) {
        return;
      }
      double length = scale * (Math.max(target, value * (1 + 1e-6)) - now) / norm;
      for (int i = 0; i < direction.length; i++) {
        double step = length * direction[i] / Math.max(1.0, (double) instance.capacity[i]);
        trial[i] = Math.max(spread[i], trial[i] + step);
      }
    }
  }

  private double evaluate(double[] at, double[] load) {
    java.util.Arrays.fill(load, 0);
    double sum = 0;
    for (int j = 0; j < instance.jobs; j++) {
      double least = Double.POSITIVE_INFINITY;
      int best = -1;
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        double asked = instance.cost[a] + at[instance.node[a]] * instance.use[a];
        if (asked < least) {
          least = asked;
          best = a;
        }
      }
      sum += least;
      load[instance.node[best]] += instance.use[best];
    }
    for (int i = 0; i < at.length; i++) {
      sum -= (at[i] - spread[i]) * instance.capacity[i];
    }
    return sum;
  }

  /** What each job's best node asks. */
  double[] jobPrices() {
    double[] prices = new double[instance.jobs];
    for (int j = 0; j < prices.length; j++) {
      double least = Double.POSITIVE_INFINITY;
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        least = Math.min(least, instance.cost[a] + price[instance.node[a]] * instance.use[a]);
      }
      prices[j] = least;
    }
    return prices;
  }
}
