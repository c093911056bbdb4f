package dev.continuum.solver.assignment;

import java.util.Arrays;

/**
 * Raises the dual by the volume algorithm (F. Barahona, R. Anbil, 2000, DOI 10.1007/s101070050002):
 * steps along an average of subgradients whose weights minimise its length, from the best prices so
 * far. The same average of solutions tends to one of the linear program. Not thread-safe.
 */
final class Ascent {

  private static final double FIRST_FACTOR = 0.1;
  private static final double MOST_FACTOR = 2;
  private static final double LEAST_FACTOR = 1e-4;
  private static final double MOST_WEIGHT = 0.1;
  private static final double LEAST_WEIGHT = 1e-4;
  private static final int PATIENCE = 20;
  private static final int PERIOD = 100;
  private static final double UNKNOWN_GAP = 0.03;

  final Dual dual;

  /** The best prices so far. */
  final double[] best;

  /** Their value above the instance's base. */
  double bestValue = Double.NEGATIVE_INFINITY;

  /** How often a node was open of late. */
  final double[] openShare;

  private final double[] trial;
  private final double[] direction;
  private double factor = FIRST_FACTOR;
  private double mostWeight = MOST_WEIGHT;
  private double valueBefore = Double.NEGATIVE_INFINITY;
  private int failures;
  private int steps;
  private boolean exhausted;

  Ascent(Dual dual, double[] start) {
    this.dual = dual;
    best = start.clone();
    trial = start.clone();
    direction = new double[start.length];
    openShare = new double[dual.instance.nodes];
    bestValue = dual.evaluate(best);
    residual(direction);
    for (int i = 0; i < openShare.length; i++) {
      openShare[i] = isOpen(i) ? 1 : 0;
    }
    valueBefore = bestValue;
  }

  /** Whether further steps are not worth their time. */
  boolean exhausted() {
    return exhausted;
  }

  /** Forgets step sizes: after nodes or arcs were fixed, or to try again. */
  void refresh() {
    factor = FIRST_FACTOR;
    mostWeight = MOST_WEIGHT;
    failures = 0;
    steps = 0;
    exhausted = false;
    bestValue = dual.evaluate(best);
    valueBefore = bestValue;
    residual(direction);
  }

  /** One evaluation; the target is a known value to aim for, or infinite. Returns the value. */
  double step(double target) {
    double norm = square(direction);
    if (norm < 1e-12) {
      exhausted = true;
      return bestValue;
    }
    double goal =
        Double.isInfinite(target)
            ? bestValue + UNKNOWN_GAP * Math.max(Math.abs(bestValue), dual.instance.most * 1e-3)
            : target + 0.02 * Math.max(0, target - bestValue);
    goal = Math.max(goal, bestValue + 1e-5 * Math.abs(bestValue));
    double length = factor * (goal - bestValue) / norm;
    for (int j = 0; j < trial.length; j++) {
      trial[j] = best[j] + length * direction[j];
    }
    double value = dual.evaluate(trial);
    average(value);
    if (++steps % PERIOD == 0) {
      boolean slow = bestValue - valueBefore < 0.01 * Math.max(0, goal - bestValue);
      if (slow) {
        mostWeight = Math.max(LEAST_WEIGHT, mostWeight / 2);
        exhausted |= factor <= LEAST_FACTOR || mostWeight <= LEAST_WEIGHT;
      }
      valueBefore = bestValue;
    }
    return value;
  }

  /** Mixes the new subgradient into the direction; moves the centre where that is higher. */
  private void average(double value) {
    double along = 0;
    double apart = 0;
    double inner = 0;
    double[] served = dual.served;
    for (int j = 0; j < direction.length; j++) {
      double fresh = 1 - served[j];
      double difference = fresh - direction[j];
      inner += fresh * direction[j];
      along -= direction[j] * difference;
      apart += difference * difference;
    }
    double wanted = apart > 0 ? along / apart : mostWeight;
    double weight = wanted < 0 ? mostWeight / 10 : Math.min(wanted, mostWeight);
    for (int j = 0; j < direction.length; j++) {
      direction[j] += weight * (1 - served[j] - direction[j]);
    }
    for (int i = 0; i < openShare.length; i++) {
      openShare[i] += weight * ((isOpen(i) ? 1 : 0) - openShare[i]);
    }
    if (value > bestValue) {
      bestValue = value;
      System.arraycopy(trial, 0, best, 0, best.length);
      failures = 0;
      if (inner >= 0) {
        factor = Math.min(MOST_FACTOR, factor * 1.1);
      }
    } else if (++failures >= PATIENCE) {
      failures = 0;
      factor = Math.max(LEAST_FACTOR, factor * 0.66);
    }
  }

  private boolean isOpen(int node) {
    return dual.net[node] < 0 || dual.state[node] == Dual.OPEN;
  }

  private void residual(double[] into) {
    for (int j = 0; j < into.length; j++) {
      into[j] = 1 - dual.served[j];
    }
  }

  private static double square(double[] vector) {
    return Arrays.stream(vector).map(x -> x * x).sum();
  }
}
