package dev.continuum.solver.replan;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.coding.Encoder;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.LiveProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.Excess;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import dev.continuum.solver.volume.RunningAssignment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Everything that is kept from one event to the next. Not thread-safe. */
final class Warm {

  final LiveProblem live;
  final CompiledProblem problem;
  final PlacementState state;
  final Excess excess;
  final Residents residents;
  final Server server;

  /** The same as an assignment, as {@link Ripples} saw it last, if it is one. */
  Optional<RunningAssignment> running;

  /** Groups that changed since the running placement was accepted. */
  final BitSet touched = new BitSet();

  /** Groups that changed, or were accepted, since somebody looked: {@link Ripples}. */
  final BitSet unseen = new BitSet();

  /** Nodes that changed since the last repair. */
  final BitSet dirty = new BitSet();

  /** Nodes and groups that could not be repaired. */
  final BitSet brokenNodes = new BitSet();

  final BitSet brokenGroups = new BitSet();

  Warm(PlacementProblem declared, Placement plan, int threads) {
    live = new LiveProblem(declared);
    problem = live.compiled();
    state = Encoder.encode(problem, plan);
    excess = state.excess();
    residents = new Residents(state, problem.groups(), problem.nodes().size);
    running = RunningAssignment.of(problem, threads);
    server =
        new Server(
            problem,
            state,
            running
                .map(RunningAssignment::prices)
                .orElseGet(() -> Server.noPrices(problem.nodes().size)));
    for (int n = 0; n < problem.nodes().size; n++) {
      if (!holds(n)) {
        dirty.set(n);
      }
    }
    for (CompiledGroup group : problem.groups()) {
      if (state.unserved(group.index) > 0) {
        touched.set(group.index);
        brokenGroups.set(group.index);
      }
    }
  }

  /** A node is gone: nothing is kept there for spreading either. */
  void close(int node) {
    live.close(node);
    dirty.set(node);
    if (!problem.rules().spreads().isEmpty()) {
      for (int f = 0; f < problem.pairs().functions; f++) {
        var unused = state.force(problem.pairs().index(f, node), false);
      }
    }
  }

  /** Keeps a pair warm whatever its load, or no longer. */
  void force(int pair, boolean keep) {
    var unused = state.force(pair, keep);
  }

  /** Holds what changed against the rules, and remembers what does not keep them. */
  boolean judge(BitSet nodes, BitSet groups) {
    for (int n = nodes.nextSetBit(0); n >= 0; n = nodes.nextSetBit(n + 1)) {
      brokenNodes.set(n, !holds(n));
    }
    for (int g = groups.nextSetBit(0); g >= 0; g = groups.nextSetBit(g + 1)) {
      brokenGroups.set(g, excess.ofGroup(g) > 0);
    }
    return brokenNodes.isEmpty() && brokenGroups.isEmpty() && excess.acrossNodes() == 0;
  }

  /** Whether no limit of a node is exceeded, and nothing is on one that is closed. */
  boolean holds(int node) {
    return live.isClosed(node) ? !state.isUsed(node) : excess.ofNode(node) == 0;
  }

  /** Takes the routes of a group off a node; what stays, stays. */
  void clear(CompiledGroup group, int node) {
    for (RouteShare share : state.shares(group.index)) {
      if (Residents.uses(group, share, node)) {
        var unused = state.add(group.index, share.route(), -share.devices());
      }
    }
    touch(group);
  }

  /** Puts back routes of a group that changed, as far as they are still allowed. */
  void putBack(CompiledGroup group, List<RouteShare> before) {
    RouteJudge judge = group.routes.judge();
    for (RouteShare share : before) {
      int[] route = share.route();
      double devices = Math.min(share.devices(), state.unserved(group.index));
      if (devices > 0
          && judge.costMicros(route) != RouteJudge.FORBIDDEN
          && !(judge.hardDeadline() && judge.missesDeadline(route))) {
        var unused = state.add(group.index, route, devices);
      }
    }
    touch(group);
  }

  /** Notes that a group changed, and where it is. */
  void touch(CompiledGroup group) {
    touched.set(group.index);
    unseen.set(group.index);
    residents.note(group);
    for (RouteShare share : state.shares(group.index)) {
      for (int call = 0; call < group.routes.calls(); call++) {
        int node = share.nodeOf(group, call);
        if (node != RouteSpace.LOCAL) {
          dirty.set(node);
        }
      }
    }
  }

  /** What is planned runs from now on. */
  void accept() {
    for (int g = touched.nextSetBit(0); g >= 0; g = touched.nextSetBit(g + 1)) {
      List<int[]> routes = new ArrayList<>();
      List<Double> devices = new ArrayList<>();
      for (RouteShare share : state.shares(g)) {
        routes.add(share.route());
        devices.add(share.devices());
      }
      live.runs(g, routes, devices);
      state.recount(g);
    }
    PairTable pairs = problem.pairs();
    for (int pair = 0; pair < pairs.size(); pair++) {
      if (pairs.warmNow[pair] != state.warm(pair)
          || pairs.acquiredNow[pair] != state.present(pair)) {
        int it = pair;
        state.rebase(pair, () -> live.runs(it, state.warm(it), state.present(it)));
      }
    }
    unseen.or(touched);
    touched.clear();
  }
}
