package dev.continuum.solver.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Several who improve one placement, by turns: each in its turn, then whoever gained most the last
 * time, and each fourth time another, as which of them finds more changes from problem to problem
 * and in the course of one. (Adaptive selection, in its simplest form: S. Ropke, D. Pisinger 2006,
 * DOI 10.1287/trsc.1050.0135.) Stateless; a search may have turns on each of its threads.
 */
public final class AdaptiveTurns {

  /** Of the time that is left. */
  private static final double SHARE = 0.1;

  private static final double LEAST_SECONDS = 1.5;
  private static final double MOST_SECONDS = 10;

  private static final int TURNS_OF_THE_BEST = 3;

  private final Search search;
  private final List<One> all = new ArrayList<>();
  private long turns;

  private static final class One {
    final Improver improver;
    long gain = Long.MAX_VALUE;
    long last;

    One(Improver improver) {
      this.improver = improver;
    }
  }

  private AdaptiveTurns(Search search, List<Improver> improvers) {
    this.search = search;
    improvers.forEach(improver -> all.add(new One(improver)));
  }

  /**
   * Goes on until the search is over or all are done, which one is that returns before its turn is
   * over; whose library fails is left out from then on, and that is told ({@link Search#attempt}).
   */
  public static void run(Search search, List<Improver> improvers) {
    new AdaptiveTurns(search, improvers).run();
  }

  private void run() {
    while (!search.over() && !all.isEmpty()) {
      One next = next();
      long before = cost();
      BooleanSupplier on = search.onFor(share());
      long stream = turns;
      search.attempt(it -> next.improver.run(it, on, stream));
      next.gain = before - cost();
      next.last = ++turns;
      if (on.getAsBoolean()) {
        all.remove(next);
      }
    }
  }

  /** Of the time that is left, for the next turn. */
  private double share() {
    double seconds = search.budget().remaining().toNanos() / 1e9;
    return Math.min(1, Math.clamp(SHARE * seconds, LEAST_SECONDS, MOST_SECONDS) / seconds);
  }

  /** Who gained most, or, each fourth time, whose last turn is longest ago. */
  private One next() {
    boolean best = turns % (TURNS_OF_THE_BEST + 1) < TURNS_OF_THE_BEST;
    One next = all.getFirst();
    for (One one : all) {
      if (best ? one.gain > next.gain : one.last < next.last) {
        next = one;
      }
    }
    return next;
  }

  private long cost() {
    return search.incumbent().map(found -> found.score().costMicros()).orElse(Long.MAX_VALUE);
  }
}
