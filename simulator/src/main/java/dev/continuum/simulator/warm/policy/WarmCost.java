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
   * Seconds that a call which starts its own instance holds it, to the end of its minute: the first
   * of n evenly spaced calls comes at 1/(2n) of it.
   *
   * @param perCall mean of 1/n over minutes with calls
   */
  static double coldSeconds(double perCall) {
    return MINUTE * (1 - perCall / 2);
  }

  /**
   * Expected GB-s saved by keeping one more instance through a minute.
   *
   * @param wanted probability that it is wanted
   * @param gigabytes its memory
   * @param coldSeconds for which it would be held if a call had to start it
   * @param starts whether it must be started for it
   */
  public double saving(double wanted, double gigabytes, double coldSeconds, boolean starts) {
    return wanted * (coldStart + gigabytes * coldSeconds)
        - gigabytes * (MINUTE + (starts ? startSeconds : 0));
  }
}
