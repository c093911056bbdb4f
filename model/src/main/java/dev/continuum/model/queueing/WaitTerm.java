package dev.continuum.model.queueing;

import java.util.List;

/**
 * The wait in a queue: none with some probability, else an exponential time.
 *
 * @param probability P(W > 0) in (0, 1]
 * @param waitingMicros mean wait of those that wait, > 0
 */
record WaitTerm(double probability, double waitingMicros) implements LatencyTerm.Leaf {

  @Override
  public int kind() {
    return 3;
  }

  @Override
  public List<Double> parameters() {
    return List.of(probability, waitingMicros);
  }

  @Override
  public double lowerMicros() {
    return 0;
  }

  @Override
  public double tailQuantileMicros(double tail) {
    return Math.max(0, waitingMicros * StrictMath.log(probability / tail));
  }

  @Override
  public boolean isSmooth() {
    return false;
  }

  @Override
  public double integratedMicros(double x) {
    return x <= 0 ? 0 : x + probability * waitingMicros * StrictMath.expm1(-x / waitingMicros);
  }
}
