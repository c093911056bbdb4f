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

  private static final int KINDS = 3;
  private static final int MOST_EMPTIED = 3;

  /** Parts that do not fit before a node counts as full. */
  private static final int MOST_FAILURES = 4;

  /** Parts that a kick may touch: more take longer than they find. */
  private static final int MOST_PARTS = 400;

  private static final int NEAR_HOSTS = 4;

  private final CallPlan plan;
  private final CallMoves moves;
  private final NodeExchanges exchanges;
  private final Journal journal;
  private final SplittableRandom random;
  private final int[] nodes;
  private final int[] unlimited;
  private final boolean[] touched;

  CallKicks(CallPlan plan, Hosts near, SplittableRandom random) {
    this.plan = plan;
    this.random = random;
    moves = new CallMoves(plan, near);
    exchanges = new NodeExchanges(plan, moves, NEAR_HOSTS);
    nodes =
        IntStream.range(0, plan.problem.nodes().size).filter(exchanges.hosts::limited).toArray();
    unlimited = CallPlan.unlimited(plan.blocks);
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
    int at = random.nextInt(nodes.length + unlimited.length);
    int node = at < nodes.length ? nodes[at] : unlimited[at - nodes.length];
    boolean kicked =
        switch (at < nodes.length ? random.nextInt(KINDS) : 0) {
          case 0 -> closePool(node);
          case 1 -> turn(node);
          default -> empty(node);
        };
    if (kicked && on.getAsBoolean()) {
      improve(on);
    }
    if (kicked && plan.state.cost() < limit) {
      return true;
    }
    journal.undo(0);
    return false;
  }

  /** Serves the parts of one pool of a node elsewhere; returns whether that could be done. */
  private boolean closePool(int node) {
    int function = anyOn(node);
    if (function < 0) {
      return false;
    }
    int[] parts = partsOn(node, function);
    moves.close(plan.pairs.index(function, node));
    boolean all = parts.length <= MOST_PARTS && replace(parts);
    moves.close(-1);
    return all;
  }

  /**
   * Makes a node serve what a near one serves, in place of one of its own pools: parts that are
   * nearer to it come over until it is full. Returns whether any did.
   */
  private boolean turn(int node) {
    int[] near = exchanges.hosts.nearNode(node);
    int function = near.length == 0 ? -1 : anyOn(near[random.nextInt(near.length)]);
    if (function < 0 || plan.state.load(plan.pairs.index(function, node)) > 0) {
      return false;
    }
    boolean used = plan.spots().size(node) > 0;
    if (used && !closePool(node)) {
      return false;
    }
    int failures = 0;
    boolean any = false;
    for (int host : exchanges.hosts.nearNode(node, function)) {
      for (int part : partsOn(host, function)) {
        if (failures < MOST_FAILURES && isNearer(part, node, host)) {
          boolean came = bring(part, function, host, node);
          any |= came;
          failures += came ? 0 : 1;
        }
      }
    }
    return any;
  }

  private boolean isNearer(int part, int node, int host) {
    return plan.fromClient(part, node, true) + plan.fromClient(part, node, false)
        < plan.fromClient(part, host, true) + plan.fromClient(part, host, false);
  }

  /** Moves the calls of a part that a function serves on a host; returns whether they fit. */
  private boolean bring(int part, int function, int host, int node) {
    int[] before = plan.nodesOf(part);
    if (before == null) {
      return false;
    }
    int[] after = before.clone();
    for (int i = 0; i < after.length; i++) {
      after[i] = after[i] == host && plan.function(part, i, host) == function ? node : after[i];
    }
    journal.lift(part);
    if (plan.put(part, after)) {
      return true;
    }
    plan.putBack(part, before);
    return false;
  }

  /** A function that a node serves, or -1. */
  private int anyOn(int node) {
    int[] pools =
        IntStream.range(0, plan.pairs.functions)
            .filter(f -> plan.state.load(plan.pairs.index(f, node)) > 0)
            .toArray();
    return pools.length == 0 ? -1 : pools[random.nextInt(pools.length)];
  }

  /** Takes all parts off some neighbouring nodes and places them again in random order. */
  private boolean empty(int node) {
    int[] near = exchanges.hosts.nearNode(node);
    int emptied = 1 + random.nextInt(MOST_EMPTIED);
    int[] parts = partsOn(node, -1);
    for (int i = 0; i < Math.min(emptied - 1, near.length); i++) {
      int[] more = partsOn(near[i], -1);
      int length = parts.length;
      parts = Arrays.copyOf(parts, length + more.length);
      System.arraycopy(more, 0, parts, length, more.length);
    }
    int[] distinct = Arrays.stream(parts).distinct().toArray();
    for (int i = distinct.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = distinct[i];
      distinct[i] = distinct[j];
      distinct[j] = swapped;
    }
    return distinct.length > 0 && distinct.length <= MOST_PARTS && replace(distinct);
  }

  private int[] partsOn(int node, int function) {
    SpotLists spots = plan.spots();
    int[] found = new int[spots.size(node)];
    int count = 0;
    for (int s = 0; s < found.length; s++) {
      int part = spots.part(node, s);
      if (function < 0 || plan.function(part, spots.call(node, s), node) == function) {
        found[count++] = part;
      }
    }
    return Arrays.stream(found, 0, count).distinct().toArray();
  }

  private boolean replace(int[] parts) {
    int[][] before = new int[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      int[] at = plan.nodesOf(parts[i]);
      before[i] = at == null ? new int[0] : at;
      journal.lift(parts[i]);
    }
    for (int i = 0; i < parts.length; i++) {
      if (!moves.place(parts[i], before[i], Double.POSITIVE_INFINITY, false)) {
        return false;
      }
    }
    return true;
  }

  /** Exchanges and moves around what the journal says was touched. */
  private void improve(BooleanSupplier on) {
    Arrays.fill(touched, false);
    int[] changed = Arrays.stream(journal.parts(0)).distinct().toArray();
    for (int part : changed) {
      int[] at = plan.nodesOf(part);
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
    for (int part : changed) {
      move(part);
    }
  }

  private void move(int part) {
    int[] before = plan.nodesOf(part);
    if (before != null && moves.move(part, true)) {
      journal.moved(part, before);
    }
  }
}
