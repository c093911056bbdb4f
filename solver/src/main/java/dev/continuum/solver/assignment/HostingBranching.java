package dev.continuum.solver.assignment;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at vertices of the tree on which nodes host which functions: the dual climbs on from the
 * parent's prices, reduced costs decide pairs, and the dual climbs again. What was hosted most
 * often is a placement, whose transport has prices that may prove more than the climb; then {@link
 * HostingForesight} chooses the pair that is hosted in one part and not in the other. Where all
 * pairs are decided, or prices are stuck and few are not, a program ends the part. Not thread-safe.
 */
final class HostingBranching implements SiteTree.Branching {

  private static final int CLIMB = 40;

  /** Climbs while no pair is in doubt. */
  private static final int ROUNDS = 4;

  private static final double FIRST_SCALE = 0.3;

  /** Less of what is missing, gained in a round, is a sign that prices are stuck. */
  private static final double LITTLE = 0.05;

  /** Climbs of a round in which they are, and how much smaller its steps begin. */
  private static final int LONG_CLIMBS = 3;

  private static final double SHORTER = 0.3;

  /**
   * Least distance to the target that steps are taken for, a share of the value, in each climb:
   * beyond the limit, which steps towards the limit alone would never pass.
   */
  private static final double[] LENGTHS = {1e-4, 2e-5};

  /** What nodes may lose of a value: so much of what is between the vertex and the limit. */
  private static final double LOSS = 0.05;

  /** And this share of the value at most, a tenth of what is allowed before the tree. */
  private static final double MOST_LOSS = 1e-5;

  private static final double LEAST_LOSS = 1e-9;

  /** What a better placement costs less at least, micro-units and a share: half of what counts. */
  private static final double LESS = 0.5;

  private static final double LESS_SHARE = 5e-10;

  /**
   * When a program ends a part that prices are stuck at.
   *
   * @param mostFree pairs that are free, at most
   * @param mostArcs hosts of groups in it, at most
   * @param end when it is to end, or not to begin
   */
  record Programs(int mostFree, int mostArcs, BooleanSupplier end) {}

  private final Hosting hosting;
  private final Programs programs;
  private final HostingPlacer placer;
  private final HostingIncumbent incumbent;
  private final HostingAscent ascent;
  private final HostingForesight foresight;

  HostingBranching(
      Hosting hosting,
      HostingPlacer placer,
      HostingIncumbent incumbent,
      HostingGains gains,
      Programs programs,
      BooleanSupplier stop) {
    this.hosting = hosting;
    this.programs = programs;
    this.placer = placer;
    this.incumbent = incumbent;
    ascent = new HostingAscent(new HostingDual(hosting, stop));
    foresight = new HostingForesight(ascent, gains);
  }

  @Override
  public double limit(double cutoff) {
    return cutoff - LESS - LESS_SHARE * Math.abs(cutoff);
  }

  @Override
  public void look(SiteTree tree, SiteVertex vertex, double limit, BooleanSupplier stop) {
    ascent.pace(loss(vertex.bound(), limit), LENGTHS[0]);
    ascent.begin(vertex, FIRST_SCALE);
    climb(limit, stop);
    byte[] decided = vertex.state();
    double now = limit;
    HostingForesight.Branch branch = null;
    double before = vertex.bound();
    double scale = FIRST_SCALE;
    for (int round = 0; branch == null && round < ROUNDS && ascent.bestValue < now; round++) {
      ascent.pace(loss(ascent.bestValue, now), LENGTHS[1]);
      decided = ascent.settled(now);
      boolean stuck = ascent.bestValue - before < LITTLE * (now - ascent.bestValue);
      before = ascent.bestValue;
      scale = stuck ? scale * SHORTER : FIRST_SCALE;
      climb(decided, stuck, scale, now, stop);
      support(round);
      now = limit(incumbent.cost());
      if (ascent.bestValue < now) {
        decided = ascent.settled(now);
        double doubt = round + 1 < ROUNDS ? HostingForesight.DOUBT : 0;
        branch = foresight.choose(decided, now, doubt, stop);
        decided = foresight.decided;
        ascent.begin(
            new SiteVertex(decided, vertex.without(), foresight.prices, foresight.bound, 0),
            FIRST_SCALE);
      }
    }
    if (ascent.bestValue < now) {
      boolean stuck = ascent.bestValue - vertex.bound() < LITTLE * (now - vertex.bound());
      boolean ends = branch == null || (stuck && isSmall() && !programs.end().getAsBoolean());
      divide(tree, vertex, branch, ends);
    }
  }

  /** Whether a program could end what is left soon. */
  private boolean isSmall() {
    int m = hosting.nodes();
    int free = 0;
    for (byte decision : foresight.decided) {
      free += decision == HostingNode.FREE ? 1 : 0;
    }
    int arcs = 0;
    for (int g = 0; g < hosting.groups() && free <= programs.mostFree(); g++) {
      for (int pair = hosting.function()[g] * m; pair < (hosting.function()[g] + 1) * m; pair++) {
        arcs += foresight.decided[pair] == HostingNode.OUT ? 0 : 1;
      }
    }
    return free <= programs.mostFree() && arcs <= programs.mostArcs();
  }

  /** Prices that support what was hosted most often, or is where no pair is in doubt. */
  private void support(int round) {
    double[] prices;
    if (round == 0) {
      prices = placer.round(ascent.often, ascent.best);
    } else {
      var unused = ascent.evaluate(ascent.best);
      prices = placer.supporting(ascent.dual.hosted.clone(), ascent.best.clone());
    }
    if (prices.length > 0) {
      ascent.offer(prices);
    }
  }

  private static double loss(double from, double limit) {
    return Math.clamp(LOSS * (limit - from) / Math.abs(limit), LEAST_LOSS, MOST_LOSS);
  }

  private void climb(
      byte[] decided, boolean stuck, double scale, double limit, BooleanSupplier stop) {
    if (stuck) {
      ascent.goOn(decided, scale);
    } else {
      ascent.go(decided, ascent.bestValue, scale);
    }
    for (int times = 0; times < (stuck ? LONG_CLIMBS : 1); times++) {
      climb(limit, stop);
    }
  }

  private void climb(double limit, BooleanSupplier stop) {
    for (int t = 0; t < CLIMB && ascent.bestValue < limit; t++) {
      if (ascent.exhausted() || stop.getAsBoolean()) {
        break;
      }
      ascent.step(limit);
    }
  }

  /** Ends a part by a program, or hands on its parts where that does not prove enough. */
  private void divide(
      SiteTree tree, SiteVertex vertex, HostingForesight.@Nullable Branch branch, boolean ends) {
    double proven = foresight.bound;
    if (ends) {
      double whole = placer.program(foresight.decided, foresight.prices, programs.end());
      proven = Math.max(proven, whole);
    }
    if (proven >= limit(incumbent.cost())) {
      return;
    }
    if (branch == null) {
      tree.giveUp(proven);
      return;
    }
    add(tree, vertex, branch.pair(), HostingNode.IN, branch.in(), proven);
    add(tree, vertex, branch.pair(), HostingNode.OUT, branch.out(), proven);
  }

  private void add(
      SiteTree tree,
      SiteVertex vertex,
      int pair,
      byte decision,
      HostingForesight.@Nullable Part seen,
      double proven) {
    byte[] part = foresight.decided.clone();
    part[pair] = decision;
    double[] prices = seen == null ? foresight.prices : seen.prices();
    double bound = seen == null ? proven : Math.max(proven, seen.bound());
    tree.add(part, vertex.without(), prices, bound);
  }
}
