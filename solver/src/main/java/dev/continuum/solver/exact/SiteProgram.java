package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The program over all sites, or one for each tile of them ({@link SiteTiles}), whose linear
 * relaxations have been solved. To be closed.
 *
 * @param blocks by group
 * @param functions what nodes can be
 * @param links where calls cost least
 * @param dives at the solution of each relaxation
 * @param relaxation what these solutions told
 * @param offers prices that may be better than those of the relaxation
 */
record SiteProgram(
    List<GroupBlocks> blocks,
    NodeFunctions functions,
    List<Link> links,
    List<ConfigurationDive> dives,
    Relaxation relaxation,
    List<double[]> offers)
    implements AutoCloseable {

  /** Pools that the bound branches on. */
  private static final int MOST_POOLS = 3;

  /** The share of the cost that one must be worth. */
  private static final double LEAST_MISSING = 1e-4;

  /**
   * What the linear relaxation tells.
   *
   * @param prices as {@link BlockDual} orders them, micro-units per device or part of a node
   * @param loadPrices of load on instances, by pair, micro-units per nano-request/s
   * @param worth of what nodes have room for
   * @param needs pools that make it cheaper than any placement, those first that do most
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Relaxation(
      double[] prices, double[] loadPrices, NodeWorth worth, List<StepPools.Need> needs) {

    static Relaxation of(ConfigurationDive dive) {
      double least = LEAST_MISSING * dive.micros();
      List<StepPools.Need> needs =
          dive.of().pools.needs(dive.values()).stream()
              .filter(need -> need.missing() > least)
              .limit(MOST_POOLS)
              .toList();
      return new Relaxation(dive.prices(), dive.loadPrices(), NodeWorth.of(dive), needs);
    }
  }

  /** Writes the program over all sites down and solves its relaxation, if it is not stopped. */
  static Optional<SiteProgram> of(
      CompiledProblem problem,
      NodeFunctions functions,
      List<GroupBlocks> blocks,
      BooleanSupplier stop) {
    if (!functions.anyConfigured() || stop.getAsBoolean()) {
      return Optional.empty();
    }
    ConfigurationModel model = new ConfigurationModel(problem, blocks, functions);
    ConfigurationDive dive = new ConfigurationDive(model);
    boolean solved = false;
    try {
      solved =
          dive.solve(stop)
              && new PatternGeneration(dive).run(stop)
              && new PlaceGeneration(dive).run(stop)
              && new PatternGeneration(dive).run(stop);
      return solved
          ? Optional.of(
              new SiteProgram(
                  blocks, functions, model.links, List.of(dive), Relaxation.of(dive), List.of()))
          : Optional.empty();
    } finally {
      if (!solved) {
        dive.close();
      }
    }
  }

  /** The program over all sites, where it is one. */
  ConfigurationDive dive() {
    return dives.getFirst();
  }

  /** Whether it is in tiles. */
  boolean isTiled() {
    return dives.size() > 1;
  }

  @Override
  public void close() {
    dives.forEach(ConfigurationDive::close);
  }
}
