package dev.continuum.solver.compiled;

/** Receives the traffic that one device puts on a directed link. */
@FunctionalInterface
public interface LinkUse {

  /**
   * Adds traffic.
   *
   * @param directedLink index into {@link CompiledProblem#linkMillibits}
   * @param millibits traffic of one device, millibit/s
   */
  void add(int directedLink, long millibits);
}
