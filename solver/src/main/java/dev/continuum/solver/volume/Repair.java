package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Makes an assignment that fits from prices: every group takes its cheapest option under them, then
 * nodes with too much give up the groups that lose least for what they free. Not thread-safe.
 */
final class Repair {

  private final Demands demands;
  private final Candidates candidates;

  Repair(Demands demands, Candidates candidates) {
    this.demands = demands;
    this.candidates = candidates;
  }

  /** An assignment by prices; some groups may be without an option. */
  Assignment construct(double[] price) {
    Assignment made = new Assignment(demands);
    for (int g = 0; g < demands.size; g++) {
      Demands.Shape shape = demands.shape(g);
      double least = Double.POSITIVE_INFINITY;
      int at = -1;
      for (int i = g * candidates.width; i < g * candidates.width + candidates.count[g]; i++) {
        int o = candidates.option[i];
        int node = shape.node()[o];
        double value =
            candidates.micros[i]
                + (node == RouteSpace.LOCAL ? 0 : price[node] * shape.use()[shape.kind()[o]]);
        if (value < least) {
          least = value;
          at = i;
        }
      }
      if (at >= 0) {
        made.put(g, candidates.option[at], candidates.micros[at]);
      }
    }
    repair(made);
    return made;
  }

  /** Moves groups off nodes with too much, and to any node with room where none is near. */
  void repair(Assignment made) {
    int[] over =
        IntStream.range(0, demands.nodes)
            .filter(n -> made.left[n] < 0)
            .boxed()
            .sorted(Comparator.comparingLong(n -> made.left[n]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int n : over) {
      relieve(made, n);
    }
    for (int g = 0; g < demands.size; g++) {
      if (made.option[g] == Assignment.NONE) {
        putAnywhere(made, g);
      }
    }
  }

  private void relieve(Assignment made, int n) {
    int count = 0;
    for (int g = made.first(n); g != Assignment.NONE; g = made.next(g)) {
      count++;
    }
    long[] keys = new long[count];
    int[] groups = new int[count];
    int i = 0;
    for (int g = made.first(n); g != Assignment.NONE; g = made.next(g)) {
      groups[i] = g;
      int to = alternative(made, g, n);
      double loss = to < 0 ? Double.POSITIVE_INFINITY : candidates.micros[to] - made.micros[g];
      float density = (float) Math.max(0, loss / demands.use(g, made.option[g]));
      keys[i] = ((long) Float.floatToIntBits(density) << 32) | i;
      i++;
    }
    Arrays.sort(keys);
    for (int k = 0; k < count && made.left[n] < 0; k++) {
      int g = groups[(int) keys[k]];
      int to = alternative(made, g, n);
      if (to >= 0) {
        made.put(g, candidates.option[to], candidates.micros[to]);
      } else {
        made.remove(g);
      }
    }
  }

  /** The cheapest candidate with room on another node, or -1. */
  private int alternative(Assignment made, int g, int n) {
    int best = -1;
    for (int i = g * candidates.width; i < g * candidates.width + candidates.count[g]; i++) {
      int o = candidates.option[i];
      if (demands.node(g, o) != n
          && made.fits(g, o)
          && (best < 0 || candidates.micros[i] < candidates.micros[best])) {
        best = i;
      }
    }
    return best;
  }

  private void putAnywhere(Assignment made, int g) {
    double least = Double.POSITIVE_INFINITY;
    int best = -1;
    for (int o = 0; o < demands.shape(g).node().length; o++) {
      if (made.fits(g, o)) {
        double cost = demands.microsAtLeast(g, o);
        if (cost < least) {
          least = cost;
          best = o;
        }
      }
    }
    if (best >= 0) {
      made.put(g, best, least);
    }
  }
}
