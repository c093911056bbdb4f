package dev.continuum.solver.price;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.greedy.Guide;
import dev.continuum.solver.route.RoutePool;
import java.util.OptionalDouble;

/**
 * Raises the dual function by the subgradient method with Polyak's step (B. T. Polyak 1969, DOI
 * 10.1016/0041-5553(69)90061-5; M. Held, P. Wolfe, H. P. Crowder 1974, DOI 10.1007/BF01580223),
 * deflected by the last direction (P. M. Camerini, L. Fratta, F. Maffioli 1975, DOI
 * 10.1007/BFb0120697). The scale is halved where there is no progress. Not thread-safe.
 */
final class Ascent {

  private static final int PATIENCE = 12;
  private static final double DEFLECTION = 0.5;
  private static final double UNKNOWN_GAP = 0.2;
  private static final double LEAST_GAP = 1e-4;

  final Dual dual;
  private final Items items;
  private final Multipliers at;
  private final Multipliers best;
  private final double[] groupDirection;
  private final double[] itemDirection;
  private double bestValue = Double.NEGATIVE_INFINITY;
  private double scale = 1;
  private int stale;

  Ascent(Items items, RoutePool pool) {
    this.items = items;
    dual = new Dual(items, pool);
    at = Start.prices(items);
    best = new Multipliers(at);
    groupDirection = new double[items.groups];
    itemDirection = new double[items.size()];
  }

  /** The best value so far, micro-units. */
  double bestValue() {
    return bestValue;
  }

  /** The prices that prove it; a copy. */
  Multipliers certificate() {
    return new Multipliers(best);
  }

  /** Puts the options of simple groups that were cheapest or nearly so into a pool. */
  void offerSimpleRoutes(RoutePool pool, int perGroup) {
    double[] price = dual.nodes.loadPrice;
    for (CompiledGroup group : items.problem.groups()) {
      int g = group.index;
      if (items.simple(g)) {
        SimpleRoutes.add(items, group, price, pool, perGroup);
      }
    }
  }

  /** Tells a guide what the last solution of the relaxation used. */
  void teach(Guide guide, double rate) {
    double[] price = dual.nodes.loadPrice;
    for (int p = 0; p < price.length; p++) {
      guide.learn(p, price[p] >= 0, Math.max(0, price[p]), rate);
    }
  }

  boolean exhausted() {
    return scale < 1e-5;
  }

  /** One evaluation and one step; returns the value found. The target is a known cost, if any. */
  double step(OptionalDouble target) {
    double value = dual.evaluate(at);
    if (value > bestValue) {
      stale = value > bestValue + 1e-6 * Math.abs(bestValue) ? 0 : stale;
      bestValue = value;
      best.set(at);
    }
    if (++stale > PATIENCE) {
      scale /= 2;
      stale = 0;
      at.set(best);
    }
    double norm = direct();
    if (norm > 0) {
      double goal = target.orElse(bestValue + UNKNOWN_GAP * Math.abs(bestValue));
      goal = Math.max(goal, bestValue + LEAST_GAP * Math.abs(bestValue));
      move(scale * (goal - value) / norm);
    }
    return value;
  }

  /** Updates the directions; returns the square of their norm. */
  private double direct() {
    double norm = 0;
    double[] servedBy = new double[items.groups];
    for (int i = 0; i < items.size(); i++) {
      int g = items.group[i];
      if (items.pair[i] < 0) {
        continue;
      }
      if (items.simple(g)) {
        servedBy[g] += dual.nodes.served[i];
      } else {
        double violation = (dual.wanted[i] - dual.nodes.served[i]) * devices(g);
        if (violation != 0 || itemDirection[i] != 0) {
          itemDirection[i] = violation + DEFLECTION * itemDirection[i];
          norm += itemDirection[i] * itemDirection[i];
        }
      }
    }
    for (CompiledGroup group : items.problem.groups()) {
      int g = group.index;
      if (items.simple(g)) {
        double missing = (1 - dual.local[g] - servedBy[g]) * group.devices;
        groupDirection[g] = missing + DEFLECTION * groupDirection[g];
        norm += groupDirection[g] * groupDirection[g];
      }
    }
    return norm;
  }

  private void move(double step) {
    for (int g = 0; g < items.groups; g++) {
      if (items.simple(g)) {
        at.perGroup[g] += step * groupDirection[g];
      }
    }
    for (int i = 0; i < items.size(); i++) {
      if (itemDirection[i] != 0) {
        at.perItem[i] = Math.max(0, at.perItem[i] + step * itemDirection[i]);
      }
    }
  }

  private double devices(int g) {
    return items.problem.groups().get(g).devices;
  }
}
