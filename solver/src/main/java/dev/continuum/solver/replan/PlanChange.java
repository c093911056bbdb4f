package dev.continuum.solver.replan;

import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import java.util.List;

/**
 * What a plan changes of another.
 *
 * @param groups whose routes are other ones
 * @param routes all routes of those groups now
 * @param warm instances that differ, with their new number, 0 for none
 * @param acquired artifacts that are there and were not
 * @param released artifacts that were there and are not
 */
public record PlanChange(
    List<GroupId> groups,
    List<RouteAssignment> routes,
    List<WarmInstances> warm,
    List<Acquisition> acquired,
    List<Acquisition> released) {

  /** Copies the lists. */
  public PlanChange {
    groups = List.copyOf(groups);
    routes = List.copyOf(routes);
    warm = List.copyOf(warm);
    acquired = List.copyOf(acquired);
    released = List.copyOf(released);
  }
}
