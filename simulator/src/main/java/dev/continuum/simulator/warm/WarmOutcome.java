package dev.continuum.simulator.warm;

/**
 * What a policy's decisions came to in the judged minutes. With 1 GB = 1,000 MB.
 *
 * @param policy its name, with its setting
 * @param calls calls that arrived
 * @param coldStarts those that found no warm instance
 * @param gigabyteSeconds memory held
 * @param busyGigabyteSeconds memory held by busy instances, the same for every policy
 */
public record WarmOutcome(
    String policy,
    long calls,
    long coldStarts,
    double gigabyteSeconds,
    double busyGigabyteSeconds) {

  /** Cold starts at a price, plus memory. */
  public double cost(double coldStartGigabyteSeconds) {
    return coldStarts * coldStartGigabyteSeconds + gigabyteSeconds;
  }
}
