package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.state.PlacementState;

/** Placements of blocks: where {@link CallRounds} begin. Not thread-safe. */
final class BlockPlan {

  /** More latencies between points and nodes than these are not kept. */
  private static final long MOST_LATENCIES = 4_000_000;

  final Blocks blocks;
  final PlacementState state;
  private final BlockSearch search;

  BlockPlan(CompiledProblem problem, Tiers tiers, Chunks chunks) {
    Distances distances = new Distances(problem, tiers);
    blocks = new Blocks(problem, tiers, distances, chunks);
    state = new PlacementState(problem);
    search = new BlockSearch(blocks, state);
  }

  /** Whether clients attach at few enough points, and applications have few enough calls. */
  static boolean suits(CompiledProblem problem) {
    long points =
        problem.groups().stream()
            .mapToInt(group -> group.routes.judge().clientPoint())
            .distinct()
            .count();
    return points * problem.nodes().size <= MOST_LATENCIES
        && problem.groups().stream()
            .allMatch(group -> group.routes.calls() <= PoolItems.MOST_CALLS);
  }

  /** Serves every group: blocks where they suit, others by what they newly cost. */
  void make() {
    BlockConstruction construction = new BlockConstruction(search);
    construction.run();
    construction.gather();
    NearConstruction rest = new NearConstruction(blocks.problem, state);
    for (CompiledGroup group : construction.left()) {
      var unused = rest.serve(group);
    }
  }
}
