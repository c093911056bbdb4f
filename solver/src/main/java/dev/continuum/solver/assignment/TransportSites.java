package dev.continuum.solver.assignment;

import java.util.function.BooleanSupplier;

/** Divisible jobs: the transport is the answer, and its prices the proof. Not thread-safe. */
final class TransportSites implements Sites {

  /** What may be missing to a proof, relative and in micro-units. */
  private static final double TOLERANCE = 5e-10;

  private final Instance instance;
  final SiteSearch search;
  private final SitePool rounded;

  /** Offers what vertices are rounded to, so far as it suffices. */
  TransportSites(Instance instance, SitePool rounded) {
    this.instance = instance;
    this.rounded = rounded;
    search = new SiteSearch(instance, 0);
  }

  @Override
  public double bestCost() {
    return search.bestCost;
  }

  @Override
  public double limit(double cost) {
    return cost - TOLERANCE * (Math.abs(cost) + Math.abs((double) instance.base)) - 0.5;
  }

  @Override
  public void round(boolean[] nodes, double[] prices, BooleanSupplier stop) {
    double cost = search.open(nodes);
    if (cost < Double.POSITIVE_INFINITY) {
      rounded.offer(nodes, cost);
    }
  }

  @Override
  public double leaf(Dual dual, boolean[] removed) {
    boolean[] nodes = new boolean[instance.nodes];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = dual.state[i] == Dual.OPEN;
    }
    double cost = search.open(nodes);
    if (Double.isInfinite(cost)) {
      return cost;
    }
    double proven = dual.evaluate(search.jobPrices());
    double slack = 4 * (TOLERANCE * (Math.abs(cost) + Math.abs((double) instance.base)) + 1);
    return cost - proven <= slack ? Double.POSITIVE_INFINITY : proven;
  }
}
