package dev.continuum.solver.volume;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Improves a placement call by call: exchanges between nodes that serve the same functions or stand
 * near each other, and moves of single parts, by turns. Not thread-safe.
 */
final class CallSearch {

  private static final int NEAR_HOSTS = 6;

  private final CallMoves moves;
  private final NodeExchanges exchanges;
  private final Journal journal;
  private final SplittableRandom random;
  private final int[] parts;
  private final int[] nodes;

  CallSearch(CallPlan plan, Hosts near, SplittableRandom random) {
    this.random = random;
    moves = new CallMoves(plan, near);
    exchanges = new NodeExchanges(plan, moves, NEAR_HOSTS);
    journal = new Journal(plan);
    parts = IntStream.range(0, plan.size()).toArray();
    nodes = exchanges.hosts.limited();
  }

  /** One look at every node with its likely partners; returns how many exchanges there were. */
  int exchanges(BooleanSupplier on) {
    exchanges.refresh();
    int found = 0;
    Shuffle.order(nodes, random);
    for (int node : nodes) {
      if (!on.getAsBoolean()) {
        break;
      }
      found += exchanges.around(node, journal, on);
      journal.clear();
    }
    return found;
  }

  /** One look at every part; returns how many moved. */
  int moves(boolean whole, BooleanSupplier on) {
    moves.refresh();
    int moved = 0;
    Shuffle.order(parts, random);
    for (int i = 0; i < parts.length; i++) {
      if (i % 64 == 0 && !on.getAsBoolean()) {
        break;
      }
      moved += moves.move(parts[i], whole) ? 1 : 0;
    }
    return moved;
  }
}
