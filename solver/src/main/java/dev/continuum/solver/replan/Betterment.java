package dev.continuum.solver.replan;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.Rank;
import dev.continuum.solver.state.RouteShare;
import dev.continuum.solver.volume.WarmAssignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Makes a placement better one group at a time: serves it anew, or sends it where it would rather
 * be and another from there somewhere else. Prices of changes are part of the cost, so nothing
 * moves that does not pay for it over its expected life. Not thread-safe.
 */
final class Betterment {

  private static final int MOST_ASKED = 24;
  private static final BitSet NOBODY = new BitSet();
  private static final Rank ANYTHING = new Rank(0, Double.MAX_VALUE, 0, 0);

  private final Warm warm;
  private final CompiledProblem problem;
  private final PlacementState state;
  private final Server server;

  Betterment(Warm warm) {
    this.warm = warm;
    this.problem = warm.problem;
    this.state = warm.state;
    this.server = warm.server;
  }

  /** Tries to place a group better; returns whether it is. */
  boolean better(CompiledGroup group) {
    if (group.devices == 0) {
      return false;
    }
    return anew(group) || (server.soleChoice(group) >= 0 && trade(group));
  }

  /**
   * Betters all groups at once where they are an assignment to nodes' CPU; returns who moved, empty
   * for other problems or if nothing was found.
   */
  BitSet betterTogether(int threads, SplittableRandom random, BooleanSupplier allowed) {
    int[] now = new int[problem.groups().size()];
    for (CompiledGroup group : problem.groups()) {
      List<RouteShare> shares = state.shares(group.index);
      int call = server.soleChoice(group);
      if (call < 0 || shares.size() > 1) {
        return new BitSet();
      }
      now[group.index] = shares.isEmpty() ? WarmAssignment.NONE : shares.getFirst().option(call);
    }
    return WarmAssignment.better(problem, now, server.prices(), threads, random, allowed)
        .map(options -> follow(now, options))
        .orElseGet(BitSet::new);
  }

  /** Puts groups where an assignment has them, unless that turns out to be no better. */
  private BitSet follow(int[] now, int[] options) {
    int[] moved =
        IntStream.range(0, options.length)
            .filter(g -> options[g] != now[g] && problem.groups().get(g).devices > 0)
            .toArray();
    BitSet better = new BitSet();
    if (move(moved, Arrays.stream(moved).map(g -> options[g]).toArray())) {
      Arrays.stream(moved).forEach(better::set);
    }
    return better;
  }

  /** Puts groups whole on options of their calls with a choice, if that is better; says whether. */
  boolean move(int[] groups, int[] options) {
    Rank before = now();
    List<List<RouteShare>> shares = new ArrayList<>();
    for (int g : groups) {
      shares.add(state.clear(g));
    }
    boolean fits = true;
    for (int i = 0; i < groups.length && fits; i++) {
      CompiledGroup group = problem.groups().get(groups[i]);
      fits = options[i] != WarmAssignment.NONE && server.add(group, options[i], group.devices);
    }
    if (fits && now().betterThan(before)) {
      for (int g : groups) {
        warm.touch(problem.groups().get(g));
      }
      return true;
    }
    for (int g : groups) {
      var unused = state.clear(g);
    }
    for (int i = 0; i < groups.length; i++) {
      state.restore(groups[i], shares.get(i));
    }
    return false;
  }

  /** Serves a group anew where that is better; returns whether it was. */
  boolean anew(CompiledGroup group) {
    Rank before = now();
    List<RouteShare> shares = state.clear(group.index);
    var unused = server.serveByCost(group, NOBODY);
    if (now().betterThan(before)) {
      warm.touch(group);
      return true;
    }
    takeBack(group, shares);
    return false;
  }

  private void takeBack(CompiledGroup group, List<RouteShare> shares) {
    var unused = state.clear(group.index);
    state.restore(group.index, shares);
  }

  /** The group goes where it is cheapest although that is full, and another goes from there. */
  private boolean trade(CompiledGroup group) {
    List<RouteShare> shares = state.shares(group.index);
    if (shares.size() != 1) {
      return false;
    }
    int call = server.soleChoice(group);
    int dreamt = server.dream(group, call, shares.getFirst().devices(), NOBODY);
    if (dreamt < 0) {
      return false;
    }
    int node = group.routes.node(call, dreamt);
    if (node == shares.getFirst().nodeOf(group, call)) {
      return false;
    }
    Rank before = now();
    var unused = state.clear(group.index);
    if (trade(group, dreamt, node, shares.getFirst().devices(), before) >= 0) {
      return true;
    }
    takeBack(group, shares);
    return false;
  }

  /** Returns who made room, or -1. */
  private int trade(CompiledGroup group, int option, int node, double devices, Rank before) {
    double need = devices * group.routes.cpuNanocores(server.soleChoice(group), option);
    double room = problem.nodes().cpuNanocores[node] - state.cpu(node);
    int[] there = warm.residents.on(node);
    int start = there.length == 0 ? 0 : Math.floorMod(group.index * 31, there.length);
    int asked = 0;
    for (int i = 0; i < there.length && asked < MOST_ASKED; i++) {
      CompiledGroup other = problem.groups().get(there[(start + i) % there.length]);
      List<RouteShare> theirs = state.shares(other.index);
      if (other == group || theirs.size() != 1 || use(other, theirs.getFirst()) + room < need) {
        continue;
      }
      asked++;
      var unused = state.clear(other.index);
      if (server.add(group, option, devices)
          && server.serveByCost(other, only(node))
          && now().betterThan(before)) {
        warm.touch(group);
        warm.touch(other);
        return other.index;
      }
      unused = state.clear(group.index);
      takeBack(other, theirs);
    }
    return -1;
  }

  private static BitSet only(int node) {
    BitSet only = new BitSet();
    only.set(node);
    return only;
  }

  private static double use(CompiledGroup group, RouteShare share) {
    double use = 0;
    for (int call = 0; call < group.routes.calls(); call++) {
      use += share.devices() * group.routes.cpuNanocores(call, share.option(call));
    }
    return use;
  }

  /** Finds a place for a group that fits nowhere: somebody else makes room, and is moved too. */
  void makeRoom(CompiledGroup group, BitSet moved) {
    int call = server.soleChoice(group);
    if (call < 0 || !state.shares(group.index).isEmpty()) {
      return;
    }
    double devices = state.unserved(group.index);
    BitSet tried = new BitSet();
    for (int i = 0; i < MOST_ASKED; i++) {
      int dreamt = server.dream(group, call, devices, tried);
      if (dreamt < 0) {
        return;
      }
      int node = group.routes.node(call, dreamt);
      tried.set(node);
      int other = trade(group, dreamt, node, devices, ANYTHING);
      if (other >= 0) {
        moved.set(other);
        return;
      }
    }
  }

  /** What it costs a group to leave a node for the cheapest place free elsewhere, micro-units. */
  double lossOfLeaving(CompiledGroup group, int node) {
    double before = state.cost();
    List<RouteShare> shares = state.clear(group.index);
    boolean served = server.serveByCost(group, only(node));
    double loss = served ? state.cost() - before : Double.MAX_VALUE;
    takeBack(group, shares);
    return loss;
  }

  /** How good the state is now; rules are kept by every step. */
  private Rank now() {
    return new Rank(0, state.unservedWeight(), state.late(), state.cost());
  }
}
