package dev.continuum.solver.price;

import dev.continuum.model.queueing.Staircase;
import dev.continuum.solver.compiled.PairTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The staircase of one pair as its node's knapsack sees it: every count of instances up to a
 * hundred or so, beyond that in steps of a percent, whose load is that of their upper end and whose
 * cost that of their lower end, so that a bound stays a bound.
 *
 * @param counts fewest instances of a step, ascending, from the floor
 * @param carried most load of a step, nano-requests/s
 */
@SuppressWarnings("ArrayRecordComponent")
record StepTable(int[] counts, double[] carried) {

  private static final int EXACT = 128;
  private static final double RATIO = 1.01;

  /**
   * Up to the load that all items together could put there.
   *
   * @param divisor greatest load that loads of whole devices are multiples of
   */
  static StepTable of(PairTable pairs, int pair, double totalLoad, long divisor) {
    Staircase staircase = pairs.staircase(pair);
    int most = (int) Math.min(pairs.mostInstances[pair], staircase.mostInstances());
    int count = (int) Math.min(most, pairs.floor[pairs.function(pair)]);
    List<Integer> counts = new ArrayList<>();
    List<Double> carried = new ArrayList<>();
    double last = -1;
    while (count <= most) {
      int to = count < EXACT ? count : (int) Math.min(most, Math.ceil(count * RATIO));
      double load = whole((double) staircase.thresholdLoad(to), divisor);
      if (load > last) {
        counts.add(count);
        carried.add(Math.min(load, totalLoad));
        last = load;
      }
      if (load >= totalLoad) {
        break;
      }
      count = to + 1;
    }
    return new StepTable(
        counts.stream().mapToInt(Integer::intValue).toArray(),
        carried.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Load in whole multiples of a divisor. */
  static double whole(double load, long divisor) {
    return load >= Long.MAX_VALUE / 2.0 ? load : Math.floor(load / divisor + 1e-9) * divisor;
  }

  int size() {
    return counts.length;
  }
}
