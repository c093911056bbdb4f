package dev.continuum.solver.assignment;

import java.util.SplittableRandom;

/** Location where a few jobs are many times what a node holds, and most are a small part of it. */
final class UnevenLocation {

  private static final int NODES = 50;
  private static final int JOBS = 50;
  private static final double DISTANCE = 25;

  private UnevenLocation() {}

  /**
   * Sizes are lognormal.
   *
   * @param ratio how many times all jobs the nodes hold together, each as much as the others
   */
  static RandomLocation of(double ratio, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] demand = new int[JOBS];
    int sum = 0;
    for (int j = 0; j < JOBS; j++) {
      demand[j] = 1 + (int) Math.exp(6 + 1.2 * random.nextGaussian());
      sum += demand[j];
    }
    int[] capacity = new int[NODES];
    int[] opening = new int[NODES];
    double[] x = random.doubles(NODES + JOBS).toArray();
    double[] y = random.doubles(NODES + JOBS).toArray();
    int[][] cost = new int[NODES][JOBS];
    for (int i = 0; i < NODES; i++) {
      capacity[i] = 1 + (int) (ratio * sum / NODES);
      opening[i] = random.nextInt(12_500, 25_001);
      for (int j = 0; j < JOBS; j++) {
        double distance = Math.hypot(x[i] - x[NODES + j], y[i] - y[NODES + j]);
        cost[i][j] = (int) (demand[j] * (1 + DISTANCE * distance));
      }
    }
    return new RandomLocation("uneven-" + seed, true, capacity, opening, demand, cost);
  }
}
