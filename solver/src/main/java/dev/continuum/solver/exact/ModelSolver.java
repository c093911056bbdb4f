package dev.continuum.solver.exact;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Minimises an objective over a linear model. One call at a time. */
interface ModelSolver {

  /** What a solver says in the end. */
  enum Status {
    OPTIMAL,
    FEASIBLE,
    INFEASIBLE,
    UNKNOWN
  }

  /**
   * How a run went.
   *
   * @param status what is known
   * @param bound no solution has less; {@link Long#MIN_VALUE} if nothing is proven
   */
  record Outcome(Status status, long bound) {}

  /** Receives what is found on the way. */
  interface Progress {
    /** A solution: the value of each variable. */
    void solution(double[] values);

    /** A proven bound. */
    void bound(long value);
  }

  /**
   * What a run may take.
   *
   * @param time wall time
   * @param deterministic whether the outcome may depend on nothing but model and seed
   * @param effort for deterministic runs, how much work
   * @param seed of every random choice
   * @param threads most threads
   * @param stop asked now and then
   */
  record Limits(
      Duration time,
      boolean deterministic,
      double effort,
      long seed,
      int threads,
      BooleanSupplier stop) {}

  /** Minimises. The hint may be empty, or give a value for every variable. */
  Outcome minimise(
      LinearModel model, long[] objective, double[] hint, Limits limits, Progress progress);
}
