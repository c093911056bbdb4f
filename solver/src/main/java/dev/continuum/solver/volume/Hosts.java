package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.Nearest;
import dev.continuum.solver.compiled.RouteJudge;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Which nodes serve groups of each block, and which are near clients. Not thread-safe. */
final class Hosts {

  private static final int NEAREST = 24;

  private final Blocks blocks;
  private final int nodes;
  private final int[][] counts;
  private final int[][] members;
  private final int[][] position;
  private final int[] sizes;
  private final Map<Integer, int[]> near = new HashMap<>();

  Hosts(Blocks blocks) {
    this.blocks = blocks;
    nodes = blocks.problem.nodes().size;
    int all = blocks.blocks.size();
    counts = new int[all][nodes];
    members = new int[all][nodes];
    position = new int[all][nodes];
    sizes = new int[all];
  }

  /** Counts groups of a block onto a node, or off it. */
  void count(int block, int node, int groups) {
    if (node < 0) {
      return;
    }
    int before = counts[block][node];
    counts[block][node] += groups;
    if (before == 0) {
      position[block][node] = sizes[block];
      members[block][sizes[block]++] = node;
    } else if (counts[block][node] == 0) {
      int last = members[block][--sizes[block]];
      members[block][position[block][node]] = last;
      position[block][last] = position[block][node];
    }
  }

  /** Groups of a block on a node. */
  int groups(int block, int node) {
    return counts[block][node];
  }

  /** Nodes that serve a block; the first {@link #size} of them. */
  int[] of(int block) {
    return members[block];
  }

  int size(int block) {
    return sizes[block];
  }

  /** Limited nodes by latency there and back, nearest first. */
  int[] near(RouteJudge judge) {
    return near.computeIfAbsent(blocks.distances.row(judge), this::sorted);
  }

  private int[] sorted(int row) {
    return Nearest.of(
        IntStream.range(0, nodes),
        n -> (double) blocks.distances.there(row)[n] + blocks.distances.back(row)[n],
        NEAREST);
  }
}
