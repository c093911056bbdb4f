package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.state.PlacementState;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Placements of blocks for {@link RouteSearch}: made once, then improved pass by pass. Not
 * thread-safe.
 */
final class BlockPlan {

  /** More latencies between points and nodes than these are not kept. */
  private static final long MOST_LATENCIES = 4_000_000;

  final Blocks blocks;
  final PlacementState state;
  private final BlockSearch search;
  private final SplittableRandom random;
  private final int[] order;

  BlockPlan(CompiledProblem problem, Tiers tiers, Chunks chunks, long seed) {
    Distances distances = new Distances(problem, tiers);
    blocks = new Blocks(problem, tiers, distances, chunks);
    state = new PlacementState(problem);
    random = new SplittableRandom(seed);
    search = new BlockSearch(blocks, state, random.split());
    order = IntStream.range(0, problem.groups().size()).toArray();
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

  /** One look at every group, in an order of its own; returns how many moved. */
  int pass(boolean whole, BooleanSupplier on) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return search.shift(order, whole, on);
  }
}
