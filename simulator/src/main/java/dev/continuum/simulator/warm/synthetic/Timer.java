package dev.continuum.simulator.warm.synthetic;

import dev.continuum.simulator.random.RandomStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A schedule: a run every so many minutes, some seconds early or late, sometimes left out, of one
 * or a few calls. Half of the periods are those that people write, half are any from 3 to 180
 * minutes. Runs stay on the schedule: jitter does not add up.
 */
final class Timer implements Source {

  private static final double[] PERIODS = {1, 2, 5, 10, 15, 20, 30, 60, 120};
  private static final double[] JITTERS = {0.02, 0.1, 0.5, 2};
  private static final double[] TAKEN = {1, 1, 0.95, 0.8};

  private final double period;
  private final double jitter;
  private final double taken;
  private final int batch;
  private final NormalDistribution law;
  private double due;
  private double at;
  private int minute;

  private Timer(double period, double jitter, double taken, int batch) {
    this.period = period;
    this.jitter = Math.min(jitter, period / 12);
    this.taken = taken;
    this.batch = batch;
    law = NormalDistribution.of(0, this.jitter);
  }

  static Timer drawn(RandomStream random) {
    double period =
        random.nextDouble() < 0.5 ? pick(random, PERIODS) : Draws.logUniform(random, 3, 180);
    Timer timer =
        new Timer(period, pick(random, JITTERS), pick(random, TAKEN), 1 + random.nextInt(3));
    timer.due = period * (1 + random.nextDouble());
    timer.plan(random);
    return timer;
  }

  private static double pick(RandomStream random, double[] values) {
    return values[random.nextInt(values.length)];
  }

  private void plan(RandomStream random) {
    at = random.nextDouble() < taken ? due + jitter * random.nextGaussian() : Double.MAX_VALUE;
  }

  /** The run that is due and the next one: of short periods, both may fall in the minute. */
  @Override
  public CountLaw coming() {
    double passed = taken * law.cumulativeProbability(minute - due);
    double now = passed < 1 ? taken * within(due) / (1 - passed) : 0;
    double next = taken * within(due + period);
    return CountLaw.batch(Math.min(1, 1 - (1 - now) * (1 - next)), batch);
  }

  private double within(double run) {
    return law.cumulativeProbability(minute + 1 - run) - law.cumulativeProbability(minute - run);
  }

  @Override
  public int draw(RandomStream random) {
    minute++;
    int calls = 0;
    while (at < minute || due + period / 2 < minute) {
      calls += at < minute ? batch : 0;
      due += period;
      plan(random);
    }
    return calls;
  }
}
