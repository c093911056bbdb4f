package dev.continuum.solver.state;

/**
 * How good a state is, complete or not; smaller is better, most important first.
 *
 * @param missing devices that must be served and zones that must be warm but are not
 * @param unserved weighted unserved devices, micro-units
 * @param late weighted late devices, micro-units
 * @param cost micro-units per hour
 */
public record Rank(double missing, double unserved, double late, double cost) {

  /** Differences below this share are rounding. */
  private static final double NOISE = 1e-12;

  /** Whether this is better than another by more than rounding. */
  public boolean betterThan(Rank other) {
    int order = compare(missing, other.missing);
    order = order != 0 ? order : compare(unserved, other.unserved);
    order = order != 0 ? order : compare(late, other.late);
    return (order != 0 ? order : compare(cost, other.cost)) < 0;
  }

  private static int compare(double a, double b) {
    return Math.abs(a - b) <= NOISE * Math.max(Math.abs(a), Math.abs(b)) + 1e-9
        ? 0
        : Double.compare(a, b);
  }
}
