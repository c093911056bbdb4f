package dev.continuum.solver.replan;

import dev.continuum.model.evaluation.Score;
import dev.continuum.model.id.GroupId;
import java.time.Duration;
import java.util.List;

/**
 * A plan after events, as the planner keeps it; {@link Replanner#placement} is the whole.
 *
 * @param moved groups that follow another way than before
 * @param feasible whether every rule holds, the touched ones re-checked
 * @param score what the plan is worth, priced changes against the running placement included
 * @param recompiled whether an event asked for the whole problem to be compiled anew
 * @param elapsed from the event to this
 */
public record Replan(
    List<GroupId> moved, boolean feasible, Score score, boolean recompiled, Duration elapsed) {

  /** Copies the list. */
  public Replan {
    moved = List.copyOf(moved);
  }
}
