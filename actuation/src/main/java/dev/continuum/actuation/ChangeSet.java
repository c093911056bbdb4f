package dev.continuum.actuation;

import java.util.List;

/**
 * What applying a plan would do.
 *
 * @param basis fingerprint of the observed state it holds for
 * @param steps in the order in which they run
 * @param drift what differs from what we once wrote, one line each
 * @param refusals why the plan cannot be applied; the steps are empty then
 * @param notes what people should know besides, say what it costs; one line each
 */
public record ChangeSet(
    String basis,
    List<Step> steps,
    List<String> drift,
    List<Refusal> refusals,
    List<String> notes) {

  /** Copies. */
  public ChangeSet {
    steps = List.copyOf(steps);
    drift = List.copyOf(drift);
    refusals = List.copyOf(refusals);
    notes = List.copyOf(notes);
  }
}
