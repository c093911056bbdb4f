package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Routes that devices of several groups of one application take alike: they cost the same but for a
 * constant, by the load of a device, so that so many devices of the first group stand for one of
 * another. Groups are added while it is made; then it does not change.
 */
final class SharedRoutes {

  /** By which rounding to micro-units may set costs of two routes apart. */
  private static final double ROUNDING_MICROS = 3;

  /** Devices that differ more in their load are not counted together. */
  private static final double MOST_SHARE = 1_000;

  /** Whose devices are counted. */
  final CompiledGroup first;

  /** Its routes. */
  final List<Column> columns;

  /** The call whose load says how many devices stand for one. */
  final int counted;

  /** Least load of a call for a device of the first, nano-requests/s, whoever stands for it. */
  final long[] load;

  /** Least CPU of each route and call for a device of the first, nanocores. */
  final long[][] cpu;

  /** By way: its number. */
  private final Map<List<Integer>, Integer> numbers = new HashMap<>();

  /**
   * Of a first group.
   *
   * @param counted the call whose load says how many devices stand for one
   */
  SharedRoutes(CompiledGroup first, List<Column> columns, int counted) {
    this.first = first;
    this.counted = counted;
    this.columns = columns;
    load = new long[first.routes.calls()];
    cpu = new long[columns.size()][load.length];
    Arrays.fill(load, Long.MAX_VALUE);
    for (long[] of : cpu) {
      Arrays.fill(of, Long.MAX_VALUE);
    }
    for (int i = 0; i < columns.size(); i++) {
      numbers.put(way(first, columns.get(i).route()), i);
    }
    add(first, columns);
  }

  /** Node and function of each call of a route. */
  private static List<Integer> way(CompiledGroup group, int[] route) {
    List<Integer> way = new ArrayList<>();
    for (int v = 0; v < route.length; v++) {
      way.add(group.routes.node(v, route[v]));
      way.add(group.routes.function(v, route[v]));
    }
    return way;
  }

  /** The call with the most load. */
  static int heaviest(CompiledGroup group) {
    int heaviest = 0;
    for (int v = 1; v < group.routes.calls(); v++) {
      heaviest = group.routes.loadNanos(v) > group.routes.loadNanos(heaviest) ? v : heaviest;
    }
    return heaviest;
  }

  /** How many devices of the first put as much load on functions as one of a group. */
  double share(CompiledGroup group) {
    return group.routes.loadNanos(counted) / (double) first.routes.loadNanos(counted);
  }

  /**
   * What a route costs a device of a group at least beyond its share of what it costs the first,
   * micro-units per hour; nothing if the routes of the group are others.
   */
  OptionalLong more(CompiledGroup group, List<Column> routes) {
    double share = share(group);
    if (routes.size() != columns.size() || !(share <= MOST_SHARE && share >= 1 / MOST_SHARE)) {
      return OptionalLong.empty();
    }
    if (columns.isEmpty() || group == first) {
      return OptionalLong.of(0);
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < columns.size(); i++) {
      double more = routes.get(i).micros() - share * columns.get(i).micros();
      least = Math.min(least, more);
      most = Math.max(most, more);
      if (most - least > ROUNDING_MICROS * (1 + share)
          || number(group, routes.get(i).route()) != i) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of((long) Math.floor(least) - 1);
  }

  /**
   * Counts a group in. What rounding adds to loads of small devices does not count for large ones.
   */
  void add(CompiledGroup group, List<Column> routes) {
    double share = share(group);
    for (int v = 0; v < load.length; v++) {
      load[v] = Math.min(load[v], (long) (group.routes.loadNanos(v) / share));
      for (int i = 0; i < cpu.length; i++) {
        int option = routes.get(i).route()[v];
        boolean stays = group.routes.node(v, option) == RouteSpace.LOCAL;
        long each = stays ? 0 : (long) (group.routes.cpuNanocores(v, option) / share);
        cpu[i][v] = Math.min(cpu[i][v], each);
      }
    }
  }

  /** Which of these a route of a group is, or -1. */
  int number(CompiledGroup group, int[] route) {
    return numbers.getOrDefault(way(group, route), -1);
  }

  /** One of these as a route of a group. */
  int[] route(int number, CompiledGroup group) {
    int[] route = columns.get(number).route().clone();
    for (int v = 0; v < route.length; v++) {
      int node = first.routes.node(v, route[v]);
      int function = first.routes.function(v, route[v]);
      int option = 0;
      while (group.routes.node(v, option) != node || group.routes.function(v, option) != function) {
        option++;
      }
      route[v] = option;
    }
    return route;
  }
}
