package dev.continuum.solver.volume;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Improves a placement call by call: exchanges between nodes that serve the same functions or stand
 * near each other, and moves of single groups, by turns. Not thread-safe.
 */
final class CallSearch {

  private static final int NEAR_NODES = 3;
  private static final int NEAR_HOSTS = 6;

  private final CallPlan plan;
  private final CallMoves moves;
  private final PoolExchange exchange;
  private final FunctionHosts hosts;
  private final Journal journal;
  private final SplittableRandom random;
  private final int[] groups;
  private final int[] nodes;

  CallSearch(CallPlan plan, Hosts near, SplittableRandom random) {
    this.plan = plan;
    this.random = random;
    moves = new CallMoves(plan, near);
    exchange = new PoolExchange(plan, moves);
    hosts = new FunctionHosts(plan, NEAR_HOSTS);
    journal = new Journal(plan);
    groups = IntStream.range(0, plan.problem.groups().size()).toArray();
    nodes = IntStream.range(0, plan.problem.nodes().size).filter(hosts::limited).toArray();
  }

  /** One look at every node with its likely partners; returns how many exchanges there were. */
  int exchanges(BooleanSupplier on) {
    hosts.forget();
    moves.refresh();
    exchange.refresh();
    int found = 0;
    shuffle(nodes);
    for (int node : nodes) {
      for (int f = -1; f < plan.pairs.functions; f++) {
        if (f >= 0 && plan.state.load(plan.pairs.index(f, node)) <= 0) {
          continue;
        }
        int[] partners = f < 0 ? hosts.nearNode(node) : hosts.nearNode(node, f);
        int most = f < 0 ? Math.min(NEAR_NODES, partners.length) : partners.length;
        for (int i = 0; i < most; i++) {
          if (!on.getAsBoolean()) {
            return found;
          }
          found += exchange.between(node, partners[i], journal) ? 1 : 0;
          journal.clear();
        }
      }
    }
    return found;
  }

  /** One look at every group; returns how many moved. */
  int moves(boolean whole, BooleanSupplier on) {
    moves.refresh();
    int moved = 0;
    shuffle(groups);
    for (int i = 0; i < groups.length; i++) {
      if (i % 64 == 0 && !on.getAsBoolean()) {
        break;
      }
      moved += moves.move(groups[i], whole) ? 1 : 0;
    }
    return moved;
  }

  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
