package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * Raises the dual of hosting by deflected subgradients with Polyak's step towards the incumbent (B.
 * T. Polyak, 1969, DOI 10.1016/0041-5553(69)90061-5), each group's price in proportion to how far
 * its costs spread. Not thread-safe.
 */
final class HostingAscent {

  private static final double DEFLECTION = 0.7;
  private static final double FALL = 0.7;
  private static final double LEAST_SCALE = 1e-3;

  /** While CPU is priced across nodes, which only leads to where it is kept. */
  private static final double FIRST_LEAST = 0.03;

  private static final int PATIENCE = 12;
  private static final double AVERAGE = 0.05;
  private static final double WITHIN = 1e-4;
  private static final double POWER = 0.75;
  private static final double CPU_PACE = 30;
  private static final double SECOND_SCALE = 0.5;

  final HostingDual dual;

  /** The best prices so far, and their value. */
  final double[] best;

  double bestValue;

  /** How often a pair was hosted of late, since nodes keep their CPU. */
  final double[] often;

  private final double[] at;
  private final double[] direction;
  private final double[] pace;
  private double scale = 1;
  private int stale;
  private boolean withCpu;

  /** What nodes may lose of the value, a share of it. */
  private double within = WITHIN;

  /** The least distance to the target that a step is taken for, a share of the value. */
  private double leastLength = 1e-5;

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
    return scale < (withCpu ? LEAST_SCALE : FIRST_LEAST);
  }

  /** From here on nodes keep their CPU too. */
  void keepCpu() {
    withCpu = true;
    scale = SECOND_SCALE;
    stale = 0;
    System.arraycopy(best, 0, at, 0, at.length);
    Arrays.fill(direction, 0);
    bestValue = Math.max(bestValue, evaluate(best));
    for (int pair = 0; pair < often.length; pair++) {
      often[pair] = dual.hosted[pair] ? 1 : 0;
    }
  }

  /** Goes on from the best prices, CPU kept, with more decided of pairs. */
  void refresh(byte[] decided, double proven, double firstScale, double length, double tolerance) {
    System.arraycopy(decided, 0, dual.decided, 0, decided.length);
    within = tolerance;
    leastLength = length;
    bestValue = proven;
    keepCpu();
    scale = firstScale;
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

  /** One evaluation, aiming at a cost that is known to be reached. */
  void step(double target) {
    double value = evaluate(at);
    for (int pair = 0; pair < often.length; pair++) {
      often[pair] += AVERAGE * ((dual.hosted[pair] ? 1 : 0) - often[pair]);
    }
    if (value > bestValue) {
      stale = value > bestValue + 1e-5 * Math.abs(bestValue) ? 0 : stale + 1;
      bestValue = value;
      System.arraycopy(at, 0, best, 0, at.length);
    } else {
      stale++;
    }
    if (stale > PATIENCE) {
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
      direction[k] = violation + DEFLECTION * direction[k];
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
