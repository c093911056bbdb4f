package dev.continuum.solver.assignment;

import dev.continuum.solver.search.Search;
import java.util.function.BooleanSupplier;

/**
 * When a thread that shares a {@link SiteTree} turns to a {@link LocationProgram} instead: once, on
 * a small instance, after a while, if the tree's bound would not reach the incumbent in time at the
 * rate it rises. Not thread-safe.
 */
final class ProgramTurn {

  /** With more arcs the tree proves more than the program does. */
  private static final int MOST_ARCS = 3_000;

  /** With more jobs local search goes on finding better placements, which the program would not. */
  private static final int MOST_JOBS = 120;

  /** Share of the time left, and seconds at least, before anything is said of the tree. */
  private static final double WAIT_SHARE = 0.05;

  private static final double LEAST_WAIT = 0.5;

  private static final double MOST_WAIT = 3;

  /** The bound is expected to rise so many times more slowly than of late. */
  private static final double SLOWS = 3;

  private final Search search;
  private final Instance instance;
  private final SiteTree tree;

  /** Seconds left at first. */
  private final double began;

  private boolean over;

  /** Seconds left, and the tree's bound, when it was last asked how fast that rises. */
  private double lastLeft;

  private double lastBound;

  /** Seconds until it is asked again. */
  private double wait;

  /** Begins to wait. */
  ProgramTurn(Search search, Instance instance, SiteTree tree) {
    this.search = search;
    this.instance = instance;
    this.tree = tree;
    began = seconds();
    lastLeft = began;
    lastBound = tree.bound();
    wait = Math.clamp(WAIT_SHARE * began, LEAST_WAIT, MOST_WAIT);
    over = !instance.hasOpening() || instance.jobs > MOST_JOBS || search.budget().stepLimited();
  }

  /**
   * Whether the turn has come; true once.
   *
   * @param cost of the incumbent, above the base
   */
  boolean comes(double cost) {
    double left = seconds();
    double waited = lastLeft - left;
    if (over || waited < wait || cost == Double.POSITIVE_INFINITY) {
      return false;
    }
    double now = tree.bound();
    over = SLOWS * (cost - now) * waited > left * (now - lastBound);
    lastLeft = left;
    lastBound = now;
    wait = began - left;
    return over;
  }

  /** Runs what needs OR-Tools. Where that does not load the tree and local search are enough. */
  void attempt(Runnable program) {
    search.attempt(it -> program.run());
  }

  /** When the program is to end. */
  BooleanSupplier end() {
    return Scip.end(search);
  }

  /**
   * Whether so few arcs are left that a program is worth its time.
   *
   * @param state of nodes, as in {@link Dual}
   * @param removed arcs that are left out
   */
  boolean isSmall(byte[] state, boolean[] removed) {
    int arcs = 0;
    for (int a = 0; a < removed.length; a++) {
      arcs += removed[a] || state[instance.node[a]] == Dual.CLOSED ? 0 : 1;
    }
    return arcs <= MOST_ARCS;
  }

  private double seconds() {
    return search.budget().remaining().toNanos() / 1e9;
  }
}
