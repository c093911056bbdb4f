package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import dev.continuum.solver.state.PlacementState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What of a placement stands while a model chooses again: the load that stays, and the instances of
 * nodes that keep theirs and of pools without a memory limit. Reads a state that must not change
 * meanwhile.
 */
final class Standing {

  private final CompiledProblem problem;
  private final PlacementState state;
  private final Region region;
  private final long[] warm;
  private final double[] before;

  /**
   * Tells what stands.
   *
   * @param state what stays; nothing on nodes of the region
   * @param region what chooses again
   * @param warm instances before, by pair
   * @param before load before, by pair, nano-requests/s
   */
  Standing(
      CompiledProblem problem, PlacementState state, Region region, long[] warm, double[] before) {
    this.before = before;
    this.problem = problem;
    this.state = state;
    this.region = region;
    this.warm = warm;
  }

  /** Nothing stands: all nodes choose. */
  static Standing nothing(CompiledProblem problem) {
    boolean[] all = new boolean[problem.nodes().size];
    Arrays.fill(all, true);
    return nothing(problem, all);
  }

  /** Nothing stands, and some nodes choose; the others are not there. */
  static Standing nothing(CompiledProblem problem, boolean[] open) {
    return new Standing(
        problem,
        new PlacementState(problem),
        new Region(new boolean[open.length], open, PoolChange.NONE),
        new long[0],
        new double[0]);
  }

  /** Whether a node chooses its instances again. */
  boolean open(int node) {
    return region.open()[node];
  }

  /**
   * The configuration that an emptied node has: the cheapest that carries its load before, or -1 if
   * there is none such.
   */
  int held(int node, int[] functions, List<Configuration> all) {
    int best = -1;
    for (int k = 0; k < all.size() && region.emptied()[node]; k++) {
      if (carries(all.get(k), node, functions) && (best < 0 || better(all, k, best))) {
        best = k;
      }
    }
    return best;
  }

  private boolean carries(Configuration each, int node, int[] functions) {
    for (int i = 0; i < functions.length; i++) {
      if (each.carried()[i] < before[problem.pairs().index(functions[i], node)]) {
        return false;
      }
    }
    return true;
  }

  private static boolean better(List<Configuration> all, int k, int than) {
    int cost = Long.compare(all.get(k).micros(), all.get(than).micros());
    return cost < 0
        || (cost == 0
            && Arrays.stream(all.get(k).carried()).sum()
                > Arrays.stream(all.get(than).carried()).sum());
  }

  /** Instances of functions that an emptied node had before. */
  Optional<long[]> before(int node, int[] functions) {
    return region.emptied()[node] && warm.length > 0
        ? Optional.of(
            Arrays.stream(functions).mapToLong(f -> warm[problem.pairs().index(f, node)]).toArray())
        : Optional.empty();
  }

  /** Load that stays on a pair, nano-requests/s. */
  long load(int pair) {
    return (long) Math.ceil(state.load(pair));
  }

  /** CPU that stays in use on a node, nanocores. */
  long cpu(int node) {
    return (long) Math.ceil(state.cpu(node));
  }

  /** Instances of a pair on an open node that are there whatever the model chooses. */
  int fewest(int pair) {
    if (emptied(pair) || warm.length == 0) {
      return 0;
    }
    long needed = state.load(pair) > 0 ? state.warm(pair) : 0;
    return (int) Math.max(needed, region.pools().instances(pair, warm[pair]));
  }

  /** Most instances of a pair on an open node. */
  long most(int pair) {
    return emptied(pair) || warm.length == 0 ? Integer.MAX_VALUE : fewest(pair);
  }

  private boolean emptied(int pair) {
    return region.emptied()[problem.pairs().node(pair)];
  }

  /** Load that the instances of a node that keeps them still carry, nano-requests/s. */
  long room(int pair) {
    return warm.length == 0 || warm[pair] == 0
        ? 0
        : Math.max(0, problem.pairs().staircase(pair).thresholdLoad((int) warm[pair]) - load(pair));
  }
}
