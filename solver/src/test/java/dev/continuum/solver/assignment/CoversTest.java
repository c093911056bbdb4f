package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nodes that open as wholes, against every set of nodes. */
class CoversTest {

  private static final int NODES = 7;
  private static final int JOBS = 9;

  private final double[] prices = new double[JOBS];

  @Test
  void theValueIsTheLeastOverAllSetsThatHoldTheDemand() {
    int above = 0;
    for (long seed = 0; seed < 400; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Instance instance = SmallInstances.random(2 * seed + 1, JOBS, NODES, true, 15, 40);
      Dual dual = new Dual(instance, new boolean[instance.arcs()]);
      draw(dual, random);

      double value = dual.evaluate(prices);
      double least = least(dual);
      if (least == Double.POSITIVE_INFINITY) {
        continue;
      }
      double slack = 1e-6 * Math.abs(least) + 1;
      assertThat(value).as("seed %d", seed).isCloseTo(least, within(slack));
      assertThat(dual.relaxed).as("seed %d", seed).isLessThanOrEqualTo(value);
      above += value > dual.relaxed + slack ? 1 : 0;
      for (int i = 0; i < NODES; i++) {
        if (dual.state[i] == Dual.FREE) {
          double flipped = dual.relaxed + Math.abs(dual.net[i]);
          assertThat(flipped).as("seed %d", seed).isLessThanOrEqualTo(flipped(dual, i) + slack);
        }
      }
    }
    assertThat(above).isGreaterThan(100);
  }

  private void draw(Dual dual, SplittableRandom random) {
    double dear = random.nextDouble(1, 60);
    for (int j = 0; j < JOBS; j++) {
      prices[j] = random.nextDouble() * dear * 1e6;
    }
    for (int i = 0; i < NODES; i++) {
      dual.state[i] = (byte) Math.max(0, random.nextInt(-4, 3));
    }
  }

  /** The least value with a node open where it is worth closing, and the other way round. */
  private double flipped(Dual dual, int node) {
    byte before = dual.state[node];
    dual.state[node] = dual.net[node] > 0 ? Dual.OPEN : Dual.CLOSED;
    double least = least(dual);
    dual.state[node] = before;
    return least;
  }

  /** The least value over sets of nodes that agree with the states and hold the demand. */
  private double least(Dual dual) {
    Instance instance = dual.instance;
    double[] gain = new double[NODES];
    Knapsack knapsack = new Knapsack(JOBS);
    for (int i = 0; i < NODES; i++) {
      knapsack.clear();
      for (int k = instance.nodeFirst[i]; k < instance.nodeFirst[i + 1]; k++) {
        int a = instance.nodeArc[k];
        double profit = prices[instance.job[a]] - instance.cost[a];
        if (profit > 0) {
          knapsack.add(a, profit, instance.use[a]);
        }
      }
      knapsack.solve(instance.capacity[i], false);
      gain[i] = instance.opening[i] - knapsack.value;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int set = 0; set < 1 << NODES; set++) {
      least = Math.min(least, value(dual, set, gain));
    }
    return least;
  }

  private double value(Dual dual, int set, double[] gain) {
    double value = 0;
    double holds = 0;
    for (double each : prices) {
      value += each;
    }
    for (int i = 0; i < NODES; i++) {
      boolean open = (set >> i & 1) == 1;
      if (dual.state[i] == (open ? Dual.CLOSED : Dual.OPEN)) {
        return Double.POSITIVE_INFINITY;
      }
      value += open ? gain[i] : 0;
      holds += open ? dual.instance.coverWeight[i] : 0;
    }
    return holds >= dual.instance.coverDemand ? value : Double.POSITIVE_INFINITY;
  }
}
