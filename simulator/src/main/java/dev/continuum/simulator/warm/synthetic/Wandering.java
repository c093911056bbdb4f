package dev.continuum.simulator.warm.synthetic;

import dev.continuum.simulator.random.RandomStream;

/**
 * Poisson calls at a rate whose logarithm is an autoregressive process of first order, with a
 * memory of an hour or two. The law of the coming minute knows its rate.
 */
final class Wandering implements PoissonSource {

  private final double perMinute;
  private final double deviation;
  private final double memory;
  private double state;

  private Wandering(double perMinute, double deviation, double memory) {
    this.perMinute = perMinute;
    this.deviation = deviation;
    this.memory = memory;
  }

  static Wandering drawn(RandomStream random) {
    Wandering wandering =
        new Wandering(
            Draws.logUniform(random, 0.01, 60),
            0.5 + random.nextDouble(),
            Math.exp(-1 / Draws.logUniform(random, 30, 180)));
    wandering.step(random, 1);
    return wandering;
  }

  private void step(RandomStream random, double weight) {
    state =
        (1 - weight) * state + Math.sqrt(1 - (1 - weight) * (1 - weight)) * random.nextGaussian();
  }

  @Override
  public double mean() {
    return perMinute * Math.exp(deviation * state - deviation * deviation / 2);
  }

  @Override
  public void pass(RandomStream random) {
    step(random, 1 - memory);
  }
}
