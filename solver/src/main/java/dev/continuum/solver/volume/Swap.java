package dev.continuum.solver.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Two nodes change what they serve. Where most nodes are one full pool each, none can be closed and
 * none opened, but two may change places. Not thread-safe.
 */
final class Swap {

  private static final int NEAR_NODES = 10;

  /** One of so many partners may be anywhere. */
  private static final int PARTNERS_ANYWHERE = 3;

  private final CallPlan plan;
  private final CallMoves moves;
  private final Journal journal;
  private final SplittableRandom random;
  private final FunctionHosts near;
  private final int[] nodes;

  Swap(CallPlan plan, CallMoves moves, Journal journal, SplittableRandom random) {
    this.plan = plan;
    this.moves = moves;
    this.journal = journal;
    this.random = random;
    near = new FunctionHosts(plan, NEAR_NODES);
    nodes = near.limited();
  }

  /** With a random partner; returns whether that is another thing, and every part has a place. */
  boolean any(int node) {
    int[] others = near.nearNode(node);
    boolean anywhere = others.length == 0 || random.nextInt(PARTNERS_ANYWHERE) == 0;
    int[] from = anywhere ? nodes : others;
    int partner = from[random.nextInt(from.length)];
    return partner != node && isOther(node, partner) && between(node, partner);
  }

  /** Whether one node serves a function that the other does not. */
  private boolean isOther(int a, int b) {
    for (int f = 0; f < plan.pairs.functions; f++) {
      if (plan.state.load(plan.pairs.index(f, a)) > 0
          != plan.state.load(plan.pairs.index(f, b)) > 0) {
        return true;
      }
    }
    return false;
  }

  /** What does not fit goes where it costs least; every lift is in the journal. */
  boolean between(int a, int b) {
    int[] parts =
        IntStream.concat(Arrays.stream(plan.partsOn(a, -1)), Arrays.stream(plan.partsOn(b, -1)))
            .distinct()
            .toArray();
    if (parts.length == 0 || parts.length > Relief.MOST_PARTS) {
      return false;
    }
    Shuffle.order(parts, random);
    int[][] before = new int[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      before[i] = plan.stand(parts[i]).nodes();
      journal.lift(parts[i]);
    }
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      int[] after =
          Arrays.stream(before[i]).map(node -> node == a ? b : node == b ? a : node).toArray();
      if (!plan.put(parts[i], after)) {
        left.add(i);
      }
    }
    for (int i : left) {
      if (!moves.place(parts[i], before[i], Double.POSITIVE_INFINITY, false)) {
        return false;
      }
    }
    return true;
  }
}
