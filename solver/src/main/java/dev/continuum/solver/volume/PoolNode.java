package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import java.util.Arrays;

/**
 * The most that one node can earn by serving items at their prices, within its CPU: per function
 * the items that pay best, in as many whole instances as pay. Items are sorted into classes of like
 * profit; a class that is served whole earns exactly what it pays, part of one at most its best.
 * CPU has a price inside the node, found by bisection: any price gives an upper bound. One for each
 * thread.
 */
final class PoolNode {

  private static final int CLASSES = 64;
  private static final int BISECTIONS = 10;
  private static final int MOST_COUNTS = 512;

  private final CompiledProblem problem;
  private final PairTable pairs;
  private final PoolItems items;
  private final double[] cpuPerLoad;
  private final double[][] load;
  private final double[][] paid;
  private final double[] top;

  /** Load that is served of each function, and the class that is served in part. */
  private final double[] served;

  private final int[] functions;
  private int count;

  /** What CPU was worth at the last node, micro-units per nanocore. */
  double cpuPrice;

  PoolNode(CompiledProblem problem, PoolItems items) {
    this.problem = problem;
    this.pairs = problem.pairs();
    this.items = items;
    cpuPerLoad = items.cpuPerLoad;
    load = new double[pairs.functions][CLASSES];
    paid = new double[pairs.functions][CLASSES];
    top = new double[pairs.functions];
    served = new double[pairs.functions];
    functions = new int[pairs.functions];
  }

  /**
   * The most a node earns, micro-units per hour, outward; adds what it serves to the items.
   *
   * @param node which
   * @param prices by item, micro-units per nano-request/s
   * @param there latency from the point of each row, µs; {@code back} to it
   * @param taken receives what it serves of each item, nano-requests/s
   */
  double earn(int node, double[] prices, float[] there, float[] back, double[] taken) {
    sort(node, prices, there, back);
    double capacity = problem.nodes().cpuNanocores[node];
    double most = 0;
    for (int i = 0; i < count; i++) {
      int f = functions[i];
      most = cpuPerLoad[f] > 0 ? Math.max(most, top[f] / cpuPerLoad[f]) : most;
    }
    double best = value(node, 0);
    double price = 0;
    if (used() > capacity) {
      double low = 0;
      double high = most;
      best = Math.min(best, value(node, most) + most * capacity);
      price = most;
      for (int i = 0; i < BISECTIONS; i++) {
        double middle = (low + high) / 2;
        double value = value(node, middle) + middle * capacity;
        if (used() > capacity) {
          low = middle;
        } else {
          high = middle;
        }
        if (value < best) {
          best = value;
          price = middle;
        }
      }
      var unused = value(node, price);
    }
    cpuPrice = price;
    take(prices, there, back, taken, Math.min(1, capacity / Math.max(1e-9, used())));
    return best * (1 + 1e-12);
  }

  private double profit(int item, double[] prices, float[] there, float[] back) {
    return profit(items, item, prices, there, back);
  }

  /** What serving an item earns a node, micro-units per nano-request/s. */
  static double profit(PoolItems items, int item, double[] prices, float[] there, float[] back) {
    int row = items.row[item];
    return prices[item]
        - PoolItems.part(items.perMicroThere[item], there[row])
        - PoolItems.part(items.perMicroBack[item], back[row]);
  }

  private void sort(int node, double[] prices, float[] there, float[] back) {
    count = 0;
    for (int f = 0; f < pairs.functions; f++) {
      if (!pairs.allowed[pairs.index(f, node)]) {
        continue;
      }
      double highest = 0;
      for (int item : items.of[f]) {
        highest = Math.max(highest, prices[item]);
      }
      if (highest <= 0) {
        continue;
      }
      highest *= 1 + 1e-9;
      top[f] = highest;
      double[] loads = load[f];
      double[] sums = paid[f];
      Arrays.fill(loads, 0);
      Arrays.fill(sums, 0);
      double scale = CLASSES / highest;
      boolean any = false;
      for (int item : items.of[f]) {
        double profit = profit(item, prices, there, back);
        if (profit > 0) {
          int at = (int) (profit * scale);
          loads[at] += items.load[item];
          sums[at] += profit * items.load[item];
          any = true;
        }
      }
      if (any) {
        functions[count++] = f;
      }
    }
  }

  private double used() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += served[functions[i]] * cpuPerLoad[functions[i]];
    }
    return sum;
  }

  /** What all functions earn after paying for CPU; notes what is served. */
  private double value(int node, double cpuPrice) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += value(node, functions[i], cpuPrice * cpuPerLoad[functions[i]]);
    }
    return sum;
  }

  private double value(int node, int f, double cost) {
    int pair = pairs.index(f, node);
    double[] loads = load[f];
    double[] sums = paid[f];
    double width = top[f] / CLASSES;
    double room =
        cpuPerLoad[f] > 0
            ? problem.nodes().cpuNanocores[node] / cpuPerLoad[f]
            : Double.POSITIVE_INFINITY;
    var staircase = pairs.staircase(pair);
    int counts = (int) Math.min(pairs.mostInstances[pair], staircase.mostInstances());
    double kept = pairs.keptMicros[pair];
    double best = 0;
    double bestLoad = 0;
    double filled = 0;
    double earned = 0;
    int k = staircase.thresholdLoad(0) > 0 ? 0 : 1;
    int at = CLASSES - 1;
    // Earnings after a class are concave in load: each count is filled from where the last ended.
    while (k <= counts && at >= 0) {
      int next = k < MOST_COUNTS ? k : counts;
      double limit = Math.min(room, (double) staircase.thresholdLoad(next));
      while (at >= 0 && filled + loads[at] <= limit) {
        double most = (at + 1) * width - cost;
        if (most <= 0) {
          at = -1;
          break;
        }
        filled += loads[at];
        earned += at * width >= cost ? sums[at] - cost * loads[at] : most * loads[at];
        at--;
      }
      double load = filled;
      double value = earned;
      if (at >= 0 && (at + 1) * width > cost) {
        load = limit;
        value += ((at + 1) * width - cost) * (limit - filled);
      }
      value -= kept * k;
      if (value > best) {
        best = value;
        bestLoad = load;
      }
      if (limit >= room) {
        break;
      }
      k = next + 1;
    }
    served[f] = bestLoad;
    return best;
  }

  /** Adds what is served of each item, best first, scaled so that CPU suffices. */
  private void take(double[] prices, float[] there, float[] back, double[] taken, double scale) {
    for (int i = 0; i < count; i++) {
      int f = functions[i];
      if (served[f] <= 0) {
        continue;
      }
      double left = served[f];
      int at = CLASSES - 1;
      while (at >= 0 && load[f][at] <= left) {
        left -= load[f][at--];
      }
      double part = at < 0 ? 0 : left / load[f][at];
      double classes = CLASSES / top[f];
      for (int item : items.of[f]) {
        double profit = profit(item, prices, there, back);
        if (profit > 0) {
          int of = (int) (profit * classes);
          double share = of > at ? 1 : of == at ? part : 0;
          taken[item] += share * scale * items.load[item];
        }
      }
    }
  }
}
