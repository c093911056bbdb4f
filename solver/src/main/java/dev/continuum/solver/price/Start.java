package dev.continuum.solver.price;

import dev.continuum.model.queueing.Staircase;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.PairTable;

/** First prices: what an instance costs, shared by the load it carries well. */
final class Start {

  /** Instances over which a first price spreads what they cost. */
  private static final int TYPICAL_INSTANCES = 4;

  private Start() {}

  static Multipliers prices(Items items) {
    Multipliers prices = new Multipliers(items.groups, items.size());
    double[] perLoad = new double[items.problem.pairs().size()];
    for (int p = 0; p < perLoad.length; p++) {
      perLoad[p] = items.ofPair[p].length == 0 ? 0 : perLoad(items.problem.pairs(), p);
    }
    for (CompiledGroup group : items.problem.groups()) {
      int g = group.index;
      if (items.simple(g)) {
        int v = items.simpleCall[g];
        double least = items.localMicros[g];
        for (int i = items.first[g][v]; i < items.first[g][v + 1]; i++) {
          if (items.pair[i] >= 0) {
            least =
                Math.min(
                    least, items.micros[i] + perLoad[items.pair[i]] * group.routes.loadNanos(v));
          }
        }
        prices.perGroup[g] = least < Double.POSITIVE_INFINITY ? least : 0;
      } else {
        for (int i = items.first[g][0]; i < items.first[g][group.routes.calls()]; i++) {
          if (items.pair[i] >= 0) {
            prices.perItem[i] =
                perLoad[items.pair[i]] * group.routes.loadNanos(items.call[i]);
          }
        }
      }
    }
    return prices;
  }

  private static double perLoad(PairTable pairs, int pair) {
    Staircase staircase = pairs.staircase(pair);
    long count = Math.min(TYPICAL_INSTANCES, staircase.mostInstances());
    if (count == 0) {
      return 0;
    }
    double carried = staircase.thresholdLoad((int) count);
    return carried <= 0 ? 0 : count * pairs.keptMicros[pair] / carried;
  }
}
