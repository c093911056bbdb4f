package dev.continuum.solver.greedy;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;

/** What load costs in a well-filled pool of instances: a price for load that moves do not bend. */
public final class PoolPrices {

  private static final int FILLED_POOL = 8;

  private PoolPrices() {}

  /** By pair, micro-units per nano-request/s. */
  public static double[] of(CompiledProblem problem) {
    PairTable pairs = problem.pairs();
    double[] price = new double[pairs.size()];
    for (int p = 0; p < price.length; p++) {
      if (pairs.allowed[p]) {
        var staircase = pairs.staircase(p);
        long count = Math.min(pairs.mostInstances[p], FILLED_POOL);
        double carried = staircase.thresholdLoad((int) Math.min(count, staircase.mostInstances()));
        price[p] = carried <= 0 ? 0 : count * pairs.keptMicros[p] / carried;
      }
    }
    return price;
  }
}
