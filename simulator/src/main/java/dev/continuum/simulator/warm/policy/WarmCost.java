package dev.continuum.simulator.warm.policy;

/**
 * What a warm instance saves and costs, all in GB-s so that one price links cold starts and memory.
 *
 * @param coldStart GB-s that one cold start is worth
 * @param startSeconds start-up path of an instance, during which it holds memory and serves nobody
 */
public record WarmCost(double coldStart, double startSeconds) {

  /** A cold start of 0.808 s at 99.69 GB-s per second of it: FeMux's exchange rate. */
  public static final WarmCost FEMUX = new WarmCost(0.808 * 99.69, 0.808);

  private static final double MINUTE = 60;

  /** A call that starts its own instance comes halfway through its minute, and holds the rest. */
  private static final double COLD_SECONDS = MINUTE / 2;

  /** Rejects negative prices. */
  public WarmCost {
    if (!(coldStart >= 0 && startSeconds >= 0)) {
      throw new IllegalArgumentException("A price must not be negative: " + coldStart);
    }
  }

  /** This, at another price of a cold start. */
  public WarmCost withColdStart(double gigabyteSeconds) {
    return new WarmCost(gigabyteSeconds, startSeconds);
  }

  /** Whole minutes by which an instance must be ordered before the minute that it serves. */
  public int leadMinutes() {
    return (int) Math.min(Integer.MAX_VALUE, Math.floor(startSeconds / MINUTE));
  }

  /**
   * Expected GB-s saved by keeping one more instance through a minute.
   *
   * @param wanted probability that it is wanted
   * @param gigabytes its memory
   * @param starts whether it must be started for it
   */
  public double saving(double wanted, double gigabytes, boolean starts) {
    return wanted * (coldStart + gigabytes * COLD_SECONDS)
        - gigabytes * (MINUTE + (starts ? startSeconds : 0));
  }
}
