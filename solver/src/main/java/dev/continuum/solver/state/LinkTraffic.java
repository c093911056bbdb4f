package dev.continuum.solver.state;

import dev.continuum.solver.compiled.CompiledGroup;
import java.util.List;

/** Traffic on directed links, against what each may carry (rule 4). Not thread-safe. */
final class LinkTraffic {

  private final double[] capacity;
  private final double[] use;
  private boolean fits;

  LinkTraffic(List<Long> capacityMillibits, double tolerance) {
    capacity = capacityMillibits.stream().mapToDouble(c -> c * (1 + tolerance)).toArray();
    use = new double[capacity.length];
  }

  /** Adds devices of a group on a route; returns whether every link they cross carries it. */
  boolean add(CompiledGroup group, int[] route, double devices) {
    fits = true;
    if (use.length > 0) {
      group
          .routes
          .judge()
          .traffic(
              route,
              (link, millibits) -> {
                use[link] += devices * millibits;
                fits &= use[link] <= capacity[link];
              });
    }
    return fits;
  }
}
