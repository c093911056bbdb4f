package dev.continuum.solver.state;

import dev.continuum.model.quantity.Rounding;
import dev.continuum.solver.compiled.CompiledGroup;
import java.util.List;

/** Traffic on directed links, against what each may carry (rule 4). Not thread-safe. */
final class LinkTraffic {

  private final double[] limit;
  private final double[] capacity;
  private final double[] use;
  private final double tolerance;
  private long excess;
  private boolean fits;

  LinkTraffic(List<Long> capacityMillibits, double tolerance) {
    this.tolerance = tolerance;
    limit = capacityMillibits.stream().mapToDouble(c -> c).toArray();
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
                excess -= excessPpm(link);
                use[link] += devices * millibits;
                excess += excessPpm(link);
                fits &= use[link] <= capacity[link];
              });
    }
    return fits;
  }

  /** How far all links are over their limits, ppm of each. */
  long excessPpm() {
    return excess;
  }

  private long excessPpm(int link) {
    return use[link] <= capacity[link] ? 0 : excessPpm(use[link], limit[link], tolerance);
  }

  /** How far a use is over a limit, ppm of it, as the oracle counts. */
  static long excessPpm(double use, double limit, double tolerance) {
    return use > limit * (1 + tolerance) ? Math.max(1, Rounding.excessPpm(use, limit)) : 0;
  }

  /** The same of whole amounts. */
  static long excessPpm(long use, long limit) {
    return use > limit ? excessPpm((double) use, (double) limit, 0) : 0;
  }
}
