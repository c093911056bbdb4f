package dev.continuum.solver.pareto;

/**
 * What a placement takes, as the oracle charges it.
 *
 * @param latency cost of latency per hour at the problem's weights (those of {@link
 *     dev.continuum.model.placement.ObjectiveWeights#DEFAULT} where it has none), with quality,
 *     explicit costs and changes, units per hour
 * @param watts power of nodes and devices that the objective charges, W, pinned calls included
 * @param money at declared prices, units of money per hour
 */
public record Measures(double latency, double watts, double money) {

  /** Differences below this share are rounding. */
  private static final double NOISE = 1e-9;

  /** Whether this is no worse in anything and better in something. */
  public boolean dominates(Measures other) {
    return atMost(latency, other.latency)
        && atMost(watts, other.watts)
        && atMost(money, other.money)
        && !(atMost(other.latency, latency)
            && atMost(other.watts, watts)
            && atMost(other.money, money));
  }

  /** Whether both are the same but for rounding. */
  boolean like(Measures other) {
    return atMost(latency, other.latency)
        && atMost(other.latency, latency)
        && atMost(watts, other.watts)
        && atMost(other.watts, watts)
        && atMost(money, other.money)
        && atMost(other.money, money);
  }

  static boolean atMost(double a, double b) {
    return a <= b + NOISE * Math.max(1e-3, Math.max(Math.abs(a), Math.abs(b)));
  }
}
