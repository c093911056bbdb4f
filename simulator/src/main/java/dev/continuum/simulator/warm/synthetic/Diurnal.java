package dev.continuum.simulator.warm.synthetic;

import dev.continuum.simulator.random.RandomStream;

/** Poisson calls at a rate that follows a daily wave. */
final class Diurnal implements PoissonSource {

  /** Minutes. */
  private static final double DAY = 1440;

  private final double perMinute;
  private final double depth;
  private final double peak;
  private int minute;

  private Diurnal(double perMinute, double depth, double peak) {
    this.perMinute = perMinute;
    this.depth = depth;
    this.peak = peak;
  }

  static Diurnal drawn(RandomStream random) {
    return new Diurnal(
        Draws.logUniform(random, 0.01, 200),
        0.3 + 0.65 * random.nextDouble(),
        (0.4 + 0.4 * random.nextDouble()) * DAY);
  }

  @Override
  public double mean() {
    return perMinute * (1 + depth * Math.cos(2 * Math.PI * (minute - peak) / DAY));
  }

  @Override
  public void pass(RandomStream random) {
    minute++;
  }
}
