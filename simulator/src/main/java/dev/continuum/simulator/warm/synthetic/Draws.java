package dev.continuum.simulator.warm.synthetic;

import dev.continuum.simulator.random.RandomStream;

/** Draws that several sources make. Stateless. */
final class Draws {

  private Draws() {}

  /** Between two values, as likely in each of their factors. */
  static double logUniform(RandomStream random, double least, double most) {
    return least * Math.pow(most / least, random.nextDouble());
  }

  /** A Poisson count by its mean; O(mean). */
  static int poisson(RandomStream random, double mean) {
    int count = 0;
    double sum = random.nextExponential();
    while (sum < mean) {
      count++;
      sum += random.nextExponential();
    }
    return count;
  }
}
