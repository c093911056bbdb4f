package dev.continuum.solver.replan;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.Nearest;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.RouteJudge;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Nodes around a node whose groups might rather be there; distances are looked at once. Not
 * thread-safe.
 */
final class Around {

  /** Nodes around one that are asked. */
  private static final int NEAREST = 12;

  /** So many are kept in order, for the case that some are closed. */
  private static final int KEPT = 64;

  private final Warm warm;
  private final int[][] byDistance;

  Around(Warm warm) {
    this.warm = warm;
    byDistance = new int[warm.problem.nodes().size][];
  }

  /**
   * Open nodes around one, the nearest first, then those without limits, which took what fitted
   * nowhere.
   */
  int[] nearest(int node) {
    List<CompiledGroup> groups = warm.problem.groups();
    if (groups.isEmpty()) {
      return new int[0];
    }
    NodeTable nodes = warm.problem.nodes();
    if (byDistance[node] == null) {
      RouteJudge judge = groups.getFirst().routes.judge();
      byDistance[node] =
          Nearest.of(
              IntStream.range(0, nodes.size).filter(n -> n != node),
              n -> judge.latencyMicros(n, node),
              KEPT);
    }
    IntPredicate endless = nodes::hasEndlessCpu;
    return IntStream.concat(
            Arrays.stream(byDistance[node])
                .filter(n -> !warm.live.isClosed(n) && !endless.test(n))
                .limit(NEAREST),
            IntStream.range(0, nodes.size).filter(n -> n != node && endless.test(n)))
        .toArray();
  }
}
