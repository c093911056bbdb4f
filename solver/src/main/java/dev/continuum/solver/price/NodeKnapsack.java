package dev.continuum.solver.price;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import java.util.Arrays;

/**
 * The node's side of the relaxation: which functions to keep how many instances of, and which items
 * to serve on them, so that what items pay exceeds what instances, artifacts and the node cost by
 * most. Memory stays a knapsack in integers; CPU limits each function by itself and is priced
 * across functions inside the node. What is left out (storage, accelerators, instance limits,
 * rates, rules across nodes) only makes the bound lower.
 *
 * <p>Not thread-safe.
 */
final class NodeKnapsack {

  private static final int CPU_ROUNDS = 4;
  private static final double FIRST_FACTOR = 1.05;
  private static final double LAST_FACTOR = 100;

  private final Items items;
  private final CompiledProblem problem;
  private final PairTable pairs;
  private final NodeTable nodes;

  /** Share of each item served in the last solution. */
  final double[] served;

  /** Instances of each pair in the last solution. */
  final int[] instances;

  /**
   * Price of load on each used pair in the last solution, micro-units per nano-request/s; else -1.
   */
  final double[] loadPrice;

  /** Stands for all functions that only take CPU: its load is CPU. */
  private final int free;

  private final long[] memoryBytes;
  private final ProfitCurve[] curves;
  private final double[][] gain;
  private final double[][] carried;
  private final int[][] counts;
  private final int[] steps;
  private final int[] chosen;
  private final MemoryKnapsack memory = new MemoryKnapsack();
  private double usedCpu;
  private double evaluatedAt;

  NodeKnapsack(Items items) {
    this.items = items;
    problem = items.problem;
    pairs = problem.pairs();
    nodes = problem.nodes();
    served = new double[items.size()];
    instances = new int[pairs.size()];
    loadPrice = new double[pairs.size()];
    free = pairs.functions;
    memoryBytes = Arrays.copyOf(pairs.memoryBytes, free + 1);
    curves = new ProfitCurve[free + 1];
    Arrays.setAll(curves, f -> new ProfitCurve());
    gain = new double[free + 1][1];
    carried = new double[free + 1][1];
    counts = new int[free + 1][1];
    steps = new int[free + 1];
    chosen = new int[free + 1];
  }

  /**
   * The least value of a node under prices, micro-units; never positive. Fills the solution. The
   * search for the node's CPU price starts from the one among the prices and leaves the best there.
   */
  double solve(int node, Multipliers prices) {
    double price = prices.perCpu[node];
    double bestPrice = price;
    double bestValue = Double.NEGATIVE_INFINITY;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double factor = FIRST_FACTOR;
    for (int round = 0; round < CPU_ROUNDS; round++) {
      double value = open(node, prices, price);
      if (value > bestValue) {
        bestValue = value;
        bestPrice = price;
      }
      boolean over = usedCpu > nodes.cpuNanocores[node];
      if (over) {
        low = price;
      } else if (price == 0) {
        break;
      } else {
        high = price;
      }
      if (low > 0 && high < Double.POSITIVE_INFINITY) {
        price = (low + high) / 2;
      } else {
        price = over ? Math.max(price * factor, steepest() / 64) : shrunk(price, factor);
        factor *= factor;
      }
    }
    prices.perCpu[node] = bestPrice;
    if (evaluatedAt != bestPrice) {
      bestValue = open(node, prices, bestPrice);
    }
    keep(node, bestValue < 0);
    return Math.min(0, bestValue);
  }

  private static double shrunk(double price, double factor) {
    return factor > LAST_FACTOR ? 0 : price / factor;
  }

  /** The largest profit per CPU of what is not served. */
  private double steepest() {
    double steepest = 0;
    for (int f = 0; f <= free; f++) {
      double marginal = curves[f].marginalAt(carried[f][chosen[f]] * 0.5);
      double perLoad = f == free ? 1 : cpuPerLoad(f);
      steepest = Math.max(steepest, perLoad > 0 ? marginal / perLoad : 0);
    }
    return steepest;
  }

  private double cpuPerLoad(int f) {
    ProfitCurve curve = curves[f];
    return curve.size() == 0 ? 0 : items.cpu[curve.item(0)] / items.load[curve.item(0)];
  }

  /** Value of the node if it is used, at a CPU price. */
  private double open(int node, Multipliers prices, double price) {
    evaluatedAt = price;
    for (int f = 0; f < free; f++) {
      int pair = pairs.index(f, node);
      double perLoad = fillCurve(curves[f], items.ofPair[pair], prices, price, false);
      fillGains(f, pair, perLoad > 0 ? nodes.cpuNanocores[node] / perLoad : Double.MAX_VALUE);
    }
    fillCurve(curves[free], items.freeOf[node], prices, price, true);
    double allCpu = (double) nodes.cpuNanocores[node];
    carried[free][0] = allCpu;
    gain[free][0] = curves[free].profitAt(allCpu) * (1 + ProfitCurve.INFLATION);
    memory.pack(gain, counts, steps, memoryBytes, nodes.memoryBytes[node], chosen);
    double sum = 0;
    usedCpu = 0;
    for (int f = 0; f <= free; f++) {
      sum += gain[f][chosen[f]];
      if (gain[f][chosen[f]] > 0) {
        usedCpu += curves[f].cpuAt(carried[f][chosen[f]]);
      }
    }
    double capacity = price == 0 ? 0 : price * nodes.cpuNanocores[node];
    return nodes.activeMicros[node] - capacity - sum;
  }

  /** Collects the items that pay; returns the least CPU per load among them. */
  private double fillCurve(
      ProfitCurve curve, int[] of, Multipliers prices, double price, boolean loadIsCpu) {
    curve.clear();
    double perLoad = Double.POSITIVE_INFINITY;
    for (int item : of) {
      double cpu = items.cpu[item];
      double profit = profit(item, prices) - price * cpu;
      if (profit > 0) {
        double load = loadIsCpu ? Math.max(cpu, 1e-9) : items.load[item];
        curve.add(item, profit, load, cpu);
        perLoad = Math.min(perLoad, cpu / load);
      }
    }
    curve.finish();
    return curve.size() == 0 ? 0 : perLoad;
  }

  /** gain[f][k]: most profit on the instances of step k, less what they and the artifact cost. */
  private void fillGains(int f, int pair, double cpuLimit) {
    ProfitCurve curve = curves[f];
    steps[f] = 0;
    gain[f][0] = 0;
    carried[f][0] = 0;
    if (curve.size() == 0) {
      return;
    }
    StepTable table = items.stepsOf(pair);
    if (gain[f].length <= table.size()) {
      gain[f] = new double[table.size() + 1];
      carried[f] = new double[table.size() + 1];
      counts[f] = new int[table.size() + 1];
    }
    double limit = StepTable.whole(cpuLimit, items.loadDivisor[pair]);
    for (int k = 0; k < table.size(); k++) {
      double load = Math.min(table.carried()[k], limit);
      counts[f][k + 1] = table.counts()[k];
      carried[f][k + 1] = load;
      gain[f][k + 1] =
          curve.profitAt(load) * (1 + ProfitCurve.INFLATION)
              - keptMicros(pair, table.counts()[k])
              - pairs.acquisitionMicros[pair];
      steps[f] = k + 1;
      if (load >= limit || load >= curve.totalLoad()) {
        break;
      }
    }
  }

  private double keptMicros(int pair, int k) {
    double started = problem.changes().counted() ? Math.max(0, k - pairs.warmNow[pair]) : 0;
    return (double) k * pairs.keptMicros[pair] + started * problem.changes().startMicros();
  }

  private void keep(int node, boolean used) {
    for (int f = 0; f <= free; f++) {
      for (int item : f == free ? items.freeOf[node] : items.ofPair[pairs.index(f, node)]) {
        served[item] = 0;
      }
      boolean here = used && gain[f][chosen[f]] > 0;
      if (f < free) {
        int pair = pairs.index(f, node);
        instances[pair] = here ? counts[f][chosen[f]] : 0;
        loadPrice[pair] = here ? curves[f].marginalAt(carried[f][chosen[f]]) : -1;
      }
      if (f == free) {
        priceFree(node, here ? curves[free].marginalAt(carried[free][0]) : -1);
      }
      if (here) {
        double load = carried[f][chosen[f]];
        for (int rank = 0; rank < curves[f].size(); rank++) {
          double share = curves[f].share(rank, load);
          if (share <= 0) {
            break;
          }
          served[curves[f].item(rank)] = share;
        }
      }
    }
  }

  private void priceFree(int node, double perNanocore) {
    for (int item : items.freeOf[node]) {
      loadPrice[items.pair[item]] =
          perNanocore < 0 ? -1 : perNanocore * items.cpu[item] / items.load[item];
    }
  }

  /** Profit of serving all devices of an item, CPU apart. */
  private double profit(int item, Multipliers prices) {
    int g = items.group[item];
    double pays =
        items.simple(g)
            ? prices.perCall[items.callIndex[item]] - items.micros[item]
            : prices.pays(items, item);
    return items.devices[item] * pays;
  }
}
