package dev.continuum.solver.price;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.PairTable;
import java.util.Arrays;

/**
 * First prices: what instances cost at best per load they carry. At these no pool pays, so nodes
 * add nothing to the bound, and calls are worth what they cost in the cheapest place.
 */
final class Start {

  private Start() {}

  static Multipliers prices(Items items) {
    Multipliers prices = new Multipliers(items.calls, items.size(), items.problem.nodes().size);
    double[] perLoad = new double[items.problem.pairs().size()];
    for (int p = 0; p < perLoad.length; p++) {
      perLoad[p] = items.ofPair[p].length == 0 ? 0 : perLoad(items, p);
    }
    for (CompiledGroup group : items.problem.groups()) {
      int g = group.index;
      for (int v = 0; v < group.routes.calls(); v++) {
        double least = items.simpleCall[g] == v ? items.localMicros[g] : Double.POSITIVE_INFINITY;
        for (int i = items.first[g][v]; i < items.first[g][v + 1]; i++) {
          if (items.pair[i] >= 0) {
            least =
                Math.min(
                    least, items.micros[i] + perLoad[items.pair[i]] * group.routes.loadNanos(v));
          }
        }
        prices.perCall[items.firstCall[g] + v] = least < Double.POSITIVE_INFINITY ? least : 0;
      }
    }
    return prices;
  }

  /** Those of another relaxation, where groups have several calls with a choice. */
  static Multipliers prices(Items items, PriceCore.FirstPrices first) {
    Multipliers prices = prices(items);
    double[] perLoad = new double[items.problem.pairs().size()];
    for (int p = 0; p < perLoad.length; p++) {
      perLoad[p] = items.ofPair[p].length == 0 ? 0 : perLoad(items, p);
    }
    for (CompiledGroup group : items.problem.groups()) {
      if (items.simple(group.index)) {
        simple(items, prices, group, first);
      }
    }
    for (int i = 0; i < items.size(); i++) {
      CompiledGroup group = items.problem.groups().get(items.group[i]);
      if (!items.simple(group.index) && items.pair[i] >= 0) {
        double pays = first.pays(group, items.call[i], items.option[i]);
        double least = perLoad[items.pair[i]] * group.routes.loadNanos(items.call[i]);
        double worth = items.micros[i] + (Double.isNaN(pays) ? least : Math.max(0, pays));
        prices.perItem[i] = worth - prices.perCall[items.callIndex[i]];
      }
    }
    Arrays.setAll(prices.perCpu, first::perCpu);
    return prices;
  }

  /** One call is worth what it costs in the cheapest place, with what it pays there. */
  private static void simple(
      Items items, Multipliers prices, CompiledGroup group, PriceCore.FirstPrices first) {
    int g = group.index;
    int v = items.simpleCall[g];
    double least = items.localMicros[g];
    for (int i = items.first[g][v]; i < items.first[g][v + 1]; i++) {
      double pays = items.pair[i] < 0 ? Double.NaN : first.pays(group, v, items.option[i]);
      least = Double.isNaN(pays) ? least : Math.min(least, items.micros[i] + pays);
    }
    if (least < Double.POSITIVE_INFINITY) {
      prices.perCall[items.firstCall[g] + v] = least;
    }
  }

  /** The least average cost of instances over steps, and CPU that limits what one node carries. */
  private static double perLoad(Items items, int pair) {
    StepTable table = items.stepsOf(pair);
    PairTable pairs = items.problem.pairs();
    double perLoad = Double.POSITIVE_INFINITY;
    for (int item : items.ofPair[pair]) {
      perLoad = Math.min(perLoad, items.cpu[item] / items.load[item]);
    }
    double limit =
        perLoad > 0
            ? items.problem.nodes().cpuNanocores[pairs.node(pair)] / perLoad
            : Double.POSITIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < table.size(); k++) {
      double carried =
          Math.min(table.carried()[k], StepTable.whole(limit, items.loadDivisor[pair]));
      if (carried > 0) {
        double cost =
            (double) table.counts()[k] * pairs.keptMicros[pair] + pairs.acquisitionMicros[pair];
        least = Math.min(least, cost / carried);
      }
    }
    return least;
  }
}
