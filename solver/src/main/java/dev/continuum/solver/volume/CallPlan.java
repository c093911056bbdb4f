package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which node serves each call of a block, group by group, and which calls a node serves: blocks may
 * be split among nodes. Follows a placement in which every group takes one route; groups that do
 * not are left as they are. The state has the last word on what fits. Not thread-safe.
 */
final class CallPlan {

  private static final long MOST_LATENCIES = 16_000_000;

  final Blocks blocks;
  final PlacementState state;
  final CompiledProblem problem;
  final PairTable pairs;

  /** Latency between nodes, µs. */
  final float[][] between;

  private final int[] @Nullable [] at;
  private final SpotLists spots;
  private final int[] row;
  private final int[][][] edges;

  CallPlan(Blocks blocks, PlacementState state) {
    this.blocks = blocks;
    this.state = state;
    problem = blocks.problem;
    pairs = problem.pairs();
    between = between();
    edges = new int[blocks.blocks.size()][][];
    at = new int[problem.groups().size()][];
    spots = new SpotLists(problem.nodes().size, at.length);
    row = new int[at.length];
    for (CompiledGroup group : problem.groups()) {
      row[group.index] = blocks.distances.row(group.routes.judge());
    }
    for (CompiledGroup group : problem.groups()) {
      follow(group);
    }
  }

  /** Of a placement by whoever made it. */
  static CallPlan of(Blocks blocks, CompiledPlacement placement) {
    return new CallPlan(blocks, PlacementState.of(blocks.problem, placement));
  }

  /** The same problem, placed otherwise. */
  CallPlan of(CompiledPlacement placement) {
    return of(blocks, placement);
  }

  /** Whether latencies between nodes may be written down. */
  static boolean suits(CompiledProblem problem) {
    return (long) problem.nodes().size * problem.nodes().size <= MOST_LATENCIES;
  }

  /** Nodes that neither CPU nor memory limits. */
  static int[] unlimited(Blocks blocks) {
    Tiers tiers = blocks.tiers;
    return IntStream.range(0, blocks.problem.nodes().size)
        .filter(n -> !tiers.cpuLimited[tiers.of[n]] && !tiers.memoryLimited[tiers.of[n]])
        .toArray();
  }

  private float[][] between() {
    int nodes = problem.nodes().size;
    RouteJudge judge = problem.groups().getFirst().routes.judge();
    float[][] all = new float[nodes][nodes];
    for (int a = 0; a < nodes; a++) {
      for (int b = 0; b < nodes; b++) {
        long micros = judge.latencyMicros(a, b);
        all[a][b] = micros < 0 ? Float.POSITIVE_INFINITY : micros;
      }
    }
    return all;
  }

  private void follow(CompiledGroup group) {
    List<RouteShare> shares = state.shares(group.index);
    if (blocks.of[group.index] < 0 || shares.size() != 1) {
      return;
    }
    Blocks.Block block = blocks.block(group.index);
    int[] route = shares.getFirst().route();
    int[] nodes = new int[block.calls().length];
    for (int v = 0; v < route.length; v++) {
      if (group.routes.node(v, route[v]) >= 0 && (block.mask() >> v & 1) == 0) {
        return;
      }
    }
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = group.routes.node(block.calls()[i], route[block.calls()[i]]);
      if (nodes[i] < 0) {
        return;
      }
    }
    if (nodes.length > 0 && !group.routes.judge().missesDeadline(route)) {
      settle(group.index, nodes);
    }
  }

  /** The nodes of a group's calls, in the order of its block, or null where it is left alone. */
  int @Nullable [] nodesOf(int group) {
    return at[group];
  }

  /** What calls a node serves. */
  SpotLists spots() {
    return spots;
  }

  /** Transfers of a group's block, {from, to} by position in it, -1 at the client. */
  int[][] edges(int group) {
    int block = blocks.of[group];
    if (edges[block] == null) {
      edges[block] = edges(blocks.block(group), problem.groups().get(group).routes.judge());
    }
    return edges[block];
  }

  private static int[][] edges(Blocks.Block block, RouteJudge judge) {
    int[][] all = new int[judge.transfers()][];
    int count = 0;
    for (int t = 0; t < all.length; t++) {
      int from = position(block, judge.transferFrom(t));
      int to = position(block, judge.transferTo(t));
      if (from >= 0 || to >= 0) {
        all[count++] = new int[] {from, to};
      }
    }
    return Arrays.copyOf(all, count);
  }

  private static int position(Blocks.Block block, int call) {
    for (int i = 0; i < block.calls().length; i++) {
      if (block.calls()[i] == call) {
        return i;
      }
    }
    return -1;
  }

  /** Latency between a group's point and a node, µs; to it or from it. */
  double fromClient(int group, int node, boolean there) {
    return there
        ? blocks.distances.there(row[group])[node]
        : blocks.distances.back(row[group])[node];
  }

  /** The row of distances of a group's point. */
  int row(int group) {
    return row[group];
  }

  /** The function that serves a call on a node, or -1 where none does. */
  int function(int group, int position, int node) {
    CompiledGroup it = problem.groups().get(group);
    int call = blocks.block(group).calls()[position];
    int option = it.routes.firstAt(call, node);
    return option < 0 ? -1 : it.routes.function(call, option);
  }

  /** Load of a call of a group's block, nano-requests/s of all its devices. */
  double load(int group, int position) {
    CompiledGroup it = problem.groups().get(group);
    return it.devices * (double) it.routes.loadNanos(blocks.block(group).calls()[position]);
  }

  /** CPU of a call on a node, nanocores of all devices; infinite where it cannot run. */
  double cpu(int group, int position, int node) {
    CompiledGroup it = problem.groups().get(group);
    int call = blocks.block(group).calls()[position];
    int option = it.routes.firstAt(call, node);
    return option < 0
        ? Double.POSITIVE_INFINITY
        : it.devices * (double) it.routes.cpuNanocores(call, option);
  }

  /** What a µs of a transfer costs all devices of a group, micro-units. */
  double perMicro(int group) {
    return problem.groups().get(group).devices * blocks.perMicro[group];
  }

  /** Takes a group off its nodes. */
  void lift(int group) {
    var unused = state.clear(group);
    int[] nodes = at[group];
    if (nodes != null) {
      for (int i = 0; i < nodes.length; i++) {
        spots.remove(nodes[i], group, i);
      }
      at[group] = null;
    }
  }

  /** What a route over nodes costs a device, micro-units, or FORBIDDEN; late is forbidden too. */
  long micros(int group, int[] route) {
    RouteJudge judge = problem.groups().get(group).routes.judge();
    long micros = judge.costMicros(route);
    return micros != RouteJudge.FORBIDDEN && judge.missesDeadline(route)
        ? RouteJudge.FORBIDDEN
        : micros;
  }

  /** The route with the calls of a block at nodes, all others on the device; null if none is. */
  int @Nullable [] route(int group, int[] nodes) {
    CompiledGroup it = problem.groups().get(group);
    int[] calls = blocks.block(group).calls();
    int[] route = new int[it.routes.calls()];
    for (int v = 0; v < route.length; v++) {
      route[v] = it.routes.firstAt(v, RouteSpace.LOCAL);
    }
    for (int i = 0; i < nodes.length; i++) {
      route[calls[i]] = it.routes.firstAt(calls[i], nodes[i]);
    }
    for (int option : route) {
      if (option < 0) {
        return null;
      }
    }
    return route;
  }

  /** Puts a lifted group on nodes; returns whether it is allowed and fits, else nothing changes. */
  boolean put(int group, int[] nodes) {
    int[] route = route(group, nodes);
    return route != null && put(group, nodes, route, micros(group, route));
  }

  /** The same, for callers that know the route and its cost. */
  boolean put(int group, int[] nodes, int[] route, long micros) {
    if (micros == RouteJudge.FORBIDDEN) {
      return false;
    }
    int devices = problem.groups().get(group).devices;
    if (!state.add(group, route, devices, micros)) {
      state.add(group, route, -devices, micros);
      return false;
    }
    settle(group, nodes);
    return true;
  }

  /** Puts a group back where it was. */
  void putBack(int group, int[] nodes) {
    if (!put(group, nodes)) {
      throw new IllegalStateException("Group " + group + " no longer fits where it was");
    }
  }

  private void settle(int group, int[] nodes) {
    at[group] = nodes;
    for (int i = 0; i < nodes.length; i++) {
      spots.add(nodes[i], group, i);
    }
  }
}
