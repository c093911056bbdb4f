package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Dives: the jobs that the dual puts on one node with least doubt stay there, and the dual climbs
 * on without them, in the room that they leave, until all jobs are placed or nothing fits (cf. R.
 * Sadykov, F. Vanderbeck, A. Pessoa, I. Tahiri, E. Uchoa, Primal heuristics for branch and price:
 * the assets of diving methods, 2019, DOI 10.1287/ijoc.2018.0822). For one dive. Not thread-safe.
 */
final class Dive {

  /** Steps of the dual at each depth, and the share of the jobs left that are placed there. */
  private static final int CLIMB = 12;

  private static final double SHARE = 0.15;

  /** The same where nodes cost something to open: a few jobs decide which. */
  private static final int CLIMB_OPENING = 60;

  private static final double SHARE_OPENING = 0.04;
  private static final double SCALE = 0.3;

  /** Share of a dive's jobs that may fit nowhere at its end, and overfill nodes then. */
  private static final double LEFT = 0.03;

  private final Instance instance;
  private final boolean[] without;
  private final int steps;
  private final double share;
  private final double chance;
  private final SplittableRandom random;

  /** By node: what is left of it, and what it costs to open. */
  private final long[] room;

  private final long[] opening;

  private final int[] nodes;

  /** The jobs that are left. */
  private int[] jobs;

  private final int[] choice;
  private final double[] prices;

  /** What the jobs placed cost, opening included. */
  private double spent;

  /** Whether no placement of the jobs left is cheap enough. */
  private boolean dear;

  /**
   * A dive for the jobs that are free; the others keep the arcs of a choice.
   *
   * @param prices of serving each job once, near a maximum of {@link Dual}
   * @param without arcs not to be used
   * @param chance how much less doubtful a job may seem by chance, so that dives differ
   */
  Dive(
      Instance instance,
      int[] from,
      boolean[] free,
      double[] prices,
      boolean[] without,
      double chance,
      SplittableRandom random) {
    this.instance = instance;
    this.without = without;
    steps = instance.hasOpening() ? CLIMB_OPENING : CLIMB;
    share = instance.hasOpening() ? SHARE_OPENING : SHARE;
    this.chance = chance;
    this.random = random;
    this.prices = prices.clone();
    choice = from.clone();
    room = instance.capacity.clone();
    opening = instance.opening.clone();
    nodes = new int[instance.nodes];
    Arrays.setAll(nodes, i -> i);
    jobs = new int[instance.jobs];
    int count = 0;
    for (int j = 0; j < instance.jobs; j++) {
      if (free[j]) {
        jobs[count++] = j;
      } else {
        place(j, from[j]);
      }
    }
    jobs = Arrays.copyOf(jobs, count);
  }

  private void place(int job, int arc) {
    int i = instance.node[arc];
    room[i] -= instance.use[arc];
    spent += instance.cost[arc] + opening[i];
    opening[i] = 0;
    choice[job] = arc;
  }

  /**
   * Dives until no job is left.
   *
   * @param cutoff given up where prices show that no choice costs less
   * @return a choice in which a few jobs may overfill nodes; null for none
   */
  int @Nullable [] run(double cutoff, BooleanSupplier stop) {
    int total = jobs.length;
    while (jobs.length > 0) {
      if (stop.getAsBoolean()) {
        return null;
      }
      if (!deeper(cutoff, stop)) {
        if (dear || jobs.length > LEFT * total) {
          return null;
        }
        overfill();
      }
    }
    return choice;
  }

  /** Places some jobs; false if nothing fits, or all that does is too dear. */
  private boolean deeper(double cutoff, BooleanSupplier stop) {
    Region region = Region.of(instance, new Region.Cut(jobs, nodes, room, opening), without);
    if (region == null) {
      return false;
    }
    Instance part = region.part;
    Ascent ascent = new Ascent(new Dual(part, new boolean[part.arcs()]), region.prices(prices));
    ascent.refresh(SCALE);
    double limit = cutoff - spent - region.base();
    double aim = Math.max(limit, ascent.bestValue + 1e-4 * Math.abs(ascent.bestValue));
    for (int t = 0; t < steps && !ascent.exhausted() && !stop.getAsBoolean(); t++) {
      var unused = ascent.step(aim);
    }
    dear = ascent.bestValue >= limit;
    region.keep(ascent.best, prices);
    return !dear && settle(region, ascent);
  }

  /** Places a share of the jobs where most of them was of late; false if none fits. */
  private boolean settle(Region region, Ascent ascent) {
    int[] most = new int[jobs.length];
    double[] doubt = new double[jobs.length];
    for (int j = 0; j < jobs.length; j++) {
      int arc = mostOf(region.part, ascent.arcShare, j);
      most[j] = region.arc(arc);
      doubt[j] = -ascent.arcShare[arc] - chance * random.nextDouble();
    }
    int wanted = Math.max(1, (int) (share * jobs.length));
    int[] rest = new int[jobs.length];
    int left = 0;
    int placed = 0;
    for (int j : Order.ascending(doubt, doubt.length)) {
      if (placed < wanted && instance.use[most[j]] <= room[instance.node[most[j]]]) {
        place(jobs[j], most[j]);
        placed++;
      } else {
        rest[left++] = jobs[j];
      }
    }
    jobs = Arrays.copyOf(rest, left);
    Arrays.sort(jobs);
    return placed > 0;
  }

  private static int mostOf(Instance part, double[] shares, int job) {
    int most = part.first[job];
    for (int a = most + 1; a < part.first[job + 1]; a++) {
      most = shares[a] > shares[most] ? a : most;
    }
    return most;
  }

  /** Places the jobs that are left where they overfill nodes least. */
  private void overfill() {
    for (int j : jobs) {
      int least = instance.first[j];
      for (int a = least + 1; a < instance.first[j + 1]; a++) {
        least = !without[a] && over(a) < over(least) ? a : least;
      }
      place(j, least);
    }
    jobs = new int[0];
  }

  private double over(int arc) {
    int i = instance.node[arc];
    return (instance.use[arc] - room[i]) / Math.max(1.0, (double) instance.capacity[i]);
  }
}
