package dev.continuum.solver.exact;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;

/**
 * Raises the block dual from the prices of a linear program: deflected subgradients with Polyak's
 * step towards the incumbent (P. M. Camerini, L. Fratta, F. Maffioli 1975, DOI 10.1007/BFb0120697).
 */
final class BlockAscent {

  private static final double DEFLECTION = 0.7;
  private static final int PATIENCE = 15;
  private static final double FIRST_SCALE = 0.5;
  private static final double SHRINK = 0.7;
  private static final double LEAST_SCALE = 1e-4;

  private final BlockDual dual;
  private final double[] prices;
  private final double[] best;
  private final double[] direction;
  private double bestValue = Double.NEGATIVE_INFINITY;

  BlockAscent(BlockDual dual, double[] start) {
    this.dual = dual;
    prices = start.clone();
    best = start.clone();
    direction = new double[start.length];
  }

  /** The best prices: with them alone the bound can be evaluated again. */
  double[] certificate() {
    return best.clone();
  }

  /** Climbs until told to stop or steps get small; tells each better value. */
  void run(DoubleSupplier target, BooleanSupplier stop, DoubleConsumer better) {
    double scale = FIRST_SCALE;
    int stale = 0;
    while (scale > LEAST_SCALE && !stop.getAsBoolean()) {
      double value = dual.evaluate(prices);
      if (value > bestValue) {
        stale = value > bestValue + 1e-6 * Math.abs(bestValue) ? 0 : stale;
        bestValue = value;
        System.arraycopy(prices, 0, best, 0, best.length);
        better.accept(value);
      }
      if (++stale > PATIENCE) {
        scale *= SHRINK;
        stale = 0;
        System.arraycopy(best, 0, prices, 0, best.length);
        Arrays.fill(direction, 0);
        var unused = dual.evaluate(prices);
      }
      double norm = 0;
      for (int i = 0; i < direction.length; i++) {
        double violation = dual.wanted[i] - dual.served[i];
        direction[i] = violation + DEFLECTION * direction[i];
        norm += direction[i] * direction[i] / dual.devices[i];
      }
      if (norm == 0) {
        return;
      }
      double step = scale * Math.max(target.getAsDouble() - value, 1e-4 * Math.abs(value)) / norm;
      for (int i = 0; i < direction.length; i++) {
        prices[i] += step * direction[i] / dual.devices[i];
      }
    }
  }
}
