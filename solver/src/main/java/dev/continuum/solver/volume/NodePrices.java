package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledProblem;
import java.util.Optional;

/** What a nanocore of each node is worth while capacity is short: multipliers of rule 3. */
public final class NodePrices {

  private static final int WIDTH = 16;
  private static final int STEPS = 40;
  private static final double TARGET = 1.01;

  private NodePrices() {}

  /**
   * Prices after some steps of the dual of capacity, micro-units per nanocore by node; empty for
   * problems that are not of that form ({@link Volume}). O(steps × groups).
   */
  public static Optional<double[]> of(CompiledProblem problem, int threads) {
    return Demands.of(problem).map(demands -> raise(demands, threads));
  }

  private static double[] raise(Demands demands, int threads) {
    try (Chunks chunks = new Chunks(demands.size, threads)) {
      CapacityPrices prices =
          new CapacityPrices(demands, chunks, new Candidates(demands.size, WIDTH));
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
