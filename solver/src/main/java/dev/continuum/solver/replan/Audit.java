package dev.continuum.solver.replan;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.state.RouteShare;
import java.util.BitSet;

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
      double kept = warm.state.cpu(n);
      if (Math.abs(cpu - kept) > TOLERANCE * Math.max(1, Math.max(cpu, kept))) {
        throw new IllegalStateException(
            "The CPU kept of node "
                + warm.problem.names().nodes().get(n)
                + " is "
                + kept
                + ", its routes take "
                + cpu);
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
