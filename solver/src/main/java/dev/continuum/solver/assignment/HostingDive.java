package dev.continuum.solver.assignment;

import java.util.BitSet;
import java.util.function.BooleanSupplier;

/**
 * Goes down from prices to a placement: the dual climbs a little, then hosts what it hosted nearly
 * always, and some of the rest; and so on until nothing is in doubt. On the way what was hosted
 * most often is a placement of its own. Not thread-safe.
 */
final class HostingDive {

  private static final int CLIMB = 12;
  private static final double SCALE = 0.3;
  private static final double LENGTH = 1e-4;
  private static final double LOSS = 1e-5;
  private static final int MOST_DEPTH = 12;

  /** So near always or never a pair is decided, and so many of the others at each depth. */
  private static final double SURE = 0.02;

  private static final double SHARE = 0.25;

  private final HostingPlacer placer;
  private final HostingIncumbent incumbent;
  private final HostingAscent ascent;

  HostingDive(
      Hosting hosting, HostingPlacer placer, HostingIncumbent incumbent, BooleanSupplier stop) {
    this.placer = placer;
    this.incumbent = incumbent;
    ascent = new HostingAscent(new HostingDual(hosting, stop));
  }

  /** Dives from prices, unless told to end; nothing that is proven comes of it. */
  void run(double[] prices, BooleanSupplier end) {
    byte[] decided = new byte[ascent.often.length];
    double[] from = prices;
    ascent.pace(LOSS, LENGTH);
    for (int depth = 0; depth < MOST_DEPTH && !end.getAsBoolean(); depth++) {
      ascent.begin(new SiteVertex(decided, new BitSet(), from, Double.NEGATIVE_INFINITY, 0), SCALE);
      double target = incumbent.cost();
      for (int t = 0; t < CLIMB && ascent.bestValue < target && !ascent.exhausted(); t++) {
        ascent.step(target);
      }
      if (ascent.bestValue >= target || end.getAsBoolean()) {
        return;
      }
      var unused = placer.round(ascent.often, ascent.best);
      from = ascent.best.clone();
      if (!decide(decided)) {
        return;
      }
    }
  }

  /** Decides the surest pairs; whether some are left. */
  private boolean decide(byte[] decided) {
    int count = 0;
    double[] doubts = new double[decided.length];
    int[] pairs = new int[decided.length];
    for (int pair = 0; pair < decided.length; pair++) {
      if (decided[pair] == HostingNode.FREE) {
        double often = ascent.often[pair];
        double doubt = Math.min(often, 1 - often);
        if (doubt <= SURE) {
          decide(decided, pair);
        } else {
          doubts[count] = doubt;
          pairs[count++] = pair;
        }
      }
    }
    int[] order = Order.ascending(doubts, count);
    for (int k = 0; k < SHARE * count; k++) {
      decide(decided, pairs[order[k]]);
    }
    return count > 0;
  }

  private void decide(byte[] decided, int pair) {
    decided[pair] = ascent.often[pair] > 0.5 ? HostingNode.IN : HostingNode.OUT;
  }
}
