package dev.continuum.solver.volume;

/** What a nanocore of each node is worth while capacity is short: multipliers of rule 3. */
final class NodePrices {

  private static final int STEPS = 40;
  private static final double TARGET = 1.01;

  private NodePrices() {}

  /**
   * Prices after some steps of the dual of capacity, micro-units per nanocore by node; fills the
   * candidates. O(steps × groups).
   */
  static double[] raise(Demands demands, Candidates candidates, int threads) {
    try (Chunks chunks = new Chunks(demands.size, threads)) {
      CapacityPrices prices = new CapacityPrices(demands, chunks, candidates);
      prices.refresh();
      double target = Double.NaN;
      for (int i = 0; i < STEPS && !prices.exhausted(); i++) {
        double value = prices.step(target);
        target = Double.isNaN(target) ? value * TARGET : target;
        if (i == STEPS / 2) {
          prices.refresh();
        }
      }
      return prices.best;
    }
  }
}
