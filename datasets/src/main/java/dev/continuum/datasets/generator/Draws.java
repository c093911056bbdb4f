package dev.continuum.datasets.generator;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random numbers from a seed, the same on every machine: strict mathematics only. Not thread-safe.
 */
final class Draws {

  private final SplittableRandom random;

  Draws(long seed) {
    this(new SplittableRandom(seed));
  }

  private Draws(SplittableRandom random) {
    this.random = random;
  }

  /** An independent stream, so that one part of a problem does not shift another. */
  Draws split() {
    return new Draws(random.split());
  }

  double uniform(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  /** A whole number from least to most, both included. */
  int whole(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Log-uniform: each octave is as likely as any other. */
  double logUniform(double least, double most) {
    return least * StrictMath.exp(random.nextDouble() * StrictMath.log(most / least));
  }

  /** exp of a normal variable with mean 0. */
  double logNormal(double sigma) {
    return StrictMath.exp(sigma * normal());
  }

  /** Box and Muller, Annals of Mathematical Statistics 29 (1958). */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /**
   * Marsaglia and Tsang, ACM TOMS 26 (2000), doi:10.1145/358407.358414; below shape 1 by a power of
   * a uniform variable.
   */
  double gamma(double shape, double scale) {
    if (shape < 1) {
      double boost = StrictMath.pow(1 - random.nextDouble(), 1 / shape);
      return gamma(shape + 1, scale) * boost;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = StrictMath.pow(1 + c * x, 3);
      double u = 1 - random.nextDouble();
      if (v > 0 && StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v * scale;
      }
    }
  }

  void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  /** Rounded to so many decimals, so that files stay short and say exactly what is meant. */
  static double rounded(double value, int decimals) {
    double factor = StrictMath.pow(10, decimals);
    return StrictMath.rint(value * factor) / factor;
  }
}
