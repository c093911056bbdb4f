package dev.continuum.simulator.warm.synthetic;

import dev.continuum.simulator.random.RandomStream;
import org.apache.commons.statistics.distribution.LogNormalDistribution;

/** Rare calls: log-normal idle times with medians of minutes to hours and long tails. */
final class Rare implements Source {

  private final double median;
  private final double spread;
  private final LogNormalDistribution law;
  private double last;
  private double next;
  private int minute;

  private Rare(double median, double spread) {
    this.median = median;
    this.spread = spread;
    law = LogNormalDistribution.of(Math.log(median), spread);
  }

  static Rare drawn(RandomStream random) {
    Rare rare = new Rare(Draws.logUniform(random, 5, 240), 0.5 + 1.5 * random.nextDouble());
    rare.last = -random.nextDouble() * rare.median;
    rare.next = Math.max(0, rare.last + rare.gap(random));
    return rare;
  }

  private double gap(RandomStream random) {
    return median * Math.exp(spread * random.nextGaussian());
  }

  /** A call in the minute; that a second one follows it at once is left out. */
  @Override
  public CountLaw coming() {
    double alive = law.survivalProbability(minute - last);
    double after = law.survivalProbability(minute + 1 - last);
    return CountLaw.batch(alive > 0 ? (alive - after) / alive : 1, 1);
  }

  @Override
  public int draw(RandomStream random) {
    minute++;
    int calls = 0;
    while (next < minute) {
      calls++;
      last = next;
      next += gap(random);
    }
    return calls;
  }
}
