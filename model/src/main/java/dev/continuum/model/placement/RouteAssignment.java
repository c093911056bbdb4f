package dev.continuum.model.placement;

import dev.continuum.model.id.GroupId;
import java.util.List;

/**
 * Devices of a group that follow one route (z[g,π] of the model).
 *
 * @param group the group
 * @param devices how many; a whole number unless the group is divisible
 * @param calls a variant and a place for every call of the group's application, each call once
 */
public record RouteAssignment(GroupId group, double devices, List<CallPlacement> calls) {

  /** Copies the list. */
  public RouteAssignment {
    calls = List.copyOf(calls);
  }
}
