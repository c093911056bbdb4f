package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Assignments that can be enumerated: every job may go to every node. */
final class SmallInstances {

  private SmallInstances() {}

  /** The arcs of one of all choices, which are numbered to the base of the nodes. */
  static int[] choice(int combination, int jobs, int nodes) {
    int[] arcs = new int[jobs];
    int rest = combination;
    for (int j = 0; j < jobs; j++) {
      arcs[j] = nodes * j + rest % nodes;
      rest /= nodes;
    }
    return arcs;
  }

  /**
   * Drawn from a seed; nodes cost something to open for odd ones.
   *
   * @param alike whether a job is of one size on all nodes
   * @param least capacity of a node, and {@code most}, which it stays below
   */
  static Instance random(long seed, int jobs, int nodes, boolean alike, long least, long most) {
    SplittableRandom random = new SplittableRandom(seed);
    int arcs = nodes * jobs;
    int[] job = new int[arcs];
    int[] node = new int[arcs];
    long[] use = new long[arcs];
    long[] cost = new long[arcs];
    for (int a = 0; a < arcs; a++) {
      job[a] = a / nodes;
      node[a] = a % nodes;
      use[a] = alike && a % nodes > 0 ? use[a - 1] : 5L + random.nextInt(20);
      cost[a] = 1_000_000L * (10 + random.nextInt(40));
    }
    long[] capacity = random.longs(nodes, least, most).toArray();
    long[] opening = new long[nodes];
    Arrays.setAll(opening, i -> seed % 2 == 0 ? 0 : 1_000_000L * random.nextInt(60));
    return new Instance(
        jobs, false, capacity, opening, new Instance.Arcs(job, node, node.clone(), use, cost));
  }

  /**
   * The least cost above the base of divisible jobs, by the transport of every set of nodes that
   * agrees with the states; infinite if none suffices.
   */
  static double least(Instance instance, byte[] state) {
    SiteSearch search = new SiteSearch(instance, 0);
    double least = Double.POSITIVE_INFINITY;
    for (int set = 0; set < 1 << instance.nodes; set++) {
      boolean[] open = new boolean[instance.nodes];
      boolean agrees = true;
      for (int i = 0; i < open.length; i++) {
        open[i] = (set >> i & 1) == 1;
        agrees &= state[i] != (open[i] ? Dual.CLOSED : Dual.OPEN);
      }
      if (agrees) {
        least = Math.min(least, search.open(open));
      }
    }
    return least;
  }
}
