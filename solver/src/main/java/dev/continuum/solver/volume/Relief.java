package dev.continuum.solver.volume;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes room for what nodes without limits serve: a few nodes are emptied, parts of one block that
 * such a node serves come there, and what the nodes served before goes where it then costs least,
 * call by call. A block in the cloud is often several calls on several nodes elsewhere, and no
 * single move brings them. Not thread-safe.
 */
final class Relief {

  /** Nodes that are emptied at most. */
  static final int MOST_EMPTIED = 3;

  /** Parts that are touched at once: more take longer than they find. */
  static final int MOST_PARTS = 400;

  /** Least share of the emptied nodes' CPU that comes. */
  private static final double LEAST_SHARE = 0.3;

  private final CallPlan plan;
  private final CallMoves moves;
  private final FunctionHosts hosts;
  private final Journal journal;
  private final SplittableRandom random;

  Relief(
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
  }

  /**
   * Brings what one node serves to others.
   *
   * @param come parts of a block that a node without limits serves, any first
   * @param node one that is emptied; others are near it or serve the same
   * @param function that it serves, or -1
   * @return whether every part found a place
   */
  boolean bring(int[] come, int node, int function) {
    int[] emptied = emptied(node, function);
    int[] coming = Arrays.copyOf(come, fitting(come, emptied));
    int[] leaving =
        Arrays.stream(emptied)
            .flatMap(n -> Arrays.stream(plan.partsOn(n, -1)))
            .distinct()
            .filter(part -> Arrays.stream(coming).noneMatch(it -> it == part))
            .toArray();
    if (coming.length == 0 || coming.length + leaving.length > MOST_PARTS) {
      return false;
    }
    Shuffle.order(leaving, random);
    int[] parts = IntStream.concat(Arrays.stream(coming), Arrays.stream(leaving)).toArray();
    int[][] besides = new int[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      int[] before = plan.nodesOf(parts[i]);
      boolean leaves = i >= coming.length && before != null;
      besides[i] =
          leaves
              ? IntStream.concat(Arrays.stream(before), Arrays.stream(emptied)).toArray()
              : emptied;
      journal.lift(parts[i]);
    }
    for (int i = 0; i < parts.length; i++) {
      if (!moves.place(parts[i], besides[i], Double.POSITIVE_INFINITY, false)) {
        return false;
      }
    }
    return true;
  }

  private int[] emptied(int node, int function) {
    boolean alike = function >= 0 && random.nextBoolean();
    int[] near = (alike ? hosts.nearNode(node, function) : hosts.nearNode(node)).clone();
    Shuffle.order(near, random);
    int more = Math.min(random.nextInt(MOST_EMPTIED), near.length);
    return IntStream.concat(IntStream.of(node), Arrays.stream(near, 0, more)).toArray();
  }

  /** How many of the parts, the first ones, a random share of the nodes' CPU has room for. */
  private int fitting(int[] come, int[] emptied) {
    double room = 0;
    for (int n : emptied) {
      room += plan.problem.nodes().cpuNanocores[n];
    }
    room *= LEAST_SHARE + (1 - LEAST_SHARE) * random.nextDouble();
    int count = 0;
    while (count < come.length && room >= 0) {
      int calls = plan.block(come[count]).calls().length;
      for (int i = 0; i < calls; i++) {
        // Where a call may not run on a node, it asks nothing of it.
        double cpu = plan.cpu(come[count], i, emptied[0]);
        room -= cpu < Double.POSITIVE_INFINITY ? cpu : 0;
      }
      count += room >= 0 ? 1 : 0;
    }
    return count;
  }
}
