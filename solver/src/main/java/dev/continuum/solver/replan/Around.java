package dev.continuum.solver.replan;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.Nearest;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.RouteJudge;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Nodes around a node whose groups might rather be there, found once. Not thread-safe. */
final class Around {

  /** Nodes around one that are asked. */
  private static final int NEAREST = 12;

  private final Warm warm;
  private final int[][] known;

  Around(Warm warm) {
    this.warm = warm;
    known = new int[warm.problem.nodes().size][];
  }

  /**
   * Nodes around one, the nearest first, then those without limits, which took what fitted nowhere.
   */
  int[] nearest(int node) {
    List<CompiledGroup> groups = warm.problem.groups();
    if (groups.isEmpty()) {
      return new int[0];
    }
    if (known[node] == null) {
      known[node] = find(node, groups.getFirst().routes.judge());
    }
    return known[node];
  }

  private int[] find(int node, RouteJudge judge) {
    NodeTable nodes = warm.problem.nodes();
    IntPredicate endless = n -> nodes.cpuNanocores[n] >= Long.MAX_VALUE / 4;
    int[] near =
        Nearest.of(
            IntStream.range(0, nodes.size).filter(n -> n != node),
            n -> judge.latencyMicros(n, node),
            nodes.size);
    return IntStream.concat(
            Arrays.stream(near).filter(endless.negate()).limit(NEAREST),
            Arrays.stream(near).filter(endless))
        .toArray();
  }
}
