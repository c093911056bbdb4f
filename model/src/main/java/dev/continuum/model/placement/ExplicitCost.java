package dev.continuum.model.placement;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Costs given outright for serving a call of a group on nodes.
 *
 * @param group whose call
 * @param call which call
 * @param perHour cost units per hour and device, by node; nodes not listed cost nothing
 */
public record ExplicitCost(GroupId group, CallId call, SortedMap<NodeId, Double> perHour) {

  /** Copies the map. */
  public ExplicitCost {
    perHour = Collections.unmodifiableSortedMap(new TreeMap<>(perHour));
  }
}
