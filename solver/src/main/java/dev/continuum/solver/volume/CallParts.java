package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Devices of a group that go one way together: no more of them than take a part of a node, as many
 * parts as that makes. Immutable; thread-safe.
 */
final class CallParts {

  /** Of the CPU of the smallest node with a limit. */
  private static final double MOST_CPU = 0.25;

  /** Groups and devices of the parts, in order of group. */
  final int[] groups;

  final int[] devices;

  /** Where the calls of each part's block are, in the order of the block; none on the device. */
  private final List<int[]> nodes = new ArrayList<>();

  private final List<int[]> routes = new ArrayList<>();

  /** Of a placement; shares that are late or that leave the device otherwise are left. */
  CallParts(Blocks blocks, PlacementState state) {
    List<int[]> found = new ArrayList<>();
    double most = MOST_CPU * smallest(blocks.problem);
    for (CompiledGroup group : blocks.problem.groups()) {
      int each = most(blocks, group, most);
      for (RouteShare share : state.shares(group.index)) {
        int[] at = nodes(blocks, group, share.route());
        if (at != null) {
          for (int left = (int) share.devices(); left > 0; left -= each) {
            found.add(new int[] {group.index, Math.min(each, left)});
            nodes.add(at);
            routes.add(share.route());
          }
        }
      }
    }
    groups = found.stream().mapToInt(part -> part[0]).toArray();
    devices = found.stream().mapToInt(part -> part[1]).toArray();
  }

  int size() {
    return groups.length;
  }

  /** Where a part is at first. */
  int[] nodes(int part) {
    return nodes.get(part);
  }

  /** The route that a part takes at first. */
  int[] route(int part) {
    return routes.get(part);
  }

  private static double smallest(CompiledProblem problem) {
    long least = Long.MAX_VALUE;
    for (long cpu : problem.nodes().cpuNanocores) {
      least = cpu > 0 ? Math.min(least, cpu) : least;
    }
    return least;
  }

  /** How many devices of a group one part may have. */
  private static int most(Blocks blocks, CompiledGroup group, double cpu) {
    if (blocks.of[group.index] < 0) {
      return Math.max(1, group.devices);
    }
    double each = 0;
    for (double[] of : blocks.cpu) {
      each = Math.max(each, of[group.index]);
    }
    double most = each > 0 ? cpu / each : group.devices;
    return (int) Math.clamp(most, 1, Math.max(1, group.devices));
  }

  /** Where a block is on a route, or null where the route is none of its own. */
  private static int @Nullable [] nodes(Blocks blocks, CompiledGroup group, int[] route) {
    if (blocks.of[group.index] < 0 || group.routes.judge().missesDeadline(route)) {
      return null;
    }
    Blocks.Block block = blocks.block(group.index);
    int[] at = new int[block.calls().length];
    boolean local = true;
    for (int i = 0; i < at.length; i++) {
      at[i] = group.routes.node(block.calls()[i], route[block.calls()[i]]);
      local &= at[i] == RouteSpace.LOCAL;
    }
    int[] where = local ? new int[0] : at;
    boolean own =
        at.length > 0
            && (local || Arrays.stream(at).allMatch(node -> node >= 0))
            && Arrays.equals(CallPlan.route(group, block, where), route);
    return own ? where : null;
  }
}
