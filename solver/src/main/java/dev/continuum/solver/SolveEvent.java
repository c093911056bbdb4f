package dev.continuum.solver;

import dev.continuum.model.evaluation.Score;
import java.time.Duration;

/** Progress of a solve, in order. */
public sealed interface SolveEvent {

  /** Since the call. */
  Duration elapsed();

  /**
   * A better placement was found.
   *
   * @param score its score
   * @param source what found it
   * @param elapsed since the call
   */
  record IncumbentFound(Score score, String source, Duration elapsed) implements SolveEvent {}

  /**
   * More is proven.
   *
   * @param bound the new bound
   * @param source what proved it
   * @param elapsed since the call
   */
  record BoundImproved(Bound bound, String source, Duration elapsed) implements SolveEvent {}

  /**
   * A backend failed or had to be left behind; the others go on with what was found before.
   *
   * @param reason for people
   * @param elapsed since the call
   */
  record BackendFailed(String reason, Duration elapsed) implements SolveEvent {}

  /**
   * The search is over; verification follows.
   *
   * @param limit what ended it
   * @param steps search steps taken
   * @param elapsed since the call
   */
  record Finished(Limit limit, long steps, Duration elapsed) implements SolveEvent {}
}
