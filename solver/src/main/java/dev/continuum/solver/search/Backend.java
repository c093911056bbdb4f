package dev.continuum.solver.search;

/** Improves the incumbent or the bounds of a search until it is over or has nothing more to try. */
@FunctionalInterface
public interface Backend {

  /** Works until {@link Search#over} or done. */
  void run(Search search);
}
