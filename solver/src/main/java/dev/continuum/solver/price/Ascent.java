package dev.continuum.solver.price;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.greedy.Guide;
import dev.continuum.solver.route.RoutePool;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * Raises the dual function. Where every group has one call with a choice, by the subgradient method
 * with Polyak's step (B. T. Polyak 1969, DOI 10.1016/0041-5553(69)90061-5; M. Held, P. Wolfe, H. P.
 * Crowder 1974, DOI 10.1007/BF01580223), deflected by the last direction (P. M. Camerini, L.
 * Fratta, F. Maffioli 1975, DOI 10.1007/BFb0120697). Elsewhere by the volume algorithm, which steps
 * from the best prices along an average of what was violated (F. Barahona, R. Anbil 2000, DOI
 * 10.1007/s101070050002). The scale is reduced where there is no progress. Not thread-safe.
 */
final class Ascent {

  private static final int PATIENCE = 12;
  private static final double LEAST_PROGRESS = 1e-6;
  private static final double DEFLECTION = 0.5;

  /** Of the volume algorithm, the best of those tried on cities of 20 and 50 sites. */
  private static final double FIRST_SHARE = 0.12;

  private static final double LEAST_SHARE = 0.004;

  private static final int VOLUME_PATIENCE = 5;
  private static final double LONGER = 1.3;
  private static final double MOST_SCALE = 2;
  private static final double FRESH_SCALE = 0.05;
  private static final double LEAST_VOLUME_SCALE = 1e-3;
  private static final double UNKNOWN_GAP = 0.2;
  private static final double LEAST_SCALE = 1e-5;
  private static final int MOST_KINDS = 16;
  private static final int SHIFT_SWEEPS = 2;
  private static final double FIRST_SHIFT = 0.04;
  private static final double LEAST_SHIFT = 0.002;
  private static final double LEAST_GAP = 1e-4;

  final Dual dual;
  private final Items items;
  private final Multipliers at;
  private final Multipliers best;
  private final double[] callDirection;
  private final double[] itemDirection;

  /** Preconditioner, by call. */
  private final double[] stepScale;

  private final boolean composed;
  private final int[] groupOfCall;
  private double newestShare = FIRST_SHARE;
  private boolean first = true;
  private double bestValue = Double.NEGATIVE_INFINITY;
  private double scale;
  private int stale;

  /** From first prices, without an end. */
  Ascent(Items items, RoutePool pool) {
    this(new Dual(items, pool), Start.prices(items), 1);
  }

  /** From some prices, with steps of a scale. */
  Ascent(Dual dual, Multipliers start, double firstScale) {
    this.dual = dual;
    items = dual.items;
    at = start;
    scale = firstScale;
    best = new Multipliers(at);
    callDirection = new double[items.calls];
    itemDirection = new double[items.size()];
    boolean any = false;
    for (int g = 0; g < items.groups; g++) {
      any |= !items.simple(g);
    }
    composed = any;
    groupOfCall = new int[items.calls];
    for (CompiledGroup group : items.problem.groups()) {
      int from = items.firstCall[group.index];
      Arrays.fill(groupOfCall, from, from + group.routes.calls(), group.index);
    }
    stepScale = stepScales();
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
    return scale < LEAST_SCALE;
  }

  /**
   * Raises or lowers the prices of all groups' like calls together, one kind of call after the
   * other, while that helps: few dimensions, in which large steps are safe. Not where groups have
   * several choices: there the volume algorithm gets as far in fewer evaluations.
   *
   * @param allowed asked before each evaluation
   */
  void shiftTogether(BooleanSupplier allowed) {
    int[] kind = CallKinds.of(items);
    int kinds = Arrays.stream(kind).max().orElse(-1) + 1;
    if (composed || kinds > MOST_KINDS) {
      return;
    }
    var unused = accept(dual.evaluate(at));
    double[] share = new double[kinds];
    Arrays.fill(share, FIRST_SHIFT);
    for (int sweep = 0; sweep < SHIFT_SWEEPS; sweep++) {
      for (int k = 0; k < kinds && allowed.getAsBoolean(); k++) {
        share[k] = shift(kind, k, share[k], allowed);
      }
    }
  }

  /** Moves one kind as long as it helps, faster and faster; returns the next share to try. */
  private double shift(int[] kind, int k, double share, BooleanSupplier allowed) {
    double next = share;
    boolean moved = false;
    while (allowed.getAsBoolean() && Math.abs(next) > LEAST_SHIFT) {
      scale(kind, k, 1 + next);
      if (accept(dual.evaluate(at))) {
        moved = true;
        next *= 2;
      } else {
        at.set(best);
        if (moved) {
          return next / 4;
        }
        next = -next / 2;
        moved = next > 0 && Math.abs(next) < share;
      }
    }
    return Math.max(share / 4, LEAST_SHIFT);
  }

  private void scale(int[] kind, int k, double factor) {
    for (int c = 0; c < kind.length; c++) {
      if (kind[c] == k) {
        at.perCall[c] *= factor;
      }
    }
  }

  /** Prices without bound, where not all can be served, end in no number: none is accepted. */
  private boolean accept(double value) {
    if (!(value > bestValue) || value == Double.POSITIVE_INFINITY) {
      return false;
    }
    bestValue = value;
    best.set(at);
    return true;
  }

  /** One evaluation and one step; returns the value found. The target is a known cost, if any. */
  double step(OptionalDouble target) {
    double value = dual.evaluate(at);
    if (value == Double.NEGATIVE_INFINITY) {
      return value;
    }
    boolean much = value > bestValue + LEAST_PROGRESS * Math.abs(bestValue);
    boolean better = accept(value);
    if (composed) {
      boolean onward = average(first ? 1 : newestShare) >= 0;
      first = false;
      rescale(better, onward);
      at.set(best);
    } else {
      stale = much ? 0 : stale;
      if (++stale > PATIENCE) {
        scale /= 2;
        stale = 0;
        at.set(best);
      }
      deflect();
    }
    double norm = norm();
    if (norm > 0) {
      double goal = target.orElse(bestValue + UNKNOWN_GAP * Math.abs(bestValue));
      goal = Math.max(goal, bestValue + LEAST_GAP * Math.abs(bestValue));
      move(scale * (goal - (composed ? bestValue : value)) / norm);
    }
    return value;
  }

  /** Longer steps where the last one was right and the next goes on in its direction. */
  private void rescale(boolean better, boolean onward) {
    if (better) {
      stale = 0;
      scale = onward ? Math.min(MOST_SCALE, scale * LONGER) : scale;
    } else if (++stale >= VOLUME_PATIENCE) {
      scale /= 2;
      stale = 0;
      if (scale < LEAST_VOLUME_SCALE && newestShare > LEAST_SHARE) {
        scale = FRESH_SCALE;
        newestShare /= 2;
      }
    }
  }

  /** Adds what is violated now to the average; returns how far that is along the average. */
  private double average(double share) {
    double along = 0;
    double[] missing = new double[items.calls];
    for (int i = 0; i < items.size(); i++) {
      int g = items.group[i];
      if (items.pair[i] < 0) {
        continue;
      }
      double violation = -dual.nodes.served[i];
      if (!items.simple(g)) {
        violation += dual.wanted[i];
        double now = violation * devices(g);
        along += now * itemDirection[i] * square(stepScale[items.callIndex[i]]);
        itemDirection[i] += share * (now - itemDirection[i]);
      }
      missing[items.callIndex[i]] += violation;
    }
    for (int c = 0; c < callDirection.length; c++) {
      double now = unserved(missing, c);
      along += now * callDirection[c] * square(stepScale[c]);
      callDirection[c] += share * (now - callDirection[c]);
    }
    return along;
  }

  /** The direction of groups with one choice: what is violated now, and the last direction. */
  private void deflect() {
    double[] missing = new double[items.calls];
    for (int i = 0; i < items.size(); i++) {
      if (items.pair[i] >= 0) {
        missing[items.callIndex[i]] -= dual.nodes.served[i];
      }
    }
    for (int c = 0; c < callDirection.length; c++) {
      callDirection[c] = unserved(missing, c) + DEFLECTION * callDirection[c];
    }
  }

  /** Devices whose call nobody serves, less those that several do. */
  private double unserved(double[] missing, int c) {
    int g = groupOfCall[c];
    boolean choice = items.simpleCall[g] == c - items.firstCall[g];
    return (missing[c] + (choice ? 1 - dual.local[g] : 0)) * devices(g);
  }

  private double norm() {
    double norm = 0;
    for (int c = 0; c < callDirection.length; c++) {
      norm += square(callDirection[c] * stepScale[c]);
    }
    for (int i = 0; composed && i < itemDirection.length; i++) {
      norm += square(itemDirection[i] * stepScale[items.callIndex[i]]);
    }
    return norm;
  }

  private void move(double step) {
    for (int c = 0; c < callDirection.length; c++) {
      at.perCall[c] += step * square(stepScale[c]) * callDirection[c];
    }
    for (int i = 0; composed && i < itemDirection.length; i++) {
      if (itemDirection[i] != 0) {
        at.perItem[i] += step * square(stepScale[items.callIndex[i]]) * itemDirection[i];
      }
    }
  }

  private static double square(double value) {
    return value * value;
  }

  /**
   * A preconditioner. Prices of composed groups move in proportion to their size at the start,
   * whatever the size of the group; those of simple groups with the root of how much their options
   * differ (measured best of powers 0, 1/2 and 1 on facility location and NEPTUNE's family).
   */
  private double[] stepScales() {
    double[] scales = new double[items.calls];
    for (CompiledGroup group : items.problem.groups()) {
      for (int v = 0; v < group.routes.calls(); v++) {
        int c = items.firstCall[group.index] + v;
        scales[c] =
            composed
                ? Math.max(1, Math.abs(at.perCall[c])) / Math.sqrt(group.devices)
                : Math.sqrt(spread(group.index, v));
      }
    }
    return scales;
  }

  /** How much a call's options differ in cost on average, micro-units per device. */
  private double spread(int g, int v) {
    double least = Double.POSITIVE_INFINITY;
    double sum = 0;
    int count = 0;
    for (int i = items.first[g][v]; i < items.first[g][v + 1]; i++) {
      if (items.micros[i] < Double.POSITIVE_INFINITY) {
        least = Math.min(least, items.micros[i]);
        sum += items.micros[i];
        count++;
      }
    }
    return count == 0 ? 1 : Math.max(1, sum / count - least);
  }

  private double devices(int g) {
    return items.problem.groups().get(g).devices;
  }
}
