package dev.continuum.simulator.warm;

import dev.continuum.simulator.warm.trace.Demand;

/**
 * What one function's minute costs, by FeMux's rule, the same for every policy. With {@code kept}
 * instances warm through the minute, {@code needed} in use and n calls: cold starts are min(max(0,
 * needed - kept), n). Kept instances hold memory for 60 s, cold ones from their call (the first
 * calls of the minute, evenly spaced) to its end, and never less is held than is busy. Stateless;
 * O(1).
 *
 * @see <a href="https://github.com/ubc-cirrus-lab/femux">FeMux (EuroSys'26), its artifact</a>
 */
public final class Accounting {

  private static final double MINUTE = 60;

  private Accounting() {}

  /** Calls that found no warm instance. */
  public static int coldStarts(Demand demand, int kept) {
    return Math.min(Math.max(0, demand.needed() - kept), demand.calls());
  }

  /** Seconds for which instances held memory. */
  public static double instanceSeconds(Demand demand, int kept) {
    double cold = coldStarts(demand, kept);
    double started = cold == 0 ? 0 : MINUTE * cold - MINUTE / 2 * cold * cold / demand.calls();
    return Math.max(MINUTE * kept + started, MINUTE * demand.busy());
  }
}
