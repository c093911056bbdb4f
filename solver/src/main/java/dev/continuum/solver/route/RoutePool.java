package dev.continuum.solver.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Routes worth considering, by group: those that were cheapest at some prices, and those of
 * incumbents. The oldest go first when a group has too many. Thread-safe.
 */
public final class RoutePool {

  private final int mostPerGroup;
  private final List<List<int[]>> routes = new ArrayList<>();

  /** Empty, for so many groups. */
  public RoutePool(int groups, int mostPerGroup) {
    this.mostPerGroup = mostPerGroup;
    for (int g = 0; g < groups; g++) {
      routes.add(new ArrayList<>(4));
    }
  }

  /** Adds a route, or makes it the newest. */
  public synchronized void add(int group, int[] route) {
    List<int[]> of = routes.get(group);
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
    return List.copyOf(routes.get(group));
  }
}
