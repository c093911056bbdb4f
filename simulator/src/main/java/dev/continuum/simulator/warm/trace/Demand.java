package dev.continuum.simulator.warm.trace;

/**
 * What one function asked for in one minute.
 *
 * @param calls arrivals
 * @param busy mean number of calls in service, in erlangs
 * @param needed instances in use: busy rounded up, and at least one where a call arrives
 */
public record Demand(int calls, double busy, int needed) {

  /** A minute without work. */
  public static final Demand NONE = new Demand(0, 0, 0);

  /**
   * Instances whose absence a call could have met as a cold start: none in a minute without one.
   */
  public int wanted() {
    return calls > 0 ? needed : 0;
  }
}
