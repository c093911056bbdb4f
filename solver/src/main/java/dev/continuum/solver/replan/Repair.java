package dev.continuum.solver.replan;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Restores the rules after an event with few moves: nodes with too much give up as few groups as
 * suffice, those that lose least first; whoever is without a place takes the cheapest feasible one
 * by price, or one that another makes room on. Not thread-safe.
 */
final class Repair {

  /** Groups of a node that are tried one by one. */
  private static final int MOST_TRIED = 512;

  private final Warm warm;
  private final PlacementState state;
  private final Betterment betterment;

  Repair(Warm warm, Betterment betterment) {
    this.warm = warm;
    this.state = warm.state;
    this.betterment = betterment;
  }

  /** Repairs what is dirty and serves who is displaced. Returns the groups that were moved. */
  BitSet run(List<CompiledGroup> changed) {
    BitSet moved = new BitSet();
    List<CompiledGroup> homeless = new ArrayList<>(changed);
    warm.brokenGroups.stream().mapToObj(warm.problem.groups()::get).forEach(homeless::add);
    warm.dirty.or(warm.brokenNodes);
    warm.server.spread();
    for (int n = warm.dirty.nextSetBit(0); n >= 0; n = warm.dirty.nextSetBit(n + 1)) {
      if (!warm.holds(n)) {
        relieve(n, homeless);
      }
    }
    warm.dirty.clear();
    homeless.sort(
        Comparator.comparing((CompiledGroup group) -> !group.serveAll)
            .thenComparing(Comparator.comparingDouble(Repair::size).reversed())
            .thenComparingInt(group -> group.index));
    for (CompiledGroup group : homeless) {
      if (state.unserved(group.index) > 0) {
        moved.set(group.index);
        if (!warm.server.serve(group)) {
          betterment.makeRoom(group, moved);
        }
        warm.touch(group);
      }
    }
    return moved;
  }

  private static double size(CompiledGroup group) {
    RouteSpace routes = group.routes;
    return (double) group.devices * (routes.calls() == 0 ? 0 : (double) routes.loadNanos(0));
  }

  private void relieve(int node, List<CompiledGroup> homeless) {
    if (warm.live.isClosed(node)) {
      for (int g : warm.residents.on(node)) {
        leave(g, node, homeless);
      }
      return;
    }
    int[] there = warm.residents.on(node);
    long over = warm.excess.ofNode(node);
    for (int tries = 0; over > 0 && tries < there.length; tries++) {
      int leaving = leaver(node, there, over);
      if (leaving < 0) {
        return;
      }
      leave(leaving, node, homeless);
      over = warm.excess.ofNode(node);
    }
  }

  private void leave(int g, int node, List<CompiledGroup> homeless) {
    CompiledGroup group = warm.problem.groups().get(g);
    warm.clear(group, node);
    homeless.add(group);
  }

  /** Who alone suffices and would lose least, or else who helps most; -1 if nobody helps. */
  private int leaver(int node, int[] there, long over) {
    int best = -1;
    double bestLoss = Double.POSITIVE_INFINITY;
    int most = -1;
    long leastLeft = over;
    int tried = 0;
    for (int g : there) {
      CompiledGroup group = warm.problem.groups().get(g);
      List<RouteShare> before = state.shares(g);
      if (before.stream().noneMatch(share -> Residents.uses(group, share, node))
          || tried++ >= MOST_TRIED) {
        continue;
      }
      var unused = state.clear(g);
      long left = warm.excess.ofNode(node);
      state.restore(g, before);
      if (left == 0) {
        double loss = betterment.lossOfLeaving(group, node);
        if (loss < bestLoss) {
          bestLoss = loss;
          best = g;
        }
      } else if (left < leastLeft) {
        leastLeft = left;
        most = g;
      }
    }
    return best >= 0 ? best : most;
  }
}
