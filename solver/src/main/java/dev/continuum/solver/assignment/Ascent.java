package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * Raises the dual by subgradients, deflected by the last direction, with Polyak's step towards the
 * incumbent (B. T. Polyak, 1969, DOI 10.1016/0041-5553(69)90061-5; P. M. Camerini, L. Fratta, F.
 * Maffioli, 1975, DOI 10.1007/BFb0120697); the step is shortened, from the best prices, where there
 * is no progress. Prices of jobs move as far as their costs differ over nodes: where jobs are of
 * very different sizes steps of one length for all get nowhere. The average of its solutions tends
 * to one of the linear program. Not thread-safe.
 */
final class Ascent {

  /** Share of the last direction that steps keep, at first and after a refresh. */
  private static final double DEFLECTION = 0.95;

  private static final double SHORT_DEFLECTION = 0.7;
  private static final double FIRST_SCALE = 1;
  private static final double FALL = 0.6;
  private static final double LEAST_SCALE = 2e-4;

  /** Steps without progress after which they are shortened, at first and after a refresh. */
  private static final int PATIENCE = 25;

  private static final int SHORT_PATIENCE = 15;
  private static final double AVERAGE = 0.03;
  private static final double UNKNOWN_GAP = 0.03;

  /** No price moves less, or more, than so many times the median's: one dear arc may be a ban. */
  private static final double LEAST_PACE = 0.01;

  private static final double MOST_PACE = 30;

  final Dual dual;

  /** The best prices so far. */
  final double[] best;

  /** Their value above the instance's base. */
  double bestValue = Double.NEGATIVE_INFINITY;

  /** The prices at which the dual was most where a node may open in part, and that value. */
  final double[] bestRelaxed;

  double relaxedValue;

  /** How often a node was open of late. */
  final double[] openShare;

  /** How much of its job an arc took of late; empty where jobs can be split. */
  final double[] arcShare;

  private final double[] at;
  private final double[] direction;

  /** How much each price moves beside the others. */
  private final double[] pace;

  private double scale = FIRST_SCALE;
  private double deflection = DEFLECTION;
  private int patience = PATIENCE;
  private int stale;

  Ascent(Dual dual, double[] start) {
    this.dual = dual;
    best = start.clone();
    bestRelaxed = start.clone();
    at = start.clone();
    direction = new double[start.length];
    pace = pace(dual.instance);
    openShare = new double[dual.instance.nodes];
    arcShare = new double[dual.instance.divisible ? 0 : dual.instance.arcs()];
    bestValue = dual.evaluate(best);
    relaxedValue = dual.relaxed;
    for (int i = 0; i < openShare.length; i++) {
      openShare[i] = dual.isOpen(i) ? 1 : 0;
    }
  }

  /** Whether further steps are not worth their time. */
  boolean exhausted() {
    return scale < LEAST_SCALE;
  }

  /**
   * Starts again from the best prices, with steps of a scale: at first 1. It is for a few steps, so
   * directions keep less of the last ones.
   */
  void refresh(double newScale) {
    scale = newScale;
    deflection = SHORT_DEFLECTION;
    patience = SHORT_PATIENCE;
    stale = 0;
    System.arraycopy(best, 0, at, 0, at.length);
    Arrays.fill(direction, 0);
    bestValue = dual.evaluate(best);
    System.arraycopy(best, 0, bestRelaxed, 0, best.length);
    relaxedValue = dual.relaxed;
  }

  /** One evaluation; the target is a known value to aim for, or infinite. Returns the value. */
  double step(double target) {
    double value = dual.evaluate(at, false);
    average();
    if (dual.relaxed > relaxedValue) {
      relaxedValue = dual.relaxed;
      System.arraycopy(at, 0, bestRelaxed, 0, at.length);
    }
    if (value > bestValue) {
      stale = value > bestValue + 1e-6 * Math.abs(bestValue) ? 0 : stale + 1;
      bestValue = value;
      System.arraycopy(at, 0, best, 0, best.length);
    } else {
      stale++;
    }
    if (stale > patience) {
      stale = 0;
      scale *= FALL;
      System.arraycopy(best, 0, at, 0, at.length);
      Arrays.fill(direction, 0);
      value = dual.evaluate(at);
    }
    double norm = 0;
    double[] served = dual.served;
    for (int j = 0; j < direction.length; j++) {
      direction[j] = 1 - served[j] + deflection * direction[j];
      norm += pace[j] * direction[j] * direction[j];
    }
    if (norm < 1e-12) {
      scale = 0;
      return value;
    }
    double guess = UNKNOWN_GAP * Math.max(Math.abs(bestValue), dual.instance.most * 1e-3);
    double goal =
        Double.isInfinite(target)
            ? bestValue + guess
            : bestValue + Math.min(target - bestValue, guess + 0.2 * (target - bestValue));
    goal = Math.max(goal, bestValue + 1e-5 * Math.abs(bestValue));
    double length = scale * (goal - value) / norm;
    for (int j = 0; j < at.length; j++) {
      at[j] += length * pace[j] * direction[j];
    }
    return value;
  }

  /** How far the costs of each job spread over its nodes, relative to the median of all jobs. */
  private static double[] pace(Instance instance) {
    double[] spread = new double[instance.jobs];
    int spreads = 0;
    for (int j = 0; j < spread.length; j++) {
      int arcs = instance.first[j + 1] - instance.first[j];
      double mean = 0;
      double square = 0;
      for (int a = instance.first[j]; a < instance.first[j + 1]; a++) {
        mean += instance.cost[a] / arcs;
        square += instance.cost[a] * instance.cost[a] / arcs;
      }
      spread[j] = Math.sqrt(Math.max(0, square - mean * mean));
      spreads += spread[j] > 0 ? 1 : 0;
    }
    double[] sorted = spread.clone();
    Arrays.sort(sorted);
    double median = spreads > 0 ? sorted[sorted.length - 1 - spreads / 2] : 0;
    double[] pace = new double[spread.length];
    for (int j = 0; j < pace.length; j++) {
      pace[j] = spread[j] > 0 ? Math.clamp(spread[j] / median, LEAST_PACE, MOST_PACE) : 1;
    }
    return pace;
  }

  private void average() {
    for (int i = 0; i < openShare.length; i++) {
      openShare[i] += AVERAGE * ((dual.isOpen(i) ? 1 : 0) - openShare[i]);
    }
    if (arcShare.length > 0) {
      for (int a = 0; a < arcShare.length; a++) {
        arcShare[a] *= 1 - AVERAGE;
      }
      for (int k = 0; k < dual.taken; k++) {
        arcShare[dual.takenArc[k]] += AVERAGE * dual.takenShare[k];
      }
    }
  }
}
