package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;

/**
 * The Lagrangian dual of capacity: every group takes its cheapest option under prices of CPU.
 * Raised by the subgradient method with Polyak's step (B. T. Polyak 1969, DOI
 * 10.1016/0041-5553(69)90061-5), deflected by the last direction (P. M. Camerini, L. Fratta, F.
 * Maffioli 1975, DOI 10.1007/BFb0120697), each node's price in a unit of its own. Not thread-safe.
 */
final class CapacityPrices {

  private static final double OUTWARD = 1e-12;
  private static final double DEFLECTION = 0.7;
  private static final int PATIENCE = 6;

  private final Demands demands;
  private final Chunks chunks;
  private Candidates candidates;

  /** Prices that candidates were found at. */
  private double[] foundAt;

  /** Prices now, micro-units per nanocore, by node. */
  final double[] price;

  /** The prices of the best value. */
  final double[] best;

  /** CPU that groups want at the prices last evaluated, nanocores, by node. */
  final long[] wanted;

  /** Groups whose candidates did not prove their least cost in the last evaluation. */
  int unproven;

  private final double[] direction;
  private final double[] unit;
  private double bestValue = Double.NEGATIVE_INFINITY;
  private double scale = 1;
  private int stale;

  CapacityPrices(Demands demands, Chunks chunks, Candidates candidates) {
    this.demands = demands;
    this.chunks = chunks;
    this.candidates = candidates;
    price = new double[demands.nodes];
    best = new double[demands.nodes];
    foundAt = price.clone();
    wanted = new long[demands.nodes];
    direction = new double[demands.nodes];
    unit = new double[demands.nodes];
    for (int n = 0; n < unit.length; n++) {
      unit[n] = 1 / Math.sqrt(Math.max(1.0, (double) demands.capacity[n]));
    }
  }

  double bestValue() {
    return bestValue;
  }

  /** Finds candidates anew at the best prices. */
  void refresh() {
    System.arraycopy(best, 0, price, 0, price.length);
    foundAt = price.clone();
    double least = Arrays.stream(price).min().orElse(0);
    chunks.each(
        (chunk, from, to) -> {
          CandidateFinder finder = new CandidateFinder(demands, candidates.width);
          for (int g = from; g < to; g++) {
            finder.find(g, price, least, candidates);
          }
        });
  }

  /** The value at the prices now, rounded outward, micro-units; fills what is wanted. */
  double evaluate() {
    double drop = 0;
    for (int n = 0; n < price.length; n++) {
      drop = Math.max(drop, foundAt[n] - price[n]);
    }
    double[] sums = new double[Chunks.COUNT];
    double[] absolutes = new double[Chunks.COUNT];
    int[] open = new int[Chunks.COUNT];
    long[][] loads = new long[Chunks.COUNT][];
    double dropped = drop;
    chunks.each(
        (chunk, from, to) -> {
          long[] load = new long[demands.nodes];
          double sum = 0;
          double absolute = 0;
          for (int g = from; g < to; g++) {
            double value = cheapest(g, dropped, load, open, chunk);
            sum += value;
            absolute += Math.abs(value);
          }
          sums[chunk] = sum;
          absolutes[chunk] = absolute;
          loads[chunk] = load;
        });
    Arrays.fill(wanted, 0);
    double sum = 0;
    double absolute = 0;
    unproven = 0;
    for (int c = 0; c < Chunks.COUNT; c++) {
      sum += sums[c];
      absolute += absolutes[c];
      unproven += open[c];
      for (int n = 0; n < wanted.length; n++) {
        wanted[n] += loads[c][n];
      }
    }
    for (int n = 0; n < price.length; n++) {
      double income = price[n] == 0 ? 0 : price[n] * demands.capacity[n];
      sum -= income;
      absolute += income;
    }
    return sum - OUTWARD * absolute;
  }

  private double cheapest(int g, double drop, long[] load, int[] open, int chunk) {
    Demands.Shape shape = demands.shape(g);
    int base = g * candidates.width;
    int end = base + candidates.count[g];
    double least = Double.POSITIVE_INFINITY;
    int at = -1;
    long use = 0;
    long mostUse = 0;
    for (int i = base; i < end; i++) {
      int o = candidates.option[i];
      int node = shape.node()[o];
      long cpu = shape.use()[shape.kind()[o]];
      mostUse = Math.max(mostUse, cpu);
      double value = candidates.micros[i] + (node == RouteSpace.LOCAL ? 0 : price[node] * cpu);
      if (value < least) {
        least = value;
        at = node;
        use = cpu;
      }
    }
    if (at != RouteSpace.LOCAL && least < Double.POSITIVE_INFINITY) {
      load[at] += use;
    }
    double others = candidates.others[g] - drop * mostUse;
    if (others < least) {
      open[chunk]++;
      return others;
    }
    return least;
  }

  /** One evaluation and one step towards a target cost; returns the value found. */
  double step(double target) {
    double value = evaluate();
    if (value > bestValue) {
      stale = value > bestValue + 1e-6 * Math.abs(bestValue) ? 0 : stale;
      bestValue = value;
      System.arraycopy(price, 0, best, 0, price.length);
    }
    if (++stale > PATIENCE) {
      scale /= 2;
      stale = 0;
      System.arraycopy(best, 0, price, 0, price.length);
    }
    double norm = 0;
    for (int n = 0; n < price.length; n++) {
      double excess = (wanted[n] - demands.capacity[n]) * unit[n];
      direction[n] = excess + DEFLECTION * direction[n];
      if (price[n] == 0 && direction[n] < 0) {
        direction[n] = 0;
      }
      norm += direction[n] * direction[n];
    }
    if (norm > 0) {
      double step = scale * Math.max(target - value, 1e-5 * Math.abs(value)) / norm;
      for (int n = 0; n < price.length; n++) {
        price[n] = Math.max(0, price[n] + step * direction[n] * unit[n]);
      }
    }
    return value;
  }

  boolean exhausted() {
    return scale < 1e-3;
  }
}
