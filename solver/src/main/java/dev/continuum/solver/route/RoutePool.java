package dev.continuum.solver.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Routes worth considering, by group: those that were cheapest at some prices, and those of
 * incumbents. The oldest go first when a group has too many. Thread-safe.
 */
public final class RoutePool {

  private final int mostPerGroup;
  private final Map<Integer, List<int[]>> routes = new HashMap<>();

  /** Empty. */
  public RoutePool(int mostPerGroup) {
    this.mostPerGroup = mostPerGroup;
  }

  /** Adds a route, or makes it the newest. */
  public synchronized void add(int group, int[] route) {
    List<int[]> of = routes.computeIfAbsent(group, g -> new ArrayList<>(4));
    for (int i = of.size() - 1; i >= 0; i--) {
      if (Arrays.equals(of.get(i), route)) {
        of.add(of.remove(i));
        return;
      }
    }
    if (of.size() == mostPerGroup) {
      of.remove(0);
    }
    of.add(route.clone());
  }

  /** Routes of a group, oldest first; the arrays must not be changed. */
  public synchronized List<int[]> of(int group) {
    return List.copyOf(routes.getOrDefault(group, List.of()));
  }
}
