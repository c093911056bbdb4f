package dev.continuum.solver.route;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;

/**
 * The cheapest allowed route of a group under penalties on its options: depth-first over the calls
 * in topological order, cut by the terms decided so far plus the least that the rest can add, since
 * transfers never cost less than nothing. Exact; in practice a few times the number of options.
 *
 * <p>Not thread-safe: it keeps its working arrays.
 */
public final class RouteFinder {

  /** Which routes to consider. */
  public enum Lateness {
    /** Only those that meet the deadline. */
    ON_TIME,
    /** All that are allowed. */
    ANY
  }

  private static final double NANOS_PER_MICRO = 1000;

  /** Rounding of a route's coefficient may move it by half a micro-unit either way. */
  private static final double ROUNDING_MICROS = 0.5;

  private int[] current = new int[0];
  private int[] best = new int[0];
  private double[] suffix = new double[0];
  private double bestValue;
  private long bestMicros;
  private boolean found;

  /** The route found last; valid until the next search. */
  public int[] route() {
    return best;
  }

  /** Cost plus penalties of the route found last, micro-units. */
  public double value() {
    return bestValue;
  }

  /** Cost coefficient of the route found last, micro-units. */
  public long micros() {
    return bestMicros;
  }

  /**
   * Searches.
   *
   * @param group whose routes
   * @param penalty by call and option, micro-units per device; infinite for options not to be used
   * @param lateness which routes
   * @return whether there is one
   */
  public boolean find(CompiledGroup group, double[][] penalty, Lateness lateness) {
    return find(group, penalty, lateness, Double.POSITIVE_INFINITY);
  }

  /** The same, for routes cheaper than a cutoff only. */
  public boolean find(
      CompiledGroup group, double[][] penalty, Lateness lateness, double cutoffMicros) {
    RouteSpace routes = group.routes;
    int calls = routes.calls();
    if (current.length < calls) {
      suffix = new double[calls + 1];
    }
    if (current.length != calls) {
      current = new int[calls];
      best = new int[calls];
      suffix = new double[calls + 1];
    }
    bestValue = cutoffMicros;
    found = false;
    suffix[calls] = 0;
    for (int call = calls - 1; call >= 0; call--) {
      suffix[call] = suffix[call + 1] + cheapestOption(routes, penalty, call);
    }
    if (suffix[0] < bestValue) {
      tryTogether(group, penalty, lateness);
      descend(group, penalty, lateness, 0, 0);
    }
    return found;
  }

  private static double cheapestOption(RouteSpace routes, double[][] penalty, int call) {
    double least = Double.POSITIVE_INFINITY;
    for (int option = 0; option < routes.options(call); option++) {
      least =
          Math.min(least, routes.termNanos(call, option) / NANOS_PER_MICRO + penalty[call][option]);
    }
    return least;
  }

  /**
   * A good first route: as much as possible in one place, for every option of the last free call.
   */
  private void tryTogether(CompiledGroup group, double[][] penalty, Lateness lateness) {
    RouteSpace routes = group.routes;
    int widest = 0;
    for (int call = 1; call < routes.calls(); call++) {
      widest = routes.options(call) > routes.options(widest) ? call : widest;
    }
    int bestOption = -1;
    double bestEstimate = Double.POSITIVE_INFINITY;
    for (int option = 0; option < routes.options(widest); option++) {
      double estimate = gatherAt(routes, penalty, routes.node(widest, option));
      if (estimate < Double.POSITIVE_INFINITY) {
        estimate += transfersAtLeast(group);
      }
      if (estimate < bestEstimate) {
        bestEstimate = estimate;
        bestOption = option;
      }
    }
    if (bestOption >= 0
        && gatherAt(routes, penalty, routes.node(widest, bestOption)) < Double.POSITIVE_INFINITY) {
      judge(group, penalty, lateness);
    }
  }

  /** Fills the current route with each call's cheapest option there, or anywhere if none is. */
  private double gatherAt(RouteSpace routes, double[][] penalty, int node) {
    double sum = 0;
    for (int call = 0; call < routes.calls(); call++) {
      double least = Double.POSITIVE_INFINITY;
      boolean leastThere = false;
      current[call] = 0;
      for (int option = 0; option < routes.options(call); option++) {
        double value = routes.termNanos(call, option) / NANOS_PER_MICRO + penalty[call][option];
        boolean there = routes.node(call, option) == node && value < Double.POSITIVE_INFINITY;
        if ((there && !leastThere) || (there == leastThere && value < least)) {
          least = value;
          leastThere = there;
          current[call] = option;
        }
      }
      sum += least;
    }
    return sum;
  }

  private double transfersAtLeast(CompiledGroup group) {
    double nanos = 0;
    RouteJudge judge = group.routes.judge();
    for (int t = 0; t < judge.transfers(); t++) {
      nanos += transferNanos(group, t);
    }
    return nanos / NANOS_PER_MICRO;
  }

  private double transferNanos(CompiledGroup group, int transfer) {
    RouteJudge judge = group.routes.judge();
    return judge.transferNanosAtLeast(
        transfer,
        placeOf(group.routes, judge.transferFrom(transfer)),
        placeOf(group.routes, judge.transferTo(transfer)));
  }

  private int placeOf(RouteSpace routes, int call) {
    return call < 0 ? RouteSpace.LOCAL : routes.node(call, current[call]);
  }

  private void descend(
      CompiledGroup group, double[][] penalty, Lateness lateness, int call, double sum) {
    RouteSpace routes = group.routes;
    if (call == routes.calls()) {
      judge(group, penalty, lateness);
      return;
    }
    for (int option = 0; option < routes.options(call); option++) {
      double own = routes.termNanos(call, option) / NANOS_PER_MICRO + penalty[call][option];
      double least = sum + own + suffix[call + 1] - ROUNDING_MICROS;
      if (least < bestValue) {
        current[call] = option;
        double with = sum + own + decidedTransfers(group, call) / NANOS_PER_MICRO;
        if (with + suffix[call + 1] - ROUNDING_MICROS < bestValue) {
          descend(group, penalty, lateness, call + 1, with);
        }
      }
    }
  }

  /** Payloads whose ends are both decided once this call is. */
  private double decidedTransfers(CompiledGroup group, int call) {
    RouteJudge judge = group.routes.judge();
    double nanos = 0;
    for (int t = 0; t < judge.transfers(); t++) {
      if (Math.max(judge.transferFrom(t), judge.transferTo(t)) == call) {
        nanos += transferNanos(group, t);
      }
    }
    return nanos;
  }

  private void judge(CompiledGroup group, double[][] penalty, Lateness lateness) {
    double penalties = 0;
    for (int call = 0; call < current.length; call++) {
      penalties += penalty[call][current[call]];
    }
    RouteJudge judge = group.routes.judge();
    long micros = judge.costMicros(current);
    if (micros == RouteJudge.FORBIDDEN || micros + penalties >= bestValue) {
      return;
    }
    boolean onTimeOnly = lateness == Lateness.ON_TIME || judge.hardDeadline();
    if (onTimeOnly && judge.missesDeadline(current)) {
      return;
    }
    found = true;
    bestValue = micros + penalties;
    bestMicros = micros;
    best = Arrays.copyOf(current, current.length);
  }
}
