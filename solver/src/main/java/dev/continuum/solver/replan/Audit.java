package dev.continuum.solver.replan;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.RouteShare;
import java.util.BitSet;
import java.util.List;

/** Adds up anew what is on nodes that changed, and holds it against what was kept. */
final class Audit {

  private static final double TOLERANCE = 1e-9;

  private Audit() {}

  /**
   * Adds up the CPU of nodes. O(routes on them).
   *
   * @throws IllegalStateException if the sums kept are wrong: our fault
   */
  static void requireSums(Warm warm, BitSet nodes) {
    for (int n = nodes.nextSetBit(0); n >= 0; n = nodes.nextSetBit(n + 1)) {
      double cpu = 0;
      for (int g : warm.residents.on(n)) {
        CompiledGroup group = warm.problem.groups().get(g);
        for (RouteShare share : warm.state.shares(g)) {
          cpu += use(group, share, n);
        }
      }
      require(warm, n, cpu);
    }
  }

  /** Holds the CPU that is kept of a node against what it has to be. */
  static void require(Warm warm, int node, double cpu) {
    double kept = warm.state.cpu(node);
    if (Math.abs(cpu - kept) > TOLERANCE * Math.max(1, Math.max(cpu, kept))) {
      throw new IllegalStateException(
          "The CPU kept of node "
              + warm.problem.names().nodes().get(node)
              + " is "
              + kept
              + ", its routes take "
              + cpu);
    }
  }

  /** Adds the CPU that routes of a group take to that of nodes, so many times. */
  static void add(CompiledGroup group, List<RouteShare> shares, double times, double[] cpu) {
    for (RouteShare share : shares) {
      for (int call = 0; call < group.routes.calls(); call++) {
        int node = share.nodeOf(group, call);
        if (node != RouteSpace.LOCAL) {
          cpu[node] +=
              times * share.devices() * group.routes.cpuNanocores(call, share.option(call));
        }
      }
    }
  }

  private static double use(CompiledGroup group, RouteShare share, int node) {
    double use = 0;
    for (int call = 0; call < group.routes.calls(); call++) {
      if (share.nodeOf(group, call) == node) {
        use += share.devices() * group.routes.cpuNanocores(call, share.option(call));
      }
    }
    return use;
  }
}
