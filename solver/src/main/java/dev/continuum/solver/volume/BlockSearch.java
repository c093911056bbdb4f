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
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Moves whole groups between nodes, all calls that leave the device together, by what the move
 * saves in latency and instances. Candidates of a group are nodes near its clients and nodes that
 * serve its block already. Moves are judged from arrays and made in the state, which has the last
 * word: what it refuses is taken back. Not thread-safe.
 */
final class BlockSearch {

  /** Where a group is that no block places. */
  static final int NOWHERE = -2;

  private static final int NEAR = 6;
  private static final int HOSTS = 8;

  final Blocks blocks;
  final Hosts hosts;
  final PlacementState state;

  /** Node of each group's block, LOCAL where nothing leaves the device, or NOWHERE. */
  final int[] at;

  private final CompiledProblem problem;
  private final PairTable pairs;
  private final NodeTable nodes;
  private final PoolSizes sizes;
  private final SplittableRandom random;
  private final int[] candidates = new int[NEAR + HOSTS + 8];

  BlockSearch(Blocks blocks, PlacementState state, SplittableRandom random) {
    this.blocks = blocks;
    this.state = state;
    this.random = random;
    problem = blocks.problem;
    pairs = problem.pairs();
    nodes = problem.nodes();
    sizes = new PoolSizes(pairs, state);
    hosts = new Hosts(blocks);
    at = new int[problem.groups().size()];
    Arrays.fill(at, NOWHERE);
  }

  /** What a part of a block's devices costs at a node: latency, base and instances. */
  double cost(int group, int node, boolean whole) {
    Blocks.Block block = blocks.block(group);
    CompiledGroup it = problem.groups().get(group);
    double sum = it.devices * own(group, block, node);
    for (int i = 0; i < block.calls().length; i++) {
      sum +=
          sizes.added(
              pairs.index(block.functions()[i], node),
              it.devices * (double) it.routes.loadNanos(block.calls()[i]),
              whole);
    }
    return sum;
  }

  /** What leaving a node saves. */
  private double saved(int group, int node, boolean whole) {
    Blocks.Block block = blocks.block(group);
    CompiledGroup it = problem.groups().get(group);
    double sum = it.devices * own(group, block, node);
    for (int i = 0; i < block.calls().length; i++) {
      sum -=
          sizes.added(
              pairs.index(block.functions()[i], node),
              -it.devices * (double) it.routes.loadNanos(block.calls()[i]),
              whole);
    }
    return sum;
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

  /** One look at each of some groups, each moved where that saves most; returns how many were. */
  int shift(int[] groups, boolean whole, BooleanSupplier on) {
    int moved = 0;
    for (int i = 0; i < groups.length; i++) {
      if (i % 256 == 0 && !on.getAsBoolean()) {
        break;
      }
      int group = groups[i];
      int from = at[group];
      if (from < 0) {
        continue;
      }
      double least = saved(group, from, whole) * (1 - 1e-9);
      int to = cheapest(group, from, least, whole);
      if (to >= 0) {
        moved += move(group, from, to) ? 1 : 0;
      }
    }
    return moved;
  }

  /** The node where a group costs least and less than a limit, or -1. */
  int cheapest(int group, int except, double limit, boolean whole) {
    int count = candidates(group);
    double least = limit;
    int to = -1;
    for (int c = 0; c < count; c++) {
      int node = candidates[c];
      if (node == except || blocks.base[blocks.tiers.of[node]][group] >= least) {
        continue;
      }
      double cost = cost(group, node, whole);
      if (cost < least && fits(group, node)) {
        least = cost;
        to = node;
      }
    }
    return to;
  }

  boolean move(int group, int from, int to) {
    lift(group);
    if (put(group, to)) {
      return true;
    }
    if (!put(group, from)) {
      throw new IllegalStateException("Group " + group + " no longer fits where it was");
    }
    return false;
  }

  /** Fills in the nodes to look at for a group; returns how many. */
  int candidates(int group) {
    int count = 0;
    RouteJudge judge = problem.groups().get(group).routes.judge();
    int[] near = hosts.near(judge);
    for (int i = 0; i < Math.min(NEAR, near.length); i++) {
      candidates[count++] = near[i];
    }
    int[] of = hosts.of(blocks.of[group]);
    int size = hosts.size(blocks.of[group]);
    if (size <= HOSTS) {
      for (int i = 0; i < size; i++) {
        candidates[count++] = of[i];
      }
    } else {
      for (int i = 0; i < HOSTS; i++) {
        candidates[count++] = of[random.nextInt(size)];
      }
    }
    return count;
  }

  int candidate(int index) {
    return candidates[index];
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
