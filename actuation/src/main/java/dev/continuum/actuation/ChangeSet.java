package dev.continuum.actuation;

import java.util.List;

/**
 * What applying a plan would do.
 *
 * @param basis fingerprint of the observed state it holds for
 * @param steps in the order in which they run
 * @param drift what differs from what we once wrote, one line each
 * @param refusals why the plan cannot be applied; the steps are empty then
 */
public record ChangeSet(
    String basis, List<Step> steps, List<String> drift, List<Refusal> refusals) {

  /** Copies. */
  public ChangeSet {
    steps = List.copyOf(steps);
    drift = List.copyOf(drift);
    refusals = List.copyOf(refusals);
  }
}
