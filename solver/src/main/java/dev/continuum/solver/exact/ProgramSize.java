package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.search.Search;

/**
 * How large a program over all sites is, and so whether it is solved at once, in tiles or not at
 * all. Times are until there is a bound, beside other work, as measured (ADR 79, 80, 81).
 *
 * @param routes of all groups
 * @param places of blocks, as often as there are ways to run them
 * @param calls of an application, at most, that have a choice
 * @param nodes where they may run
 */
record ProgramSize(long routes, long places, int calls, int nodes) {

  /** They take a tenth of a kilobyte each. */
  private static final long MOST_PLACES = 4_000_000;

  /** Of an application, that have a choice. */
  static final int FEW_CALLS = 2;

  /** For each place: 5 to 12 µs on regions of 125 to 500 sites, 26 to 33 where calls are many. */
  private static final long NANOS = 8_000;

  private static final long NANOS_OF_MANY = 40_000;
  private static final long NANOS_IN_TILES = 6_000;
  private static final long NANOS_OF_MANY_IN_TILES = 10_000;

  /** Of the time that is left: a program that would take more at once is solved in tiles. */
  private static final double SHARE_AT_ONCE = 0.2;

  /** As measured on regions of 25 to 200 sites (ADR 84). */
  private static final double TIMES_WITH_PATTERNS = 3.2;

  /** A leaf takes about a fifth of the time of the whole. */
  private static final double TIMES_TO_BRANCH = 8;

  /** Of the time that is left: one that takes less needs no tiles beside it. */
  private static final double SHARE_BESIDE_TILES = 0.1;

  /** Of the time that is left, which tiles must leave some of to place in. */
  private static final double SHARE_IN_TILES = 0.7;

  /** No more nodes are in tiles where calls are few, or no clock tells. */
  private static final int MANY_NODES = 250;

  /** Nor these where calls are many. */
  private static final int SOME_NODES = 100;

  static ProgramSize of(CompiledProblem problem) {
    int nodes = problem.nodes().size;
    long routes = 0;
    long places = 0;
    int calls = 0;
    for (CompiledGroup group : problem.groups()) {
      int[] free = Split.freeCalls(group.routes);
      routes += group.routes.size();
      calls = Math.max(calls, free.length);
      long blocks = 1;
      for (int i = 0; i < Math.min(free.length, Split.MOST_CALLS); i++) {
        blocks *= 1 + ways(group.routes, free[i]);
      }
      places += blocks * nodes;
    }
    return new ProgramSize(routes, places, calls, nodes);
  }

  /** How many options of a call a place has at most. */
  static int ways(RouteSpace routes, int call) {
    int most = 1;
    for (int option = 0; option < routes.options(call); option++) {
      int place = routes.node(call, option);
      int here = 0;
      for (int o = routes.firstAt(call, place); o >= 0; o = routes.nextAt(call, o)) {
        here++;
      }
      most = Math.max(most, here);
    }
    return most;
  }

  /** Whether it can be written down and is likely to be solved in time, as {@link #inTiles} is. */
  boolean fits(Search search) {
    return places <= MOST_PLACES
        && (search.budget().stepLimited()
            || (inTiles(search)
                ? tiledNanos() <= SHARE_IN_TILES * nanosLeft(search)
                : nanos() <= nanosLeft(search)));
  }

  /** The same where nodes choose among configurations that are made while it is solved. */
  boolean fitsWithPatterns(Search search) {
    return search.budget().stepLimited()
        || TIMES_WITH_PATTERNS * (inTiles(search) ? tiledNanos() / SHARE_IN_TILES : nanos())
            <= nanosLeft(search);
  }

  /** Whether it is solved in tiles. */
  boolean inTiles(Search search) {
    return search.budget().stepLimited()
        ? nodes > MANY_NODES
        : nodes > (isFew() ? MANY_NODES : SOME_NODES)
            && nanos() > SHARE_AT_ONCE * nanosLeft(search);
  }

  /** Whether it is solved at once, but slowly enough for tiles to be there long before. */
  boolean besideTiles(Search search) {
    return nodes > SiteTiles.MOST_NODES
        && isFew()
        && nanos() > SHARE_BESIDE_TILES * nanosLeft(search);
  }

  /** Whether the program could be solved again often enough for a tree to be worth its time. */
  boolean leavesTimeToBranch(Search search) {
    return search.budget().stepLimited() || TIMES_TO_BRANCH * nanos() <= nanosLeft(search);
  }

  private static double nanosLeft(Search search) {
    return (double) search.budget().remaining().toNanos();
  }

  /** Whether calls are few. */
  boolean isFew() {
    return calls <= FEW_CALLS;
  }

  private double nanos() {
    return (double) places * (isFew() ? NANOS : NANOS_OF_MANY);
  }

  private double tiledNanos() {
    return (double) places * (isFew() ? NANOS_IN_TILES : NANOS_OF_MANY_IN_TILES);
  }
}
