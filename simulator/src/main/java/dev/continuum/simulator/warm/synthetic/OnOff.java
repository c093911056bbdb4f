package dev.continuum.simulator.warm.synthetic;

import dev.continuum.simulator.random.RandomStream;

/**
 * Bursts: a Poisson process that a two-state Markov chain turns up and down, minute by minute. The
 * law of the coming minute knows the state of the last one.
 *
 * <p>Fischer and Meier-Hellstern, The Markov-modulated Poisson process (MMPP) cookbook, Performance
 * Evaluation 18(2), 1993, doi:10.1016/0166-5316(93)90035-S.
 */
final class OnOff implements Source {

  private final double endsBurst;
  private final double startsBurst;
  private final CountLaw on;
  private final CountLaw off;
  private final double onRate;
  private final double offRate;
  private boolean burst;

  private OnOff(double onMinutes, double offMinutes, double onRate, double offRate) {
    endsBurst = 1 / onMinutes;
    startsBurst = 1 / offMinutes;
    this.onRate = onRate;
    this.offRate = offRate;
    on = CountLaw.poisson(onRate);
    off = CountLaw.poisson(offRate);
  }

  static OnOff drawn(RandomStream random) {
    double onRate = Draws.logUniform(random, 0.5, 100);
    return new OnOff(
        Draws.logUniform(random, 2, 40),
        Draws.logUniform(random, 20, 300),
        onRate,
        random.nextInt(3) == 0 ? onRate / 100 : 0);
  }

  @Override
  public CountLaw coming() {
    return CountLaw.either(burst ? 1 - endsBurst : startsBurst, on, off);
  }

  @Override
  public int draw(RandomStream random) {
    burst = random.nextDouble() < (burst ? 1 - endsBurst : startsBurst);
    return Draws.poisson(random, burst ? onRate : offRate);
  }
}
