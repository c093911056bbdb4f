package dev.continuum.solver.exact;

import java.util.Arrays;

/**
 * Raises the block dual from the prices of a linear program: deflected subgradients with Polyak's
 * step towards the incumbent (P. M. Camerini, L. Fratta, F. Maffioli 1975, DOI 10.1007/BFb0120697).
 * Not thread-safe.
 */
final class BlockAscent {

  private static final double DEFLECTION = 0.7;
  private static final int PATIENCE = 15;
  private static final double FIRST_SCALE = 0.5;
  private static final double SHRINK = 0.7;
  private static final double LEAST_SCALE = 1e-4;

  private final BlockDual dual;
  private final PoolLimits limits;
  private final double[] prices;
  private final double[] best;
  private final double[] bestEarned;
  private final double[] bestPaid;
  private final double[] direction;
  private double bestValue = Double.NEGATIVE_INFINITY;
  private double value;
  private double scale = FIRST_SCALE;
  private int stale;
  private boolean flat;

  /** Over placements whose pools are within limits. */
  BlockAscent(BlockDual dual, PoolLimits limits, double[] start) {
    this.dual = dual;
    this.limits = limits;
    prices = start.clone();
    best = start.clone();
    bestEarned = dual.earned.clone();
    bestPaid = dual.paid.clone();
    direction = new double[start.length];
  }

  /** The best prices: with them and the limits its value can be evaluated again. */
  Slack.Prices certificate() {
    return new Slack.Prices(best.clone(), bestEarned.clone(), bestPaid.clone());
  }

  /** The value at the best prices, micro-units; minus infinity before the first step. */
  double value() {
    return bestValue;
  }

  /** Whether steps have become too small to go on. */
  boolean ended() {
    return flat || scale <= LEAST_SCALE;
  }

  /** The value where it stands, micro-units. */
  double look() {
    value = dual.evaluate(prices, limits);
    double before = bestValue;
    if (value > before) {
      note(prices, value);
      stale = value > before + 1e-6 * Math.abs(before) ? 0 : stale;
    }
    return value;
  }

  /** Takes the prices where another stands and has just looked, if they are worth more here. */
  void tryFrom(BlockAscent other) {
    double here = dual.again(other.value, other.limits, limits);
    if (here > bestValue) {
      note(other.prices, here);
    }
  }

  /** Goes on from other prices, if they are worth more. */
  void jump(double[] to) {
    if (bestValue == Double.NEGATIVE_INFINITY) {
      var unused = look();
    }
    double here = dual.evaluate(to, limits);
    if (here > bestValue) {
      note(to, here);
      System.arraycopy(to, 0, prices, 0, to.length);
      Arrays.fill(direction, 0);
      scale = FIRST_SCALE;
      stale = 0;
      flat = false;
    }
  }

  private void note(double[] at, double worth) {
    bestValue = worth;
    System.arraycopy(at, 0, best, 0, best.length);
    System.arraycopy(dual.earned, 0, bestEarned, 0, bestEarned.length);
    System.arraycopy(dual.paid, 0, bestPaid, 0, bestPaid.length);
  }

  /** One step from where it stands and has just looked, towards a target, micro-units. */
  void step(double target) {
    if (++stale > PATIENCE) {
      scale *= SHRINK;
      stale = 0;
      System.arraycopy(best, 0, prices, 0, best.length);
      Arrays.fill(direction, 0);
      value = dual.evaluate(prices, limits);
    }
    double norm = 0;
    for (int i = 0; i < direction.length; i++) {
      double violation = dual.wanted[i] - dual.served[i];
      direction[i] = violation + DEFLECTION * direction[i];
      if (i >= dual.items && prices[i] <= 0) {
        direction[i] = Math.max(0, direction[i]);
      }
      norm += direction[i] * direction[i] / dual.devices[i];
    }
    if (norm == 0) {
      flat = true;
      return;
    }
    double step = scale * Math.max(target - value, 1e-4 * Math.abs(value)) / norm;
    for (int i = 0; i < direction.length; i++) {
      prices[i] += step * direction[i] / dual.devices[i];
      if (i >= dual.items) {
        prices[i] = Math.max(0, prices[i]);
      }
    }
  }
}
