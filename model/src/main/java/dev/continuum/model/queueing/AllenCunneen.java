package dev.continuum.model.queueing;

/**
 * The Allen-Cunneen approximation of GI/G/c: the wait of M/M/c times the mean of the two squared
 * coefficients of variation, W ≈ W(M/M/c) (c²_a + c²_s)/2. Exact for M/M/c and M/G/1. This is the
 * law behind the wait budget of {@link SizingRule.ErlangQueue}, P(W > t) = C e^{-(c-a) t/(Sφ)} with
 * φ the mean of the two.
 *
 * <p>Source: A. O. Allen, Probability, Statistics and Queueing Theory, 2nd ed., Academic Press
 * 1990, section 5.2; G. Bolch et al., Queueing Networks and Markov Chains, 2006, section 6.3, DOI
 * 10.1002/0471791571.
 *
 * @param servers c >= 1
 * @param offeredErlang a, arrival rate × mean service time
 * @param serviceSeconds mean service time S
 * @param arrivalScv c²_a, squared coefficient of variation of the times between arrivals
 * @param serviceScv c²_s, squared coefficient of variation of service times
 */
public record AllenCunneen(
    int servers, double offeredErlang, double serviceSeconds, double arrivalScv, double serviceScv)
    implements MultiServerQueue {

  /** Checks ranges. */
  public AllenCunneen {
    MultiServerQueue.check(servers, offeredErlang, serviceSeconds);
    Arguments.nonNegative(arrivalScv, "squared coefficient of variation of arrivals");
    Arguments.nonNegative(serviceScv, "squared coefficient of variation of service");
  }

  /** The mean of the two squared coefficients of variation, φ. */
  public double variability() {
    return (arrivalScv + serviceScv) / 2;
  }

  @Override
  public double probabilityOfWait() {
    return ErlangC.probabilityOfWait(servers, offeredErlang);
  }

  @Override
  public double meanWaitSeconds() {
    return isStable()
        ? variability() * ErlangC.meanWaitSeconds(servers, offeredErlang, serviceSeconds)
        : Double.POSITIVE_INFINITY;
  }
}
