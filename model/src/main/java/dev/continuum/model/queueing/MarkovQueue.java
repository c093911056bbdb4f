package dev.continuum.model.queueing;

/**
 * The exact M/M/c queue of {@link ErlangC}: Poisson arrivals, exponential service times.
 *
 * @param servers c >= 1
 * @param offeredErlang a, arrival rate × mean service time
 * @param serviceSeconds mean service time S
 */
public record MarkovQueue(int servers, double offeredErlang, double serviceSeconds)
    implements MultiServerQueue {

  /** Checks ranges. */
  public MarkovQueue {
    MultiServerQueue.check(servers, offeredErlang, serviceSeconds);
  }

  @Override
  public double probabilityOfWait() {
    return ErlangC.probabilityOfWait(servers, offeredErlang);
  }

  @Override
  public double meanWaitSeconds() {
    return ErlangC.meanWaitSeconds(servers, offeredErlang, serviceSeconds);
  }

  /**
   * The probability of exactly n calls waiting or in service: π_n = B (1-ρ)/(1-ρ(1-B)) × ratio of
   * Poisson weights up to c, falling by ρ from there on. 0 when a >= c.
   */
  public double probabilityOfInSystem(int calls) {
    Arguments.atLeast(calls, 0, "number of calls");
    if (!isStable()) {
      return 0;
    }
    double utilization = offeredErlang / servers;
    double allBusy = probabilityOfWait() * (1 - utilization);
    if (calls >= servers) {
      return allBusy * StrictMath.pow(utilization, calls - servers);
    }
    if (offeredErlang == 0) {
      return calls == 0 ? 1 : 0;
    }
    // Ratio of Poisson weights n and c, in logarithms: each may be far out of a double's range.
    double logRatio =
        RegularizedGamma.logGamma(servers + 1.0)
            - RegularizedGamma.logGamma(calls + 1.0)
            - (servers - calls) * StrictMath.log(offeredErlang);
    return StrictMath.exp(logRatio + StrictMath.log(allBusy));
  }
}
