package dev.continuum.solver.assignment;

import java.util.function.BooleanSupplier;

/**
 * Looks at vertices of the tree on which nodes host which functions: the dual climbs on from the
 * parent's prices; then the pair that is hosted about half of the time is hosted in one part and
 * not in the other. Where none is in doubt, reduced costs decide the others. Not thread-safe.
 */
final class HostingBranching implements SiteTree.Branching {

  private static final int CLIMB = 40;

  /**
   * Least distance to the target that steps are taken for, a share of the value: at first well
   * beyond the limit, which a step towards the limit alone would never pass.
   */
  private static final double[] LENGTHS = {1e-4, 2e-5, 2e-6};

  private static final double FIRST_SCALE = 0.3;

  /** What nodes may lose of a value, a share of it: a tenth of what is allowed before the tree. */
  private static final double WITHIN = 1e-5;

  private static final double LEAST_WITHIN = 1e-9;

  /** And of what is between the vertex and the limit. */
  private static final double LOSS = 0.05;

  /** As near the limit as this, a share of it, the dual no longer climbs, and a program ends it. */
  private static final double NEAR = 1e-5;

  /**
   * What a better placement costs less at least: micro-units, and a share; a tenth of what counts.
   */
  private static final double LESS = 0.5;

  private static final double LESS_SHARE = 1e-10;

  private final HostingPlacer placer;
  private final Hosting hosting;
  private final HostingIncumbent incumbent;
  private final HostingAscent ascent;

  HostingBranching(
      Hosting hosting, HostingPlacer placer, HostingIncumbent incumbent, BooleanSupplier stop) {
    this.placer = placer;
    this.hosting = hosting;
    this.incumbent = incumbent;
    ascent = new HostingAscent(new HostingDual(hosting, stop));
  }

  @Override
  public double limit(double cutoff) {
    return cutoff - LESS - LESS_SHARE * Math.abs(cutoff);
  }

  @Override
  public void look(SiteTree tree, SiteVertex vertex, double limit, BooleanSupplier stop) {
    byte[] decided = vertex.state();
    double from = vertex.bound();
    System.arraycopy(vertex.prices(), 0, ascent.best, 0, ascent.best.length);
    for (int round = 0; ; round++) {
      double left = (limit - from) / Math.abs(limit);
      ascent.refresh(
          decided,
          from,
          FIRST_SCALE,
          LENGTHS[round],
          Math.clamp(LOSS * left, LEAST_WITHIN, WITHIN));
      climb(limit, stop);
      from = ascent.bestValue;
      if (from >= limit) {
        return;
      }
      if (round == LENGTHS.length - 1) {
        break;
      }
      decided = ascent.settled(limit);
    }
    placer.round(ascent.often, ascent.best);
    double now = limit(incumbent.cost());
    if (from >= now) {
      return;
    }
    int pair = mostDoubtful(decided);
    if (pair < 0 || now - from < NEAR * Math.abs(now)) {
      finish(tree, decided, stop);
    } else {
      branch(tree, vertex, decided, pair);
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

  private void finish(SiteTree tree, byte[] decided, BooleanSupplier stop) {
    HostingProgram.Outcome outcome = HostingProgram.solve(hosting, decided, stop);
    if (outcome.hosted().length > 0) {
      placer.offer(outcome.hosted(), ascent.best);
    }
    if (outcome.bound() < limit(incumbent.cost())) {
      tree.giveUp(Math.max(ascent.bestValue, outcome.bound()));
    }
  }

  private void branch(SiteTree tree, SiteVertex vertex, byte[] decided, int pair) {
    for (byte decision : new byte[] {HostingNode.IN, HostingNode.OUT}) {
      byte[] part = decided.clone();
      part[pair] = decision;
      tree.add(part, vertex.without(), ascent.best, ascent.bestValue);
    }
  }

  private double doubt(int pair) {
    return Math.abs(ascent.often[pair] - 0.5);
  }

  private int mostDoubtful(byte[] decided) {
    int found = -1;
    for (int pair = 0; pair < decided.length; pair++) {
      if (decided[pair] == HostingNode.FREE && (found < 0 || doubt(pair) < doubt(found))) {
        found = pair;
      }
    }
    return found;
  }
}
