package dev.continuum.simulator;

import dev.continuum.model.evaluation.FunctionEvaluation;
import dev.continuum.model.workload.Function;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * A function among others on an edge.
 *
 * @param rate calls per second
 * @param erlang mean calls in service
 * @param slots calls that an instance serves at once
 * @param kept instances that the plan keeps
 * @param mebibytes memory of an instance, up
 */
record Tenant(double rate, double erlang, int slots, int kept, int mebibytes) {

  private static final double MEBIBYTE = 1L << 20;

  static Tenant of(Function function, FunctionEvaluation on) {
    return new Tenant(
        on.ratePerSecond(),
        on.offeredErlang(),
        function.concurrency(),
        (int) Math.min(Integer.MAX_VALUE, on.warmInstances()),
        (int) Math.ceil(function.memory().bytes() / MEBIBYTE));
  }

  /** Nothing held: where {@link #beside} begins. */
  static double[] empty(int mebibytes) {
    double[] none = new double[mebibytes + 2];
    none[0] = 1;
    return none;
  }

  /**
   * P(memory held = index) of what others hold and this one besides; the last index is all above.
   */
  double[] beside(double[] others) {
    if (mebibytes == 0) {
      return others;
    }
    int over = others.length - 1;
    double[] all = new double[others.length];
    double before = 0;
    for (long instances = kept; before < 1; instances++) {
      long mine = instances * mebibytes;
      double within = mine >= over ? 1 : atMost(instances * slots);
      for (int held = 0; held <= over; held++) {
        all[(int) Math.min(over, held + mine)] += others[held] * (within - before);
      }
      before = within;
    }
    return all;
  }

  /**
   * Starts per second for which others leave too little, of the memory that they were laid out in.
   */
  double evictions(double[] others) {
    int most = others.length - 2;
    double sum = 0;
    for (long next = kept + 1L; erlang > 0 && mebibytes > 0; next++) {
      long room = most - next * mebibytes;
      double tooLittle = 0;
      for (int held = (int) Math.max(0, room + 1); held < others.length; held++) {
        tooLittle += others[held];
      }
      sum += rate * exactly((next - 1) * slots) * tooLittle;
      if (room < 0) {
        break;
      }
    }
    return sum;
  }

  private double atMost(long calls) {
    return erlang > 0 ? PoissonDistribution.of(erlang).cumulativeProbability(count(calls)) : 1;
  }

  private double exactly(long calls) {
    return PoissonDistribution.of(erlang).probability(count(calls));
  }

  private static int count(long calls) {
    return (int) Math.min(Integer.MAX_VALUE, calls);
  }
}
