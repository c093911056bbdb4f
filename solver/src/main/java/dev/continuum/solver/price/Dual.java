package dev.continuum.solver.price;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.route.RouteFinder;
import dev.continuum.solver.route.RouteFinder.Lateness;
import dev.continuum.solver.route.RoutePool;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The dual function: for given prices, groups take their cheapest routes and nodes serve what pays,
 * each on its own. Its value is below the cost of every placement in which all devices are served
 * on time. A. M. Geoffrion, Lagrangean relaxation for integer programming, Math. Prog. Study 2,
 * 1974, DOI 10.1007/BFb0120690.
 *
 * <p>Not thread-safe.
 */
final class Dual {

  /** Relative amount subtracted for sums in double precision, of the sum of absolute terms. */
  private static final double OUTWARD = 1e-12;

  final Items items;
  final NodeKnapsack nodes;

  /** Devices that each composed group puts on an item, as a share of the group. */
  final double[] wanted;

  /** Share of each simple group that runs locally. */
  final double[] local;

  private final CompiledProblem problem;
  private final RouteFinder finder = new RouteFinder();
  private final double[][][] penalty;
  private final RoutePool pool;
  private final BooleanSupplier stop;

  /** What each composed group took last. */
  private final int[] @Nullable [] last;

  /** That always ends what it begins. */
  Dual(Items items, RoutePool pool) {
    this(items, pool, () -> false);
  }

  /** That is told when an evaluation is no longer wanted. */
  Dual(Items items, RoutePool pool, BooleanSupplier stop) {
    this.stop = stop;
    this.items = items;
    this.pool = pool;
    this.problem = items.problem;
    nodes = new NodeKnapsack(items);
    wanted = new double[items.size()];
    local = new double[items.groups];
    penalty = new double[items.groups][][];
    last = new int[items.groups][];
    for (CompiledGroup group : problem.groups()) {
      if (!items.simple(group.index)) {
        penalty[group.index] = new double[group.routes.calls()][];
        for (int v = 0; v < group.routes.calls(); v++) {
          penalty[group.index][v] = new double[group.routes.options(v)];
        }
      }
    }
  }

  /**
   * The value at prices, rounded outward, micro-units; -infinity if a group has no route, or if it
   * was stopped.
   */
  double evaluate(Multipliers prices) {
    double sum = 0;
    double absolute = 0;
    for (CompiledGroup group : problem.groups()) {
      if (stop.getAsBoolean()) {
        return Double.NEGATIVE_INFINITY;
      }
      double term = groupTerm(group, prices);
      sum += term;
      absolute += Math.abs(term);
    }
    for (int n = 0; n < problem.nodes().size; n++) {
      double term = nodes.solve(n, prices);
      sum += term;
      absolute += Math.abs(term);
    }
    return sum - OUTWARD * absolute;
  }

  private double groupTerm(CompiledGroup group, Multipliers prices) {
    int g = group.index;
    if (items.simple(g)) {
      double pays = prices.perCall[items.firstCall[g] + items.simpleCall[g]];
      local[g] = items.localMicros[g] < pays ? 1 : 0;
      return group.devices * Math.min(pays, items.localMicros[g]);
    }
    double[][] pays = penalty[g];
    int from = items.first[g][0];
    int to = items.first[g][group.routes.calls()];
    for (int i = from; i < to; i++) {
      wanted[i] = 0;
      pays[items.call[i]][items.option[i]] = items.pair[i] < 0 ? 0 : prices.pays(items, i);
    }
    if (finder.find(group, pays, Lateness.ON_TIME, last[g])) {
      int[] route = finder.route();
      last[g] = route;
      pool.add(g, route);
      for (int v = 0; v < route.length; v++) {
        wanted[items.first[g][v] + route[v]] = 1;
      }
    } else if (finder.proven() == Double.POSITIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    // A search that ended at its limit has proven less than what it found, if anything.
    return group.devices * (finder.proven() - RouteFinder.SLACK_MICROS);
  }
}
