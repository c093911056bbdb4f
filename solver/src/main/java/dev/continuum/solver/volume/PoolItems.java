package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What clients at one point ask of one call of an application, function by function: an item. Nodes
 * with limits serve items for a price; all else that a group may cost is laid down here once. The
 * latency of a route is divided among its calls, so that each may be served by itself: a route is
 * at least as long as a walk from the client to any of its calls and back. Immutable; thread-safe.
 */
final class PoolItems {

  /** More calls than these have too many subsets. */
  static final int MOST_CALLS = 6;

  /** Function, row of distances, load of all groups (nano-requests/s) by item. */
  final int[] function;

  final int[] row;
  final double[] load;

  /** What a µs towards, and back, costs a nano-request/s at least, micro-units, by item. */
  final double[] perMicroThere;

  final double[] perMicroBack;

  /** The least CPU that a load takes on nodes with limits, nanocores, by function. */
  final double[] cpuPerLoad;

  /** Items by function. */
  final int[][] of;

  /** By group: its ways to have each call served. */
  final List<Ways> ways;

  private record Key(int app, int call, int function, int row) {}

  /**
   * A group's costs, micro-units per device.
   *
   * @param fixed by mask of the calls that leave the device: transfers over its access, and the
   *     calls it serves itself; infinite where it cannot
   * @param free by call, the least cost on nodes without limits
   * @param items by call, the items that may serve it
   * @param terms by call and item, what it costs besides the price
   * @param loads by call, nano-requests/s of a device
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Ways(
      int devices,
      double[] fixed,
      double[] free,
      int[][] items,
      double[][] terms,
      double[] loads) {}

  private final Tiers tiers;
  private final Distances distances;
  private final boolean[] limited;
  private final Map<Key, Integer> known = new HashMap<>();
  private final List<Key> keys = new ArrayList<>();
  private final List<double[]> sums = new ArrayList<>();

  /** Of a problem whose groups have at most {@link #MOST_CALLS} calls each. */
  PoolItems(CompiledProblem problem, Tiers tiers, Distances distances) {
    this.tiers = tiers;
    this.distances = distances;
    limited = new boolean[tiers.count];
    for (int t = 0; t < limited.length; t++) {
      limited[t] = tiers.memoryLimited[t] || tiers.cpuLimited[t];
    }
    cpuPerLoad = new double[problem.pairs().functions];
    Arrays.fill(cpuPerLoad, Double.POSITIVE_INFINITY);
    Map<Object, TierOptions> options = new HashMap<>();
    ways = new ArrayList<>(problem.groups().size());
    for (CompiledGroup group : problem.groups()) {
      TierOptions byTier =
          options.computeIfAbsent(
              group.routes.options().layout(), key -> TierOptions.of(group.routes, tiers));
      ways.add(ways(group, byTier));
    }
    function = keys.stream().mapToInt(Key::function).toArray();
    row = keys.stream().mapToInt(Key::row).toArray();
    load = sums.stream().mapToDouble(sum -> sum[0]).toArray();
    perMicroThere = sums.stream().mapToDouble(sum -> sum[1]).toArray();
    perMicroBack = sums.stream().mapToDouble(sum -> sum[2]).toArray();
    of = new int[problem.pairs().functions][];
    Arrays.setAll(
        of, f -> IntStream.range(0, function.length).filter(i -> function[i] == f).toArray());
  }

  /** How many there are. */
  int size() {
    return function.length;
  }

  /** The item by which a function serves a group's call on nodes with limits, or -1. */
  int of(int group, int call, int f) {
    for (int item : ways.get(group).items()[call]) {
      if (function[item] == f) {
        return item;
      }
    }
    return -1;
  }

  private Ways ways(CompiledGroup group, TierOptions byTier) {
    RouteSpace routes = group.routes;
    int calls = routes.calls();
    Shares shares = Shares.of(routes);
    int at = distances.row(routes.judge());
    double[] free = new double[calls];
    double[] loads = new double[calls];
    int[][] items = new int[calls][];
    double[][] terms = new double[calls][];
    double perMicro = routes.judge().nanosPerTransferMicro() / 1000;
    for (int v = 0; v < calls; v++) {
      loads[v] = routes.loadNanos(v);
      free[v] = free(group, byTier, v, perMicro, shares, at);
      int[] on = byTier.limited(v, limited);
      Map<Integer, Double> least = new TreeMap<>();
      for (int option : on) {
        int f = routes.function(v, option);
        cpuPerLoad[f] =
            Math.min(cpuPerLoad[f], routes.cpuNanocores(v, option) / Math.max(1, loads[v]));
        least.merge(
            routes.function(v, option), routes.options().termNanos(v, option) / 1000.0, Math::min);
      }
      int call = v;
      items[v] = least.keySet().stream().mapToInt(of -> item(group, call, of, at)).toArray();
      terms[v] = least.values().stream().mapToDouble(Double::doubleValue).toArray();
      for (int item : items[v]) {
        double[] sum = sums.get(item);
        sum[0] += group.devices * loads[v];
        sum[1] = Math.min(sum[1], shares.there()[v] * perMicro / Math.max(1, loads[v]));
        sum[2] = Math.min(sum[2], shares.back()[v] * perMicro / Math.max(1, loads[v]));
      }
    }
    return new Ways(group.devices, fixed(group, byTier), free, items, terms, loads);
  }

  private int item(CompiledGroup group, int call, int f, int at) {
    Key key = new Key(group.app, call, f, at);
    Integer item = known.putIfAbsent(key, keys.size());
    if (item == null) {
      keys.add(key);
      sums.add(new double[] {0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY});
      return keys.size() - 1;
    }
    return item;
  }

  /** The least that a call costs on nodes without limits, with its share of the way there. */
  private double free(
      CompiledGroup group, TierOptions of, int v, double perMicro, Shares shares, int at) {
    double least = Double.POSITIVE_INFINITY;
    for (int t = 0; t < tiers.count; t++) {
      if (limited[t]) {
        continue;
      }
      double away =
          perMicro
              * (part(shares.there()[v], distances.leastThere(at, t))
                  + part(shares.back()[v], distances.leastBack(at, t)));
      for (int option : of.in(v, t)) {
        int f = group.routes.function(v, option);
        double kept =
            tiers.instancesPerLoad[t][f] * tiers.keptMicros[t][f] * group.routes.loadNanos(v);
        least = Math.min(least, group.routes.options().termNanos(v, option) / 1000.0 + kept + away);
      }
    }
    return least;
  }

  /** Part of a latency; none of one that is infinite is nothing. */
  static double part(double share, double latency) {
    return share == 0 ? 0 : share * latency;
  }

  private double[] fixed(CompiledGroup group, TierOptions of) {
    RouteJudge judge = group.routes.judge();
    int calls = group.routes.calls();
    double[] fixed = new double[1 << calls];
    for (int mask = 0; mask < fixed.length; mask++) {
      for (int v = 0; v < calls; v++) {
        if ((mask >> v & 1) == 0) {
          double least = Double.POSITIVE_INFINITY;
          for (int option : of.in(v, tiers.count)) {
            least = Math.min(least, group.routes.options().termNanos(v, option) / 1000.0);
          }
          fixed[mask] += least;
        }
      }
      for (int t = 0; t < judge.transfers(); t++) {
        if (away(judge.transferFrom(t), mask) != away(judge.transferTo(t), mask)) {
          fixed[mask] += judge.transferNanosAtLeast(t, judge.accessMicros()) / 1000;
        }
      }
    }
    return fixed;
  }

  private static boolean away(int call, int mask) {
    return call >= 0 && (mask >> call & 1) == 1;
  }
}
