package dev.continuum.simulator.random;

/**
 * Gamma values by rejection from a cubed normal one: Marsaglia, Tsang 2000, "A simple method for
 * generating gamma variables" (DOI 10.1145/358407.358414). About one normal and one uniform value
 * each; shapes below 1 are raised by 1 and scaled back by a uniform power.
 */
final class GammaDraw {

  private GammaDraw() {}

  /** A value of unit scale. */
  static double standard(RandomStream random, double shape) {
    if (shape < 1) {
      double u = 1 - random.nextDouble();
      return standard(random, shape + 1) * Math.pow(u, 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double root = 1 + c * x;
      if (root <= 0) {
        continue;
      }
      double v = root * root * root;
      double u = 1 - random.nextDouble();
      double square = x * x;
      if (u < 1 - 0.0331 * square * square
          || Math.log(u) < square / 2 + d * (1 - v + Math.log(v))) {
        return d * v;
      }
    }
  }
}
