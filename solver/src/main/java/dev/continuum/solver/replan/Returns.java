package dev.continuum.solver.replan;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.BooleanSupplier;

/**
 * Nodes that came back, or have more CPU than they had. Those who would rather be there are among
 * the groups of the nodes around: each is served anew, from near to far, until the node is full.
 * O(nodes · log nodes + groups on the nodes around) a node. Not thread-safe.
 */
final class Returns {

  /** Less CPU than this share of a node is as good as none. */
  private static final double FULL = 0.995;

  private final Warm warm;
  private final Betterment betterment;
  private final Around around;
  private final SequencedSet<Integer> nodes = new LinkedHashSet<>();

  /** The node that is being filled, and how far: groups asked that stayed where they were. */
  private int current = -1;

  private int asked;

  Returns(Warm warm, Betterment betterment) {
    this.warm = warm;
    this.betterment = betterment;
    this.around = new Around(warm);
  }

  void add(int node) {
    nodes.add(node);
  }

  /** Nodes that wait, for {@link #restore}. */
  List<Integer> waiting() {
    return List.copyOf(nodes);
  }

  void restore(List<Integer> waiting) {
    nodes.clear();
    nodes.addAll(waiting);
  }

  /** Fills the nodes that wait, while that is allowed; a node that is not done waits on. */
  void fill(BooleanSupplier allowed, BitSet moved) {
    while (!nodes.isEmpty() && allowed.getAsBoolean()) {
      int node = nodes.getFirst();
      asked = node == current ? asked : 0;
      current = node;
      if (!fill(node, allowed, moved)) {
        return;
      }
      nodes.remove(node);
      current = -1;
    }
  }

  /** Goes on where it was told to stop; who came or went since, shifts that a little. */
  private boolean fill(int node, BooleanSupplier allowed, BitSet moved) {
    int before = 0;
    for (int neighbour : around.nearest(node)) {
      int[] groups = warm.residents.on(neighbour);
      for (int i = Math.clamp(asked - before, 0, groups.length); i < groups.length; i++) {
        if (warm.live.isClosed(node) || isFull(node)) {
          return true;
        }
        if (!allowed.getAsBoolean()) {
          return false;
        }
        if (betterment.anew(warm.problem.groups().get(groups[i]))) {
          moved.set(groups[i]);
        } else {
          asked++;
        }
      }
      before += groups.length;
    }
    return true;
  }

  private boolean isFull(int node) {
    return warm.state.cpu(node) > FULL * warm.problem.nodes().cpuNanocores[node];
  }
}
