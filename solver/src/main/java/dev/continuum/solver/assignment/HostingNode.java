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

  /** The best functions found; the groups that pay, and how much of each they serve. */
  final boolean[] hosted;

  final int[] paying;
  final double[] share;
  int count;

  /** Whether something must be hosted. */
  boolean must;

  /** The best price of all of the node's CPU. */
  double cpu;

  private final HostingColumns columns;
  private int n;
  private double tolerance;

  /** Groups that pay, those of function f from {@code from[f]} on: what they pay and take. */
  private final int[] from;

  private final double[] profit;
  private final double[] relative;
  private final int[] functionOf;
  private final double[] density;
  private int[] order = new int[0];
  private final byte[] fixed;
  private final boolean[] now;
  private double nowUsed;
  private double warm;
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
    columns = hosting.columns();
    from = new int[hosting.functions() + 1];
    profit = new double[hosting.groups()];
    relative = new double[hosting.groups()];
    paying = new int[hosting.groups()];
    functionOf = new int[hosting.groups()];
    density = new double[hosting.groups()];
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
      for (int k = 0; k < count; k++) {
        share[k] = now[functionOf[k]] ? 1 : 0;
      }
      return all;
    }
    sort();
    cpu = warmCpu;
    branch(true);
    fill();
    return Math.max(best, closed);
  }

  /** Readies a node for {@link #given}, CPU priced as it was last. */
  void look(int node, byte[] decided, double[] groupPrices, double warmCpu) {
    begin(node, decided, groupPrices, 0);
    warm = warmCpu;
  }

  /**
   * What it can earn at most if one more pair is decided; negative infinity if that does not fit.
   *
   * @param enough earning no more than this is all that is asked for, micro-units
   */
  double given(int function, byte decision, double enough) {
    best = enough;
    fixed[function] = decision;
    double value = price(0);
    if (nowUsed > 1 && value > enough) {
      cpu = warm;
      value = Math.min(value, minimise(false));
    }
    fixed[function] = FREE;
    return value;
  }

  private void begin(int node, byte[] decided, double[] groupPrices, double within) {
    n = node;
    tolerance = within;
    int m = hosting.nodes();
    must = false;
    count = 0;
    for (int f = 0; f < fixed.length; f++) {
      fixed[f] = decided[f * m + n];
      must |= fixed[f] == IN;
      from[f] = count;
      if (fixed[f] != OUT) {
        gather(f, groupPrices);
      }
    }
    from[fixed.length] = count;
    best = must ? Double.NEGATIVE_INFINITY : 0;
    closed = best;
    vertices = 0;
    Arrays.fill(hosted, false);
  }

  private void gather(int f, double[] groupPrices) {
    int[] groups = columns.groups();
    double[] micros = columns.micros();
    int base = n * groups.length;
    int end = columns.from()[f + 1];
    for (int k = columns.from()[f]; k < end; k++) {
      double pays = groupPrices[groups[k]] - micros[base + k];
      if (pays > 0) {
        profit[count] = pays;
        relative[count] = columns.relative()[base + k];
        functionOf[count] = f;
        paying[count++] = groups[k];
      }
    }
  }

  /** Groups that pay, by profit per CPU. */
  private void sort() {
    for (int k = 0; k < count; k++) {
      density[k] = -profit[k] / Math.max(relative[k], 1e-15);
    }
    order = Order.ascending(density, count);
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
      for (int k = from[f]; k < from[f + 1]; k++) {
        double pays = profit[k] - at * relative[k];
        gain += pays > 0 ? pays : 0;
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
        for (int k = from[f]; k < from[f + 1]; k++) {
          nowUsed += profit[k] - at * relative[k] > 0 ? relative[k] : 0;
        }
      }
    }
    return sum + knapsack.value;
  }

  /**
   * The least value over prices of CPU, by intersecting slopes; offers the functions on the way.
   */
  private double minimise(boolean offers) {
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
      if (offers) {
        offer();
      }
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
      int at = order[k];
      if (now[functionOf[at]]) {
        double taken = relative[at] <= left ? 1 : left / relative[at];
        sum += taken * profit[at];
        left -= taken * relative[at];
      }
    }
    if (sum > best) {
      best = sum;
      System.arraycopy(now, 0, hosted, 0, now.length);
    }
  }

  private void fill() {
    Arrays.fill(share, 0, count, 0);
    double left = 1;
    for (int k = 0; k < count && left > 0; k++) {
      int at = order[k];
      if (hosted[functionOf[at]]) {
        double taken = relative[at] <= left ? 1 : left / relative[at];
        share[at] = taken;
        left -= taken * relative[at];
      }
    }
  }

  private void branch(boolean root) {
    double start = cpu;
    double value = minimise(true);
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
