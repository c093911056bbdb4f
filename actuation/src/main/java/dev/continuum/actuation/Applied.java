package dev.continuum.actuation;

import java.time.Duration;
import java.util.List;

/**
 * How far an application came.
 *
 * @param state how it ended
 * @param changes what was to be done at first
 * @param done steps that were performed, in the order in which they ended
 * @param failures steps that failed
 * @param skipped steps that were left out because an earlier one of their function failed
 */
public record Applied(
    State state, ChangeSet changes, List<Done> done, List<Failed> failures, List<Step> skipped) {

  /** How it ended. */
  public enum State {
    /** The world is like the plan; nothing was to be done. */
    UNCHANGED,
    /** The world is like the plan. */
    APPLIED,
    /** Some steps failed; what was done is consistent, and applying again goes on from here. */
    FAILED,
    /** The plan was made for another state, or a newer one has been applied. */
    STALE,
    /** The plan cannot be applied; nothing was done. */
    REFUSED
  }

  /**
   * A step that was performed.
   *
   * @param step the step
   * @param note what the platform said
   * @param elapsed how long it took
   */
  public record Done(Step step, String note, Duration elapsed) {}

  /**
   * How long a plan took to come up, by what took it; steps of several platforms that ran side by
   * side are added up.
   *
   * @param download of artifacts
   * @param install of objects
   * @param firstCalls of instances, with their start and initialisation
   */
  public record Overhead(Duration download, Duration install, Duration firstCalls) {}

  /**
   * A step that failed.
   *
   * @param step the step
   * @param message why
   * @param remedy what would help
   */
  public record Failed(Step step, String message, String remedy) {}

  /** The deployment overhead. */
  public Overhead overhead() {
    return new Overhead(time(Phase.ACQUIRE), time(Phase.CREATE), time(Phase.WARM));
  }

  private Duration time(Phase phase) {
    return done.stream()
        .filter(each -> each.step().phase() == phase)
        .map(Done::elapsed)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Copies. */
  public Applied {
    done = List.copyOf(done);
    failures = List.copyOf(failures);
    skipped = List.copyOf(skipped);
  }
}
