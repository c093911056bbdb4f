package dev.continuum.solver.price;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.route.RoutePool;
import java.util.PriorityQueue;

/** Picks the options of a simple group that cost least at the nodes' prices. */
final class SimpleRoutes {

  private record Priced(double micros, int option) {}

  private SimpleRoutes() {}

  static void add(Items items, CompiledGroup group, double[] loadPrice, RoutePool pool, int most) {
    int v = items.simpleCall[group.index];
    PriorityQueue<Priced> best = new PriorityQueue<>((a, b) -> Double.compare(b.micros, a.micros));
    for (int i = items.first[group.index][v]; i < items.first[group.index][v + 1]; i++) {
      double price = items.pair[i] < 0 ? 0 : Math.max(0, loadPrice[items.pair[i]]);
      double micros = items.micros[i] + price * group.routes.loadNanos(v);
      if (micros < Double.POSITIVE_INFINITY) {
        best.add(new Priced(micros, items.option[i]));
        if (best.size() > most) {
          best.remove();
        }
      }
    }
    while (!best.isEmpty()) {
      int[] route = new int[group.routes.calls()];
      route[v] = best.remove().option;
      pool.add(group.index, route);
    }
  }
}
