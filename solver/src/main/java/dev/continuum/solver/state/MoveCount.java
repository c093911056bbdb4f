package dev.continuum.solver.state;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.List;

/**
 * Devices of a group's calls that are on nodes now where they were not before (rule 8).
 *
 * @param moved their number, by call and node
 * @param ontoCordoned whether some node that takes nothing new is among them
 */
record MoveCount(double moved, boolean ontoCordoned) {

  static MoveCount of(
      CompiledGroup group, List<RouteShare> shares, NodeTable nodes, double tolerance) {
    double moved = 0;
    boolean ontoCordoned = false;
    for (int call = 0; call < group.routes.calls(); call++) {
      for (int i = 0; i < shares.size(); i++) {
        int node = group.routes.node(call, shares.get(i).route[call]);
        if (node == RouteSpace.LOCAL || countedBefore(group, shares, call, node, i)) {
          continue;
        }
        double here = 0;
        for (RouteShare share : shares) {
          here += group.routes.node(call, share.route[call]) == node ? share.devices : 0;
        }
        double added = here - group.now(call, node);
        if (added > 0) {
          moved += added;
          ontoCordoned |= nodes.cordoned[node] && added > tolerance * group.devices;
        }
      }
    }
    return new MoveCount(moved, ontoCordoned);
  }

  private static boolean countedBefore(
      CompiledGroup group, List<RouteShare> shares, int call, int node, int before) {
    for (int i = 0; i < before; i++) {
      if (group.routes.node(call, shares.get(i).route[call]) == node) {
        return true;
      }
    }
    return false;
  }
}
