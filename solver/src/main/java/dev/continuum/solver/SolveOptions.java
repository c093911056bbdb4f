package dev.continuum.solver;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a caller wants of a solve.
 *
 * @param strategy how to search
 * @param timeLimit when to stop at the latest, counted from the call
 * @param gap relative gap at which to stop, 0 for a proven optimum
 * @param steps most search steps; with a limit the answer depends on nothing but problem and seed
 * @param seed of every random choice
 * @param threads most threads to search with
 */
public record SolveOptions(
    Strategy strategy, Duration timeLimit, double gap, OptionalLong steps, long seed, int threads) {

  /** AUTO for ten seconds to a proven optimum, seed 1, on all processors. */
  public static final SolveOptions DEFAULT =
      new SolveOptions(
          Strategy.AUTO,
          Duration.ofSeconds(10),
          0,
          OptionalLong.empty(),
          1,
          Runtime.getRuntime().availableProcessors());

  /** Checks ranges. */
  public SolveOptions {
    if (timeLimit.isNegative() || !(gap >= 0) || threads < 1) {
      throw new IllegalArgumentException(
          "The time limit and gap of a solve must not be negative, and it needs a thread.");
    }
  }

  /** This, with another strategy. */
  public SolveOptions withStrategy(Strategy other) {
    return new SolveOptions(other, timeLimit, gap, steps, seed, threads);
  }

  /** This, with another time limit. */
  public SolveOptions withTimeLimit(Duration limit) {
    return new SolveOptions(strategy, limit, gap, steps, seed, threads);
  }

  /** This, stopping at another gap. */
  public SolveOptions withGap(double relative) {
    return new SolveOptions(strategy, timeLimit, relative, steps, seed, threads);
  }

  /** This, with a step limit. */
  public SolveOptions withSteps(long most) {
    return new SolveOptions(strategy, timeLimit, gap, OptionalLong.of(most), seed, threads);
  }

  /** This, with another seed. */
  public SolveOptions withSeed(long other) {
    return new SolveOptions(strategy, timeLimit, gap, steps, other, threads);
  }
}
