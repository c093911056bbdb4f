package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Nodes that choose again, and their surroundings.
 *
 * @param emptied nodes from which everything is taken first
 * @param open those of them that choose their instances again, and nodes without a memory limit and
 *     with too many configurations, whose pools keep their instances
 * @param pools how the instances of such pools change
 */
@SuppressWarnings("ArrayRecordComponent")
record Region(boolean[] emptied, boolean[] open, PoolChange pools) {

  /** How much dearer or cheaper a node may look than it is: regions differ in shape. */
  private static final double NOISE = 0.02;

  /** Nodes of a region for each that chooses. */
  private static final int RING = 4;

  private record Near(int node, double micros) {}

  /** Nodes that are cheapest for all calls of a group together, with some noise, amid others. */
  static Region around(
      CompiledProblem problem,
      NodeFunctions functions,
      GroupBlocks of,
      int nodes,
      long[] warm,
      SplittableRandom random) {
    List<Near> near = new ArrayList<>();
    boolean[] emptied = new boolean[problem.nodes().size];
    boolean[] open = new boolean[emptied.length];
    for (int n = 0; n < open.length; n++) {
      double micros = leastMicros(of, n);
      open[n] = isPool(functions, of, n);
      if (!open[n] && micros < Double.POSITIVE_INFINITY) {
        near.add(new Near(n, micros * (1 + NOISE * random.nextDouble())));
      }
    }
    near.sort(Comparator.comparingDouble(Near::micros).thenComparingInt(Near::node));
    for (int i = 0; i < Math.min(RING * nodes, near.size()); i++) {
      emptied[near.get(i).node()] = true;
      open[near.get(i).node()] = i < nodes;
    }
    int[] pools =
        IntStream.range(0, open.length)
            .filter(n -> isPool(functions, of, n))
            .flatMap(n -> Arrays.stream(functions.of(n)).map(f -> problem.pairs().index(f, n)))
            .sorted()
            .toArray();
    return new Region(emptied, open, PoolChange.draw(pools, warm, random));
  }

  private static boolean isPool(NodeFunctions functions, GroupBlocks of, int node) {
    return of.roomy(node) && functions.configurations(node) == null;
  }

  /** What the first block that can run on a node costs there, micro-units per device. */
  static double leastMicros(GroupBlocks of, int node) {
    for (int block = 0; block < of.split.blocks().size(); block++) {
      GroupBlocks.Choice[] ways = of.ways.of(block, node);
      if (ways.length > 0) {
        return Arrays.stream(ways).mapToLong(GroupBlocks.Choice::micros).min().orElseThrow();
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Whether devices on a route run on a node that is emptied, or on a pool that closes. */
  boolean touches(CompiledProblem problem, CompiledGroup group, RouteShare share) {
    for (int call = 0; call < group.routes.calls(); call++) {
      int node = share.nodeOf(group, call);
      if (node != RouteSpace.LOCAL && (emptied[node] || closes(problem, group, share, call))) {
        return true;
      }
    }
    return false;
  }

  private boolean closes(CompiledProblem problem, CompiledGroup group, RouteShare share, int call) {
    int function = group.routes.function(call, share.option(call));
    return pools.closes(problem.pairs().index(function, share.nodeOf(group, call)));
  }
}
