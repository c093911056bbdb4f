package dev.continuum.solver.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The profit by load against filling up item by item. */
class ProfitCurvePropertyTest {

  /** Something to serve. */
  private record Item(double profit, double load, double cpu) {
    double ratio() {
      return profit / load;
    }
  }

  private static List<Item> items(SplittableRandom random) {
    List<Item> items = new ArrayList<>();
    int count = 1 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      items.add(
          new Item(
              random.nextDouble() * 1e6, 1 + random.nextDouble() * 1e9, random.nextDouble() * 1e9));
    }
    return items;
  }

  private static double filled(List<Item> items, double capacity) {
    double left = capacity;
    double profit = 0;
    for (Item item :
        items.stream().sorted(Comparator.comparingDouble(Item::ratio).reversed()).toList()) {
      double share = Math.min(1, left / item.load);
      profit += share * item.profit;
      left -= share * item.load;
    }
    return profit;
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void isTheContinuousKnapsackAtEveryLoad(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ProfitCurve curve = new ProfitCurve();
    for (int again = 0; again < 2; again++) {
      List<Item> items = items(random);
      curve.clear();
      for (int i = 0; i < items.size(); i++) {
        curve.add(i, items.get(i).profit, items.get(i).load, items.get(i).cpu);
      }
      curve.finish();
      double total = items.stream().mapToDouble(Item::load).sum();
      assertThat(curve.totalLoad()).isCloseTo(total, within(1e-9 * total));
      for (int at = 0; at < 20; at++) {
        double capacity = total * 1.1 * random.nextDouble();
        double truth = filled(items, capacity);
        assertThat(curve.profitAt(capacity))
            .isLessThanOrEqualTo(truth * (1 + 1e-12) + 1e-9)
            .isGreaterThanOrEqualTo(truth * (1 - ProfitCurve.INFLATION) - 1e-9);
      }
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void risesAndFlattens(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ProfitCurve curve = new ProfitCurve();
    List<Item> items = items(random);
    for (int i = 0; i < items.size(); i++) {
      curve.add(i, items.get(i).profit, items.get(i).load, items.get(i).cpu);
    }
    curve.finish();
    double lastProfit = 0;
    double lastCpu = 0;
    double lastMarginal = Double.POSITIVE_INFINITY;
    for (int at = 0; at <= 50; at++) {
      double load = curve.totalLoad() * at / 50;
      assertThat(curve.profitAt(load)).isGreaterThanOrEqualTo(lastProfit - 1e-6);
      assertThat(curve.cpuAt(load)).isGreaterThanOrEqualTo(lastCpu - 1e-3);
      assertThat(curve.marginalAt(load)).isLessThanOrEqualTo(lastMarginal * (1 + 1e-6));
      lastProfit = curve.profitAt(load);
      lastCpu = curve.cpuAt(load);
      lastMarginal = curve.marginalAt(load);
    }
    assertThat(lastCpu)
        .isCloseTo(items.stream().mapToDouble(Item::cpu).sum(), within(1e-6 * lastCpu + 1e-6));
  }
}
