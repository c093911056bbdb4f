package dev.continuum.solver;

/** Receives progress, one event at a time, from a solver thread; must return quickly. */
@FunctionalInterface
public interface SolveListener {

  /** Ignores everything. */
  SolveListener NONE = event -> {};

  /** One event. */
  void on(SolveEvent event);
}
