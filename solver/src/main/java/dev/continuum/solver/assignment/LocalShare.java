package dev.continuum.solver.assignment;

/**
 * How much of a thread's time is local search, and how much the tree: all while it finds something;
 * less and less while it does not. Not thread-safe.
 */
final class LocalShare {

  private static final double FALL = 0.9;

  private final double least;
  private double share = 1;
  private double credit;

  /** A share that falls to a least one. */
  LocalShare(double least) {
    this.least = least;
  }

  /**
   * Local search took so long.
   *
   * @param found whether there is a better placement than before
   * @return how long the tree is to be worked on now; zero or less for not yet
   */
  double searched(double seconds, boolean found) {
    share = found ? 1 : Math.max(least, share * FALL);
    credit += seconds * (1 / share - 1);
    return credit;
  }

  /** The tree was worked on for so long. */
  void proved(double seconds) {
    credit -= seconds;
  }
}
