package dev.continuum.simulator.client;

/**
 * The placement rule of A3-E's middleware: score(d) = [w_L ((B-1)(1 - L_d/L_max) + 1) + w_C B
 * P_d/P_max] / (w_L + w_C) with B = 5; the highest wins, ties go to the first.
 *
 * @param latencyWeight w_L: 0 any, 1 low, 2 very low
 * @param computationWeight w_C: 0 any, 1 fast, 2 very fast
 */
public record A3eRule(double latencyWeight, double computationWeight) {

  /** P of the device. */
  public static final double DEVICE_POWER = 1;

  /** P of an edge. */
  public static final double EDGE_POWER = 4;

  /** P of a cloud. */
  public static final double CLOUD_POWER = 5;

  private static final double SCALE = 5;

  /** The score of a domain; NaN where both weights are 0, which fails every call. */
  public double score(double latency, double most, double power, double mostPower) {
    double byLatency = (SCALE - 1) * (1 - latency / most) + 1;
    double byPower = SCALE * power / mostPower;
    return (latencyWeight * byLatency + computationWeight * byPower)
        / (latencyWeight + computationWeight);
  }

  /**
   * The domain with the highest score, or -1 if the rule is undefined.
   *
   * @param latencies measured, in any unit; negative for a domain that is not there
   * @param powers of the domains
   */
  public int choose(double[] latencies, double[] powers) {
    double most = 0;
    double mostPower = 0;
    for (int i = 0; i < latencies.length; i++) {
      if (latencies[i] >= 0) {
        most = Math.max(most, latencies[i]);
        mostPower = Math.max(mostPower, powers[i]);
      }
    }
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < latencies.length; i++) {
      double score =
          latencies[i] < 0
              ? Double.NaN
              : score(latencies[i], most == 0 ? 1 : most, powers[i], mostPower);
      if (score > highest) {
        highest = score;
        best = i;
      }
    }
    return best;
  }
}
