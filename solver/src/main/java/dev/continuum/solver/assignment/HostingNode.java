package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * What one node earns at most under prices of groups, with both its memory and its CPU kept: a tree
 * on which functions it hosts, bounded by pricing CPU, for each price a knapsack in memory. Ends
 * within a tolerance or after so many vertices; what it returns is not below the best either way.
 * Not thread-safe.
 */
final class HostingNode {

  private static final int MOST_VERTICES = 400;
  private static final int MOST_PRICES = 14;

  /** What is decided of a pair: nothing, hosted, not hosted. */
  static final byte FREE = 0;

  static final byte IN = 1;
  static final byte OUT = 2;

  private final Hosting hosting;
  private final BooleanSupplier stop;
  private final Knapsack knapsack;

  /** The best functions found, and how much of each group they serve. */
  final boolean[] hosted;

  final double[] share;

  /** The best price of all of the node's CPU. */
  double cpu;

  private int n;
  private double[] prices = new double[0];
  private double room;
  private double tolerance;
  private final double[] profit;
  private final double[] relative;
  private int[] order = new int[0];
  private int count;
  private final byte[] fixed;
  private final boolean[] now;
  private double nowUsed;
  private double best;
  private double closed;
  private int vertices;

  /** Functions where CPU, priced a little lower or higher, is over or under what there is. */
  private boolean[] over = new boolean[0];

  private boolean[] under = new boolean[0];

  /** Once told to stop, what is open in a tree counts at its bound: values stay valid. */
  HostingNode(Hosting hosting, BooleanSupplier stop) {
    this.hosting = hosting;
    this.stop = stop;
    knapsack = new Knapsack(hosting.functions() + 1);
    hosted = new boolean[hosting.functions()];
    share = new double[hosting.groups()];
    profit = new double[hosting.groups()];
    relative = new double[hosting.groups()];
    fixed = new byte[hosting.functions()];
    now = new boolean[hosting.functions()];
  }

  /**
   * The most it can earn, opening cost not counted, rounded outward; fills the fields.
   *
   * @param decided what is decided of pairs, by function × nodes + node
   * @return negative infinity if what must be hosted does not fit
   */
  double solve(int node, byte[] decided, double[] groupPrices, double warmCpu, double within) {
    begin(node, decided, groupPrices, within);
    double all = price(0);
    cpu = 0;
    if (nowUsed <= 1) {
      System.arraycopy(now, 0, hosted, 0, now.length);
      for (int g = 0; g < share.length; g++) {
        share[g] = profit[g] > 0 && now[hosting.function()[g]] ? 1 : 0;
      }
      return all;
    }
    sort();
    cpu = warmCpu;
    branch(true);
    fill(hosted, share);
    return Math.max(best, closed);
  }

  /**
   * What it can earn at most if one more pair is decided, from CPU priced as it was last; negative
   * infinity if that does not fit.
   */
  double given(
      int node, int function, byte decision, byte[] decided, double[] groupPrices, double warmCpu) {
    begin(node, decided, groupPrices, 0);
    fixed[function] = decision;
    double value = price(0);
    if (nowUsed > 1) {
      cpu = warmCpu;
      value = Math.min(value, minimise());
    }
    return value;
  }

  private void begin(int node, byte[] decided, double[] groupPrices, double within) {
    n = node;
    prices = groupPrices;
    tolerance = within;
    room = Math.max(1, hosting.host().cpuRoom()[n]);
    int m = hosting.nodes();
    for (int g = 0; g < profit.length; g++) {
      profit[g] = prices[g] - hosting.use().micros()[g * m + n];
      relative[g] = hosting.use().nanocores()[g * m + n] / room;
    }
    boolean must = false;
    for (int f = 0; f < fixed.length; f++) {
      fixed[f] = decided[f * m + n];
      must |= fixed[f] == IN;
    }
    best = must ? Double.NEGATIVE_INFINITY : 0;
    closed = best;
    count = 0;
    vertices = 0;
    Arrays.fill(hosted, false);
  }

  /** Groups that pay, by profit per CPU. */
  private void sort() {
    double[] keys = new double[profit.length];
    int[] groups = new int[profit.length];
    count = 0;
    for (int g = 0; g < profit.length; g++) {
      if (profit[g] > 0) {
        keys[count] = -profit[g] / Math.max(relative[g], 1e-15);
        groups[count++] = g;
      }
    }
    order = Order.ascending(keys, count);
    for (int k = 0; k < count; k++) {
      order[k] = groups[order[k]];
    }
  }

  /** Value with CPU priced, under what is fixed; fills the functions and what they use. */
  private double price(double at) {
    int m = hosting.nodes();
    long left = hosting.host().memoryRoom()[n];
    double sum = at;
    knapsack.clear();
    for (int f = 0; f < fixed.length; f++) {
      now[f] = false;
      if (fixed[f] == OUT) {
        continue;
      }
      double gain = -hosting.host().fixed()[f * m + n];
      for (int g : hosting.groupsOf()[f]) {
        double p = profit[g] - at * relative[g];
        gain += p > 0 ? p : 0;
      }
      long memory = hosting.host().memory()[f * m + n];
      if (fixed[f] == IN) {
        now[f] = true;
        left -= memory;
        sum += gain;
      } else if (gain > 0) {
        knapsack.add(f, gain, memory);
      }
    }
    if (left < 0) {
      nowUsed = 0;
      return Double.NEGATIVE_INFINITY;
    }
    int kept = 0;
    for (int k = 0; k < knapsack.size; k++) {
      if (knapsack.weight[k] <= left) {
        knapsack.arc[kept] = knapsack.arc[k];
        knapsack.profit[kept] = knapsack.profit[k];
        knapsack.weight[kept++] = knapsack.weight[k];
      }
    }
    knapsack.size = kept;
    knapsack.solve(left, false);
    for (int k = 0; k < knapsack.size; k++) {
      now[knapsack.arc[k]] = knapsack.taken[k] > 0;
    }
    nowUsed = 0;
    for (int f = 0; f < now.length; f++) {
      if (now[f]) {
        for (int g : hosting.groupsOf()[f]) {
          if (profit[g] - at * relative[g] > 0) {
            nowUsed += relative[g];
          }
        }
      }
    }
    return sum + knapsack.value;
  }

  /**
   * The least value over prices of CPU, by intersecting slopes; offers the functions on the way.
   */
  private double minimise() {
    double low = Double.NaN;
    double lowValue = 0;
    double lowSlope = 0;
    double high = Double.NaN;
    double highValue = 0;
    double highSlope = 0;
    double least = Double.POSITIVE_INFINITY;
    double at = cpu;
    over = new boolean[0];
    under = new boolean[0];
    for (int t = 0; t < MOST_PRICES; t++) {
      double value = price(at);
      if (value == Double.NEGATIVE_INFINITY) {
        return value;
      }
      if (value < least) {
        least = value;
        cpu = at;
      }
      double slope = 1 - nowUsed;
      offer();
      if (slope < 0) {
        low = at;
        lowValue = value;
        lowSlope = slope;
        over = now.clone();
      } else {
        if (at == 0) {
          break;
        }
        high = at;
        highValue = value;
        highSlope = slope;
        under = now.clone();
      }
      if (least <= best + tolerance || stop.getAsBoolean()) {
        break;
      }
      if (Double.isNaN(high)) {
        at = Math.max(at * 1.5, 1e-3 * (value + 1));
      } else if (Double.isNaN(low)) {
        at = t > 4 ? 0 : at / 1.5;
      } else {
        double meet =
            (highValue - lowValue + lowSlope * low - highSlope * high) / (lowSlope - highSlope);
        if (!(meet > low && meet < high)) {
          break;
        }
        double under = lowValue + lowSlope * (meet - low);
        if (least - under <= tolerance * 0.2 + 1e-9 * least) {
          break;
        }
        at = meet;
      }
    }
    return least;
  }

  /** What the functions are worth with CPU kept: groups by profit per CPU until it is full. */
  private void offer() {
    double sum = 0;
    int m = hosting.nodes();
    for (int f = 0; f < now.length; f++) {
      sum -= now[f] ? hosting.host().fixed()[f * m + n] : 0;
    }
    double left = 1;
    for (int k = 0; k < count && left > 0; k++) {
      int g = order[k];
      if (now[hosting.function()[g]]) {
        double taken = relative[g] <= left ? 1 : left / relative[g];
        sum += taken * profit[g];
        left -= taken * relative[g];
      }
    }
    if (sum > best) {
      best = sum;
      System.arraycopy(now, 0, hosted, 0, now.length);
    }
  }

  private void fill(boolean[] functions, double[] shares) {
    Arrays.fill(shares, 0);
    double left = 1;
    for (int k = 0; k < count && left > 0; k++) {
      int g = order[k];
      if (functions[hosting.function()[g]]) {
        shares[g] = relative[g] <= left ? 1 : left / relative[g];
        left -= shares[g] * relative[g];
      }
    }
  }

  private void branch(boolean root) {
    double start = cpu;
    double value = minimise();
    if (root) {
      start = cpu;
    }
    if (value <= best + tolerance || ++vertices > MOST_VERTICES || stop.getAsBoolean()) {
      closed = Math.max(closed, value);
      cpu = start;
      return;
    }
    int split = split();
    if (split < 0) {
      closed = Math.max(closed, value);
      cpu = start;
      return;
    }
    double here = cpu;
    fixed[split] = IN;
    branch(false);
    cpu = here;
    fixed[split] = OUT;
    branch(false);
    fixed[split] = FREE;
    cpu = start;
  }

  /** A free function that the two sides of the best price do not agree on. */
  private int split() {
    if (over.length == 0 || under.length == 0) {
      return -1;
    }
    int m = hosting.nodes();
    int found = -1;
    double most = -1;
    for (int f = 0; f < over.length; f++) {
      if (fixed[f] == FREE && over[f] != under[f]) {
        double memory = hosting.host().memory()[f * m + n];
        if (memory > most) {
          most = memory;
          found = f;
        }
      }
    }
    return found;
  }
}
