package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * Raises the dual of hosting by deflected subgradients with Polyak's step towards the incumbent (B.
 * T. Polyak, 1969, DOI 10.1016/0041-5553(69)90061-5), each group's price in proportion to how far
 * its costs spread. Not thread-safe.
 */
final class HostingAscent {

  private static final double FALL = 0.7;

  /** While CPU is priced across nodes, which only leads to where it is kept. */
  private static final Steps FIRST = new Steps(0.7, 12, 0.3);

  private static final Steps ROOT = new Steps(0.95, 25, 2e-3);
  private static final Steps VERTEX = new Steps(0.7, 12, 1e-3);
  private static final Steps STUCK = new Steps(0.9, 25, 1e-3);
  private static final double LEAST_WEIGHT = 0.01;
  private static final double WITHIN = 1e-4;
  private static final double POWER = 0.75;
  private static final double CPU_PACE = 30;
  private static final double SECOND_SCALE = 0.3;
  private static final double LEAST_PART = 1.0 / 1024;

  final HostingDual dual;

  /** The best prices so far, and their value. */
  final double[] best;

  double bestValue;

  /** Share of the steps at a vertex of the tree, the last hundred or so, that hosted a pair. */
  final double[] often;

  private int looks;

  private final double[] at;
  private final double[] direction;
  private final double[] pace;
  private Steps steps = FIRST;
  private double scale = 1;
  private int stale;
  private boolean withCpu;

  /** What nodes may lose of the value, a share of it. */
  private double within = WITHIN;

  /** The least distance to the target that a step is taken for, a share of the value. */
  private double leastLength = 1e-5;

  /**
   * How steps are taken.
   *
   * @param deflection share of the last direction that is kept
   * @param patience steps without progress after which they are shortened
   * @param least scale below which they are not worth their time
   */
  private record Steps(double deflection, int patience, double least) {}

  HostingAscent(HostingDual dual) {
    this.dual = dual;
    Hosting hosting = dual.hosting;
    int groups = hosting.groups();
    int m = hosting.nodes();
    at = new double[groups + m];
    direction = new double[at.length];
    pace = new double[at.length];
    double mean = 0;
    for (int g = 0; g < groups; g++) {
      at[g] = second(hosting.use().micros(), g * m, m);
      pace[g] = Math.pow(Math.max(1, hosting.spread()[g]), POWER);
      mean += hosting.spread()[g] / groups;
    }
    Arrays.fill(pace, groups, at.length, CPU_PACE * Math.pow(Math.max(1, mean), POWER));
    often = new double[hosting.functions() * m];
    best = at.clone();
    bestValue = dual.evaluate(best);
  }

  /** The second least: about where a group is served if half of the nodes host its function. */
  private static double second(double[] micros, int from, int m) {
    double least = Double.POSITIVE_INFINITY;
    double second = Double.POSITIVE_INFINITY;
    for (int n = from; n < from + m; n++) {
      if (micros[n] < least) {
        second = least;
        least = micros[n];
      } else {
        second = Math.min(second, micros[n]);
      }
    }
    return second < Double.POSITIVE_INFINITY ? second : least;
  }

  boolean exhausted() {
    return scale < steps.least();
  }

  /** From here on nodes keep their CPU too. */
  void keepCpu() {
    withCpu = true;
    go(dual.decided, bestValue, SECOND_SCALE);
    steps = ROOT;
  }

  /** Goes on at a vertex of the tree from its parent's prices, CPU kept. */
  void begin(SiteVertex vertex, double firstScale) {
    withCpu = true;
    System.arraycopy(vertex.prices(), 0, best, 0, best.length);
    go(vertex.state(), vertex.bound(), firstScale);
    looks = 1;
    for (int pair = 0; pair < often.length; pair++) {
      often[pair] = dual.hosted[pair] ? 1 : 0;
    }
  }

  /** Goes on from the best prices with what is decided of pairs. */
  void go(byte[] decided, double proven, double firstScale) {
    System.arraycopy(decided, 0, dual.decided, 0, decided.length);
    bestValue = proven;
    bestValue = Math.max(proven, evaluate(best));
    System.arraycopy(best, 0, at, 0, at.length);
    Arrays.fill(direction, 0);
    steps = VERTEX;
    scale = firstScale;
    stale = 0;
  }

  /** The same where steps have gained little: they keep more of their direction, for longer. */
  void goOn(byte[] decided, double firstScale) {
    go(decided, bestValue, firstScale);
    steps = STUCK;
  }

  /** Takes shares of the value: what nodes may lose of it, and the least distance to the target. */
  void pace(double loss, double length) {
    within = loss;
    leastLength = length;
  }

  /** Goes on from other prices, or from between the best and them, if that is better. */
  void offer(double[] prices) {
    double[] from = best.clone();
    double[] between = new double[prices.length];
    double before = bestValue;
    for (double part = 1; part >= LEAST_PART && bestValue <= before; part /= 2) {
      for (int k = 0; k < between.length; k++) {
        between[k] = from[k] + part * (prices[k] - from[k]);
      }
      double value = evaluate(between);
      if (value > bestValue) {
        bestValue = value;
        System.arraycopy(between, 0, best, 0, best.length);
        System.arraycopy(best, 0, at, 0, at.length);
        Arrays.fill(direction, 0);
      }
    }
  }

  /** The value at prices. */
  double evaluate(double[] prices) {
    return withCpu
        ? dual.evaluateWithCpu(prices, within * Math.abs(bestValue) / dual.hosting.nodes())
        : dual.evaluate(prices);
  }

  /** What is decided of pairs in placements cheaper than a limit, by the best prices. */
  byte[] settled(double limit) {
    return dual.settled(best, evaluate(best), limit);
  }

  /** What counts as a gain: little where little is missing. */
  private double leastGain(double target) {
    return Math.min(1e-5 * Math.abs(bestValue), 0.003 * Math.max(0, target - bestValue));
  }

  /** One evaluation, aiming at a cost that is known to be reached. */
  void step(double target) {
    double value = evaluate(at);
    double weight = Math.max(LEAST_WEIGHT, 1.0 / ++looks);
    for (int pair = 0; pair < often.length; pair++) {
      often[pair] += weight * ((dual.hosted[pair] ? 1 : 0) - often[pair]);
    }
    if (value > bestValue) {
      stale = value > bestValue + leastGain(target) ? 0 : stale + 1;
      bestValue = value;
      System.arraycopy(at, 0, best, 0, at.length);
    } else {
      stale++;
    }
    if (stale > steps.patience()) {
      stale = 0;
      scale *= FALL;
      System.arraycopy(best, 0, at, 0, at.length);
      Arrays.fill(direction, 0);
      value = evaluate(at);
    }
    int groups = dual.hosting.groups();
    double norm = 0;
    for (int k = 0; k < at.length; k++) {
      double violation = k < groups ? 1 - dual.served[k] : dual.usedCpu[k - groups] - 1;
      if (k >= groups && (withCpu || (at[k] <= 0 && violation < 0))) {
        violation = 0;
      }
      direction[k] = violation + steps.deflection() * direction[k];
      norm += pace[k] * direction[k] * direction[k];
    }
    if (norm < 1e-12) {
      scale = 0;
      return;
    }
    double length = scale * Math.max(target - value, leastLength * Math.abs(bestValue)) / norm;
    for (int k = 0; k < at.length; k++) {
      at[k] += length * pace[k] * direction[k];
      if (k >= groups && at[k] < 0) {
        at[k] = 0;
      }
    }
  }
}
