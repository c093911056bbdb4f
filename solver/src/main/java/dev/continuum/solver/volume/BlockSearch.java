package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.Arrays;

/**
 * Puts whole groups on nodes and takes them off, all calls that leave the device together. What
 * fits is judged from arrays and made in the state, which has the last word: what it refuses is
 * taken back. Not thread-safe.
 */
final class BlockSearch {

  /** Where a group is that no block places. */
  static final int NOWHERE = -2;

  final Blocks blocks;
  final Hosts hosts;
  final PlacementState state;

  /** Node of each group's block, LOCAL where nothing leaves the device, or NOWHERE. */
  final int[] at;

  private final CompiledProblem problem;
  private final PairTable pairs;
  private final NodeTable nodes;
  private final PoolSizes sizes;

  BlockSearch(Blocks blocks, PlacementState state) {
    this.blocks = blocks;
    this.state = state;
    problem = blocks.problem;
    pairs = problem.pairs();
    nodes = problem.nodes();
    sizes = new PoolSizes(pairs, state);
    hosts = new Hosts(blocks);
    at = new int[problem.groups().size()];
    Arrays.fill(at, NOWHERE);
  }

  double own(int group, Blocks.Block block, int node) {
    int row = blocks.distances.row(problem.groups().get(group).routes.judge());
    return blocks.base[blocks.tiers.of[node]][group]
        + blocks.perMicro[group] * blocks.distances.both(block, row, node);
  }

  /** Whether CPU and memory of a node have room for a group. */
  boolean fits(int group, int node) {
    Blocks.Block block = blocks.block(group);
    CompiledGroup it = problem.groups().get(group);
    double cpu = it.devices * blocks.cpu[blocks.tiers.of[node]][group];
    if (state.cpu(node) + cpu > nodes.cpuNanocores[node]) {
      return false;
    }
    double memory = state.memory(node);
    for (int i = 0; i < block.calls().length; i++) {
      int pair = pairs.index(block.functions()[i], node);
      if (!pairs.allowed[pair]) {
        return false;
      }
      double load = it.devices * (double) it.routes.loadNanos(block.calls()[i]);
      memory += (double) sizes.more(pair, load) * pairs.memoryBytes[block.functions()[i]];
    }
    return memory <= nodes.memoryBytes[node];
  }

  /** Puts a group on a node; returns whether it fits there and is in time, else nothing changes. */
  boolean put(int group, int node) {
    CompiledGroup it = problem.groups().get(group);
    int[] route = blocks.route(it, node);
    if (route == null) {
      return false;
    }
    long micros = it.routes.judge().costMicros(route);
    if (micros == RouteJudge.FORBIDDEN) {
      return false;
    }
    double late = state.late();
    if (state.add(group, route, it.devices, micros) && state.late() <= late) {
      at[group] = node;
      hosts.count(blocks.of[group], node, 1);
      return true;
    }
    state.add(group, route, -it.devices, micros);
    return false;
  }

  /** Takes a group off its node. */
  void lift(int group) {
    for (RouteShare share : state.shares(group)) {
      var unused =
          state.add(
              group,
              share.route(),
              -share.devices(),
              problem.groups().get(group).routes.judge().costMicros(share.route()));
    }
    hosts.count(blocks.of[group], at[group], -1);
    at[group] = NOWHERE;
  }

  boolean isLocal(int group) {
    return blocks.of[group] >= 0 && blocks.block(group).mask() == 0;
  }

  /** Serves a group on its device, where that is its block; returns whether it could. */
  boolean stay(int group) {
    CompiledGroup it = problem.groups().get(group);
    int[] route = Blocks.route(it, 0, RouteSpace.LOCAL);
    if (route == null || !state.add(group, route, it.devices)) {
      return false;
    }
    at[group] = RouteSpace.LOCAL;
    return true;
  }
}
