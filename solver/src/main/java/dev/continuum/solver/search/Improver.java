package dev.continuum.solver.search;

import java.util.function.BooleanSupplier;

/** Improves the incumbent of a search, each time for as long as it is told to. */
@FunctionalInterface
public interface Improver {

  /**
   * Works until told to stop, or done. What it finds it offers to the search; what it began is
   * lost. Called by one thread at a time.
   *
   * @param on whether to go on
   * @param stream of random numbers, other ones each time
   */
  void run(Search search, BooleanSupplier on, long stream);
}
