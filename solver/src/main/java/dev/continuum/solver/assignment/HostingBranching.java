package dev.continuum.solver.assignment;

import java.util.function.BooleanSupplier;

/**
 * Looks at vertices of the tree on which nodes host which functions: the dual climbs on from the
 * parent's prices, reduced costs decide pairs, and the dual climbs again; then the pair that is
 * hosted about half of the time is hosted in one part and not in the other. Where the dual no
 * longer climbs although hardly a pair is in doubt, an integer program ends the part. Not
 * thread-safe.
 */
final class HostingBranching implements SiteTree.Branching {

  private static final int CLIMB = 40;
  private static final double FIRST_SCALE = 0.3;

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

  /** As near the limit as this, a share of it, a part is left to a program. */
  private static final double NEAR = 1e-5;

  /** Or with so few pairs undecided, none of them in doubt, and so little gained on the parent. */
  private static final int FEW = 150;

  private static final double DOUBT = 0.05;
  private static final double STALLED = 0.05;

  /** What a better placement costs less at least, micro-units and a share: half of what counts. */
  private static final double LESS = 0.5;

  private static final double LESS_SHARE = 5e-10;

  private final HostingPlacer placer;
  private final HostingIncumbent incumbent;
  private final HostingAscent ascent;

  HostingBranching(
      Hosting hosting, HostingPlacer placer, HostingIncumbent incumbent, BooleanSupplier stop) {
    this.placer = placer;
    this.incumbent = incumbent;
    ascent = new HostingAscent(new HostingDual(hosting, stop));
  }

  @Override
  public double limit(double cutoff) {
    return cutoff - LESS - LESS_SHARE * Math.abs(cutoff);
  }

  @Override
  public void look(SiteTree tree, SiteVertex vertex, double limit, BooleanSupplier stop) {
    pace(vertex.bound(), limit, 0);
    ascent.begin(vertex, FIRST_SCALE);
    climb(limit, stop);
    if (ascent.bestValue >= limit) {
      return;
    }
    byte[] decided = ascent.settled(limit);
    pace(ascent.bestValue, limit, 1);
    ascent.go(decided, ascent.bestValue, FIRST_SCALE);
    climb(limit, stop);
    if (ascent.bestValue >= limit) {
      return;
    }
    placer.round(ascent.often, ascent.best);
    double now = limit(incumbent.cost());
    if (ascent.bestValue < now) {
      divide(tree, vertex, decided, now, stop);
    }
  }

  private void pace(double from, double limit, int round) {
    double loss = LOSS * (limit - from) / Math.abs(limit);
    ascent.pace(Math.clamp(loss, LEAST_LOSS, MOST_LOSS), LENGTHS[round]);
  }

  private void climb(double limit, BooleanSupplier stop) {
    for (int t = 0; t < CLIMB && ascent.bestValue < limit; t++) {
      if (ascent.exhausted() || stop.getAsBoolean()) {
        break;
      }
      ascent.step(limit);
    }
  }

  private void divide(
      SiteTree tree, SiteVertex vertex, byte[] decided, double limit, BooleanSupplier stop) {
    int pair = mostDoubtful(decided);
    double left = limit - ascent.bestValue;
    boolean stalled =
        ascent.bestValue - vertex.bound() < STALLED * (limit - vertex.bound())
            && free(decided) <= FEW
            && pair >= 0
            && doubt(pair) < DOUBT;
    if (pair < 0 || stalled || left < NEAR * Math.abs(limit)) {
      double proven = placer.program(decided, ascent.best, stop);
      if (proven < limit(incumbent.cost())) {
        tree.giveUp(Math.max(ascent.bestValue, proven));
      }
      return;
    }
    for (byte decision : new byte[] {HostingNode.IN, HostingNode.OUT}) {
      byte[] part = decided.clone();
      part[pair] = decision;
      tree.add(part, vertex.without(), ascent.best, ascent.bestValue);
    }
  }

  static int free(byte[] decided) {
    int free = 0;
    for (byte each : decided) {
      free += each == HostingNode.FREE ? 1 : 0;
    }
    return free;
  }

  /** How far from always or never a pair is hosted. */
  private double doubt(int pair) {
    return Math.min(ascent.often[pair], 1 - ascent.often[pair]);
  }

  private int mostDoubtful(byte[] decided) {
    int found = -1;
    for (int pair = 0; pair < decided.length; pair++) {
      if (decided[pair] == HostingNode.FREE && (found < 0 || doubt(pair) > doubt(found))) {
        found = pair;
      }
    }
    return found;
  }
}
