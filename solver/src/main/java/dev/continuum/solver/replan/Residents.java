package dev.continuum.solver.replan;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.Arrays;
import java.util.List;

/**
 * Which groups have devices on a node. Groups are noted when they come; those that left are dropped
 * when somebody asks. Not thread-safe.
 */
final class Residents {

  private final PlacementState state;
  private final List<CompiledGroup> groups;
  private final int[][] noted;
  private final int[] count;
  private int[] seen;
  private int round;

  Residents(PlacementState state, List<CompiledGroup> groups, int nodes) {
    this.state = state;
    this.groups = groups;
    noted = new int[nodes][4];
    count = new int[nodes];
    seen = new int[groups.size()];
    for (CompiledGroup group : groups) {
      note(group);
    }
  }

  /** Notes where a group is now. */
  void note(CompiledGroup group) {
    for (RouteShare share : state.shares(group.index)) {
      for (int call = 0; call < group.routes.calls(); call++) {
        int node = share.nodeOf(group, call);
        if (node != RouteSpace.LOCAL) {
          if (count[node] == noted[node].length) {
            noted[node] = Arrays.copyOf(noted[node], 2 * count[node]);
          }
          noted[node][count[node]++] = group.index;
        }
      }
    }
  }

  /** Groups on a node, each once. */
  int[] on(int node) {
    round++;
    if (seen.length < groups.size()) {
      seen = Arrays.copyOf(seen, groups.size() + groups.size() / 16);
    }
    int kept = 0;
    for (int i = 0; i < count[node]; i++) {
      int g = noted[node][i];
      if (seen[g] != round && isOn(groups.get(g), node)) {
        seen[g] = round;
        noted[node][kept++] = g;
      }
    }
    count[node] = kept;
    return Arrays.copyOf(noted[node], kept);
  }

  private boolean isOn(CompiledGroup group, int node) {
    for (RouteShare share : state.shares(group.index)) {
      if (uses(group, share, node)) {
        return true;
      }
    }
    return false;
  }

  static boolean uses(CompiledGroup group, RouteShare share, int node) {
    for (int call = 0; call < group.routes.calls(); call++) {
      if (share.nodeOf(group, call) == node) {
        return true;
      }
    }
    return false;
  }
}
