package dev.continuum.solver.volume;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Changes to a placement that no single move makes, each around a random node: a pool is closed, a
 * node turns to what a near one serves or changes places with another, a few nodes are emptied and
 * filled anew, or a block that nodes without limits serve comes to nodes that have room, or to some
 * that are emptied for it. Every lift is in the journal. Not thread-safe.
 */
final class Disturbance {

  private static final int KINDS = 3;

  /** One of so many changes of other kinds is a swap. */
  private static final int KICKS_A_SWAP = 2;

  /** One of so many fetches from a node without limits, where one serves something. */
  private static final int KICKS_A_FETCH = 8;

  /** One of so many reliefs, there too. */
  private static final int KICKS_A_RELIEF = 4;

  /** Parts that do not fit before a node counts as full. */
  private static final int MOST_FAILURES = 4;

  /** Nodes that are drawn for one that has room. */
  private static final int LOOKS = 3;

  private final CallPlan plan;
  private final CallMoves moves;
  private final FunctionHosts hosts;
  private final Journal journal;
  private final SplittableRandom random;
  private final int[] nodes;
  private final int[] unlimited;
  private final Relief relief;
  private final Swap swap;

  Disturbance(
      CallPlan plan,
      CallMoves moves,
      FunctionHosts hosts,
      Journal journal,
      SplittableRandom random) {
    this.plan = plan;
    this.moves = moves;
    this.hosts = hosts;
    this.journal = journal;
    this.random = random;
    nodes = hosts.limited();
    unlimited = CallPlan.unlimited(plan.blocks);
    relief = new Relief(plan, moves, hosts, journal, random);
    swap = new Swap(plan, moves, journal, random);
  }

  /** One of any kind; returns whether it changed something and nothing is left out. */
  boolean any() {
    if (nodes.length == 0) {
      return false;
    }
    int far = unlimited.length == 0 ? -1 : unlimited[random.nextInt(unlimited.length)];
    int node = nodes[random.nextInt(nodes.length)];
    if (far >= 0 && plan.spots().size(far) > 0) {
      if (random.nextInt(KICKS_A_FETCH) == 0) {
        return fetch(far);
      }
      if (random.nextInt(KICKS_A_RELIEF) == 0) {
        int[] come = blockOn(far);
        return come.length > 0 && relief.bring(come, node, anyOn(node));
      }
    }
    if (random.nextInt(KICKS_A_SWAP) == 0) {
      boolean swapped = swap.any(node);
      if (swapped || journal.size() > 0) {
        return swapped;
      }
    }
    return switch (random.nextInt(KINDS)) {
      case 0 -> closePool(node);
      case 1 -> turn(node);
      default -> empty(node);
    };
  }

  /** Serves the parts of one pool of a node elsewhere; returns whether that could be done. */
  private boolean closePool(int node) {
    int function = anyOn(node);
    if (function < 0) {
      return false;
    }
    int[] parts = plan.partsOn(node, function);
    moves.close(plan.pairs.index(function, node));
    boolean all = parts.length <= Relief.MOST_PARTS && replace(parts);
    moves.close(-1);
    return all;
  }

  /**
   * Makes a node serve what a near one serves, in place of one of its own pools: parts that are
   * nearer to it come over until it is full. Returns whether any did.
   */
  private boolean turn(int node) {
    int[] near = hosts.nearNode(node);
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
    for (int host : hosts.nearNode(node, function)) {
      for (int part : plan.partsOn(host, function)) {
        if (failures < MOST_FAILURES && isNearer(part, node, host)) {
          boolean came = bring(part, turned(part, function, host, node));
          any |= came;
          failures += came ? 0 : 1;
        }
      }
    }
    return any;
  }

  /**
   * Brings what a node without limits serves for one block to nodes that have room: to one, or call
   * by call to several, which then serve much of few functions each. Returns whether any came.
   */
  boolean fetch(int far) {
    int[] parts = blockOn(far);
    if (parts.length == 0) {
      return false;
    }
    int[] there = new int[plan.block(parts[0]).calls().length];
    int several = 1 + random.nextInt(there.length);
    for (int i = 0; i < there.length; i++) {
      there[i] = i < several ? roomy() : there[i - several];
    }
    Shuffle.order(there, random);
    int failures = 0;
    boolean any = false;
    for (int i = 0;
        i < Math.min(parts.length, Relief.MOST_PARTS) && failures < MOST_FAILURES;
        i++) {
      boolean came = bring(parts[i], there.clone());
      any |= came;
      failures += came ? 0 : 1;
    }
    return any;
  }

  /** Of a few nodes the one with most room. */
  private int roomy() {
    int to = nodes[random.nextInt(nodes.length)];
    for (int i = 1; i < LOOKS; i++) {
      int other = nodes[random.nextInt(nodes.length)];
      to = free(other) > free(to) ? other : to;
    }
    return to;
  }

  /** The parts of one block that a node without limits serves, in random order. */
  private int[] blockOn(int far) {
    int function = anyOn(far);
    int[] parts = function < 0 ? new int[0] : plan.partsOn(far, function);
    Shuffle.order(parts, random);
    return Arrays.stream(parts)
        .filter(part -> plan.block(part).id() == plan.block(parts[0]).id())
        .toArray();
  }

  private double free(int node) {
    return plan.problem.nodes().cpuNanocores[node] - plan.state.cpu(node);
  }

  private boolean isNearer(int part, int node, int host) {
    return plan.away(part, node) < plan.away(part, host);
  }

  /** Where a part is when a node serves what a function on a host serves now. */
  private int[] turned(int part, int function, int host, int node) {
    int[] before = plan.nodesOf(part);
    int[] after = before == null ? new int[0] : before.clone();
    for (int i = 0; i < after.length; i++) {
      after[i] = after[i] == host && plan.function(part, i, host) == function ? node : after[i];
    }
    return after;
  }

  /** Moves a part; returns whether it fits there, else it stays. */
  private boolean bring(int part, int[] after) {
    if (plan.nodesOf(part) == null) {
      return false;
    }
    CallPlan.Stand before = plan.stand(part);
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
    int[] near = hosts.nearNode(node);
    int emptied = 1 + random.nextInt(Relief.MOST_EMPTIED);
    int[] parts = plan.partsOn(node, -1);
    for (int i = 0; i < Math.min(emptied - 1, near.length); i++) {
      int[] more = plan.partsOn(near[i], -1);
      int length = parts.length;
      parts = Arrays.copyOf(parts, length + more.length);
      System.arraycopy(more, 0, parts, length, more.length);
    }
    int[] distinct = Arrays.stream(parts).distinct().toArray();
    Shuffle.order(distinct, random);
    return distinct.length > 0 && distinct.length <= Relief.MOST_PARTS && replace(distinct);
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
}
