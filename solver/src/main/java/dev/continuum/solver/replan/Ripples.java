package dev.continuum.solver.replan;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.state.RouteShare;
import dev.continuum.solver.volume.RunningAssignment;
import dev.continuum.solver.volume.WarmAssignment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Betters an assignment from where something changed outwards: the groups on a node are moved where
 * that pays, alone or by making room, then those on the nodes that this changed and around them,
 * until nothing pays. Nodes that came back are filled from the nodes around them. Goes on where it
 * was told to stop. Not thread-safe.
 */
final class Ripples {

  private static final int WATCH_EVERY = 4;

  private final Warm warm;
  private final Betterment betterment;
  private final Around around;

  /** Nodes to be looked at first. */
  private final Deque<Integer> first = new ArrayDeque<>();

  private final BitSet waiting = new BitSet();

  /** Nodes nobody looked at since something changed there or around them. */
  private final BitSet unsettled = new BitSet();

  /** The groups of the node that is being looked at, and how many were asked. */
  private int[] groups = {};

  private int asked;

  Ripples(Warm warm, Betterment betterment) {
    this.warm = warm;
    this.betterment = betterment;
    this.around = new Around(warm);
    warm.unseen.set(0, warm.problem.groups().size());
    unsettled.set(0, warm.problem.nodes().size);
  }

  /**
   * Sees what changed; returns whether the problem is an assignment now, all groups whole on one
   * node or on none.
   */
  boolean see() {
    if (!warm.running.map(RunningAssignment::applies).orElse(false)
        || !warm.unseen.stream().allMatch(this::isWhole)) {
      return false;
    }
    if (!followAll(warm.running.orElseThrow())) {
      warm.running = warm.running.orElseThrow().anew();
      warm.unseen.set(0, warm.problem.groups().size());
      unsettled.set(0, warm.problem.nodes().size);
      if (!warm.unseen.stream().allMatch(this::isWhole)
          || !warm.running.map(this::followAll).orElse(false)) {
        return false;
      }
    }
    warm.unseen.clear();
    for (int node : warm.running.orElseThrow().measure()) {
      changedAround(node);
    }
    return true;
  }

  private boolean isWhole(int g) {
    CompiledGroup group = warm.problem.groups().get(g);
    int shares = warm.state.shares(g).size();
    return shares == 0
        || (shares == 1 && warm.server.soleChoice(group) >= 0 && warm.state.unserved(g) <= 0);
  }

  /** Also notes the nodes that somebody came to or left. */
  private boolean followAll(RunningAssignment running) {
    for (int g = warm.unseen.nextSetBit(0); g >= 0; g = warm.unseen.nextSetBit(g + 1)) {
      int before = running.node(g);
      if (!follow(running, g)) {
        return false;
      }
      int now = running.node(g);
      if (before != now) {
        IntStream.of(before, now).filter(node -> node >= 0).forEach(this::changed);
      }
    }
    return true;
  }

  private boolean follow(RunningAssignment running, int g) {
    List<RouteShare> shares = warm.state.shares(g);
    int call = warm.server.soleChoice(warm.problem.groups().get(g));
    return running.follow(
        g, shares.isEmpty() ? WarmAssignment.NONE : shares.getFirst().option(call));
  }

  /** A node offers something else: those around it may rather be there, or elsewhere. */
  void changedAround(int node) {
    changed(node);
    for (int near : around.nearest(node)) {
      changed(near);
    }
  }

  private void changed(int node) {
    unsettled.set(node);
    if (!waiting.get(node)) {
      waiting.set(node);
      first.add(node);
    }
  }

  /** Betters what changed and what that changes, then all else nobody looked at since. */
  void run(BooleanSupplier allowed, BitSet moved) {
    boolean more = true;
    while (more && visit(allowed, moved)) {
      more = begin();
    }
  }

  /** Takes up the next node; returns whether there is one. */
  private boolean begin() {
    int node = first.isEmpty() ? unsettled.nextSetBit(0) : first.remove();
    if (node >= 0) {
      waiting.clear(node);
      unsettled.clear(node);
      groups = warm.running.orElseThrow().on(node);
      asked = 0;
    }
    return node >= 0;
  }

  /** Goes on with the node taken up; returns whether it is done. */
  private boolean visit(BooleanSupplier allowed, BitSet moved) {
    for (; asked < groups.length; asked++) {
      if (asked % WATCH_EVERY == 0 && !allowed.getAsBoolean()) {
        return false;
      }
      better(groups[asked], moved);
    }
    return true;
  }

  /** Betters one group, if that is possible. */
  void better(int group, BitSet moved) {
    RunningAssignment running = warm.running.orElseThrow();
    int from = running.node(group);
    Optional<RunningAssignment.Move> move = running.better(group);
    if (move.isEmpty()) {
      return;
    }
    int[] movers = move.get().groups();
    if (!betterment.move(movers, move.get().options())) {
      // As it is, and nothing changed: nobody is asked again for that.
      for (int g : movers) {
        var unused = follow(running, g);
      }
      return;
    }
    Arrays.stream(movers).forEach(moved::set);
    changed(from);
    changed(running.node(group));
    for (int near : around.nearest(from)) {
      unsettled.set(near);
    }
  }
}
