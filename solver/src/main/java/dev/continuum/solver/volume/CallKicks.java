package dev.continuum.solver.volume;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Iterated local search over pools (H. R. Lourenço, O. C. Martin, T. Stützle 2003, DOI
 * 10.1007/0-306-48056-5_11): one pool is closed, or a few neighbouring nodes are emptied and filled
 * anew; what that touched is improved by exchanges and moves; what costs more in the end is taken
 * back. Not thread-safe.
 */
final class CallKicks {

  private static final int MOST_EMPTIED = 3;

  /** Groups that a kick may touch: more take longer than they find. */
  private static final int MOST_GROUPS = 400;

  private static final int NEAR_HOSTS = 4;

  private final CallPlan plan;
  private final CallMoves moves;
  private final NodeExchanges exchanges;
  private final Journal journal;
  private final SplittableRandom random;
  private final int[] nodes;
  private final boolean[] touched;

  CallKicks(CallPlan plan, Hosts near, SplittableRandom random) {
    this.plan = plan;
    this.random = random;
    moves = new CallMoves(plan, near);
    exchanges = new NodeExchanges(plan, moves, NEAR_HOSTS);
    nodes =
        IntStream.range(0, plan.problem.nodes().size).filter(exchanges.hosts::limited).toArray();
    journal = new Journal(plan);
    touched = new boolean[plan.problem.nodes().size];
  }

  /**
   * One kick, taken back if the placement then costs a limit or more.
   *
   * @return whether it stands
   */
  boolean kick(double limit, BooleanSupplier on) {
    journal.clear();
    exchanges.refresh();
    int node = nodes[random.nextInt(nodes.length)];
    boolean kicked = random.nextBoolean() ? closePool(node) : empty(node);
    if (kicked && on.getAsBoolean()) {
      improve(on);
    }
    if (kicked && plan.state.cost() < limit) {
      return true;
    }
    journal.undo(0);
    return false;
  }

  /** Serves the groups of one pool of a node elsewhere; returns whether that could be done. */
  private boolean closePool(int node) {
    int[] pools = new int[plan.pairs.functions];
    int count = 0;
    for (int f = 0; f < pools.length; f++) {
      if (plan.state.load(plan.pairs.index(f, node)) > 0) {
        pools[count++] = f;
      }
    }
    if (count == 0) {
      return false;
    }
    int function = pools[random.nextInt(count)];
    int[] groups = groupsOn(node, function);
    moves.close(plan.pairs.index(function, node));
    boolean all = groups.length <= MOST_GROUPS && replace(groups);
    moves.close(-1);
    return all;
  }

  /** Takes all groups off some neighbouring nodes and places them again in random order. */
  private boolean empty(int node) {
    int[] near = exchanges.hosts.nearNode(node);
    int emptied = 1 + random.nextInt(MOST_EMPTIED);
    int[] groups = groupsOn(node, -1);
    for (int i = 0; i < Math.min(emptied - 1, near.length); i++) {
      int[] more = groupsOn(near[i], -1);
      int length = groups.length;
      groups = Arrays.copyOf(groups, length + more.length);
      System.arraycopy(more, 0, groups, length, more.length);
    }
    int[] distinct = Arrays.stream(groups).distinct().toArray();
    for (int i = distinct.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = distinct[i];
      distinct[i] = distinct[j];
      distinct[j] = swapped;
    }
    return distinct.length > 0 && distinct.length <= MOST_GROUPS && replace(distinct);
  }

  private int[] groupsOn(int node, int function) {
    SpotLists spots = plan.spots();
    int[] found = new int[spots.size(node)];
    int count = 0;
    for (int s = 0; s < found.length; s++) {
      int group = spots.group(node, s);
      if (function < 0 || plan.function(group, spots.call(node, s), node) == function) {
        found[count++] = group;
      }
    }
    return Arrays.stream(found, 0, count).distinct().toArray();
  }

  private boolean replace(int[] groups) {
    int[][] before = new int[groups.length][];
    for (int i = 0; i < groups.length; i++) {
      int[] at = plan.nodesOf(groups[i]);
      before[i] = at == null ? new int[0] : at;
      journal.lift(groups[i]);
    }
    for (int i = 0; i < groups.length; i++) {
      if (!moves.place(groups[i], before[i], Double.POSITIVE_INFINITY, false)) {
        return false;
      }
    }
    return true;
  }

  /** Exchanges and moves around what the journal says was touched. */
  private void improve(BooleanSupplier on) {
    Arrays.fill(touched, false);
    int[] changed = Arrays.stream(journal.groups(0)).distinct().toArray();
    for (int group : changed) {
      int[] at = plan.nodesOf(group);
      for (int i = 0; at != null && i < at.length; i++) {
        touched[at[i]] = true;
      }
    }
    exchanges.refresh();
    for (int node : nodes) {
      if (touched[node]) {
        var unused = exchanges.around(node, journal, on);
      }
    }
    moves.refresh();
    for (int group : changed) {
      move(group);
    }
  }

  private void move(int group) {
    int[] before = plan.nodesOf(group);
    if (before != null && moves.move(group, true)) {
      journal.moved(group, before);
    }
  }
}
