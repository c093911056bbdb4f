package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.price.PriceCore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A bound for placements that serve all, by a price for each item: groups buy the calls they do not
 * serve themselves at these prices, and every node with limits sells what earns it most within its
 * CPU, in whole instances and to at most the load that clients of a point have. Below every
 * placement's cost for any prices, by weak duality (A. M. Geoffrion 1974, DOI 10.1007/BFb0120690).
 * One evaluation at a time.
 */
final class PoolBound {

  private static final double OUTWARD = 1e-10;
  private static final double ROUNDING_MICROS = 1;

  final PoolItems items;

  /** Demand less service by item at the last evaluation, nano-requests/s: a supergradient. */
  final double[] excess;

  private final CompiledProblem problem;
  private final Chunks chunks;
  final int[] nodes;
  private final float[][] there;
  private final float[][] back;
  private double paidAbsolute;

  /** What CPU was worth on each node at the last evaluation, micro-units per nanocore. */
  private final double[] cpuPrices;

  private final ConcurrentLinkedQueue<PoolNode> idle = new ConcurrentLinkedQueue<>();

  /** What each range of groups or nodes takes, so that sums do not depend on threads. */
  private final double[][] taken;

  PoolBound(Blocks blocks, PoolItems items, Chunks chunks) {
    problem = blocks.problem;
    Tiers tiers = blocks.tiers;
    Distances distances = blocks.distances;
    this.items = items;
    this.chunks = chunks;
    excess = new double[items.size()];
    taken = new double[Chunks.COUNT][items.size()];
    List<Integer> limited = new ArrayList<>();
    for (int n = 0; n < problem.nodes().size; n++) {
      if (tiers.memoryLimited[tiers.of[n]] || tiers.cpuLimited[tiers.of[n]]) {
        limited.add(n);
      }
    }
    cpuPrices = new double[problem.nodes().size];
    nodes = limited.stream().mapToInt(Integer::intValue).toArray();
    there = new float[nodes.length][distances.size()];
    back = new float[nodes.length][distances.size()];
    for (int row = 0; row < distances.size(); row++) {
      for (int i = 0; i < nodes.length; i++) {
        there[i][row] = distances.there(row)[nodes[i]];
        back[i][row] = distances.back(row)[nodes[i]];
      }
    }
  }

  /** What groups pay at these prices, micro-units per hour; {@link #excess} is what they buy. */
  double paid(double[] prices) {
    Arrays.fill(excess, 0);
    double[] sums = new double[Chunks.COUNT];
    double[] absolute = new double[Chunks.COUNT];
    chunks.each(
        (chunk, from, to) -> {
          for (int g = from; g < to; g++) {
            double each = buy(items.ways.get(g), prices, taken[chunk]);
            sums[chunk] += each;
            absolute[chunk] += Math.abs(each);
          }
        });
    drain(1);
    paidAbsolute = Arrays.stream(absolute).sum();
    return Arrays.stream(sums).sum();
  }

  /** The bound at these prices, micro-units per hour; fills {@link #excess}. */
  double evaluate(double[] prices) {
    double paid = paid(prices);
    double[] earned = new double[Chunks.COUNT];
    chunks.each(
        (chunk, unusedFrom, unusedTo) -> {
          PoolNode node = idle.poll();
          node = node == null ? new PoolNode(problem, items) : node;
          int from = nodes.length * chunk / Chunks.COUNT;
          int to = nodes.length * (chunk + 1) / Chunks.COUNT;
          for (int i = from; i < to; i++) {
            earned[chunk] += node.earn(nodes[i], prices, there[i], back[i], taken[chunk]);
            cpuPrices[nodes[i]] = node.cpuPrice;
          }
          idle.add(node);
        });
    drain(-1);
    double sum = Arrays.stream(earned).sum();
    return paid - sum - OUTWARD * (paidAbsolute + sum);
  }

  /**
   * These prices option by option: an item's price, less the part of the way that the node bears.
   */
  PriceCore.FirstPrices asFirst(double[] prices) {
    var unused = evaluate(prices);
    int[] at = new int[problem.nodes().size];
    Arrays.fill(at, -1);
    for (int i = 0; i < nodes.length; i++) {
      at[nodes[i]] = i;
    }
    return new PriceCore.FirstPrices() {
      @Override
      public double pays(CompiledGroup group, int call, int option) {
        int node = group.routes.node(call, option);
        int i = node < 0 ? -1 : at[node];
        int item = i < 0 ? -1 : items.of(group.index, call, group.routes.function(call, option));
        return item < 0
            ? Double.NaN
            : PoolNode.profit(items, item, prices, there[i], back[i])
                * group.routes.loadNanos(call);
      }

      @Override
      public double perCpu(int node) {
        return cpuPrices[node];
      }
    };
  }

  /** Adds up what ranges noted, and clears it. */
  private void drain(int sign) {
    for (double[] of : taken) {
      for (int i = 0; i < of.length; i++) {
        excess[i] += sign * of[i];
        of[i] = 0;
      }
    }
  }

  /** What a group pays at least; notes what it buys. */
  private static double buy(PoolItems.Ways ways, double[] prices, double[] taken) {
    int calls = ways.free().length;
    double[] least = new double[calls];
    int[] choice = new int[calls];
    for (int v = 0; v < calls; v++) {
      least[v] = ways.free()[v];
      choice[v] = -1;
      for (int i = 0; i < ways.items()[v].length; i++) {
        double cost = ways.terms()[v][i] + prices[ways.items()[v][i]] * ways.loads()[v];
        if (cost < least[v]) {
          least[v] = cost;
          choice[v] = ways.items()[v][i];
        }
      }
    }
    double best = Double.POSITIVE_INFINITY;
    int away = 0;
    for (int mask = 0; mask < ways.fixed().length; mask++) {
      double sum = ways.fixed()[mask];
      for (int v = 0; v < calls; v++) {
        sum += (mask >> v & 1) == 1 ? least[v] : 0;
      }
      if (sum < best) {
        best = sum;
        away = mask;
      }
    }
    for (int v = 0; v < calls; v++) {
      if ((away >> v & 1) == 1 && choice[v] >= 0) {
        taken[choice[v]] += ways.devices() * ways.loads()[v];
      }
    }
    return ways.devices() * (best - ROUNDING_MICROS);
  }
}
