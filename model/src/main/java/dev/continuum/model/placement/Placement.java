package dev.continuum.model.placement;

import dev.continuum.model.id.GroupId;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A candidate answer: where every device's calls run, how many instances stay warm, and which
 * artifacts are present. Devices of a group that no route counts are unserved. Nothing here is
 * checked; an {@code Evaluation} says what a placement is worth and which rules it breaks.
 *
 * @param routes devices by group and route; the same route may appear twice and then adds up
 * @param warm warm instances by function and node; pairs not listed keep none
 * @param acquired artifacts present by function and node; the pairs with warm instances or routed
 *     calls must be among them
 */
public record Placement(
    List<RouteAssignment> routes, List<WarmInstances> warm, SortedSet<Acquisition> acquired) {

  /** Nothing placed, nothing warm. */
  public static final Placement EMPTY =
      new Placement(List.of(), List.of(), Collections.emptySortedSet());

  /** Copies the collections. */
  public Placement {
    routes = List.copyOf(routes);
    warm = List.copyOf(warm);
    acquired = Collections.unmodifiableSortedSet(new TreeSet<>(acquired));
  }

  /** A placement whose acquired artifacts are exactly those its routes and warm instances use. */
  public static Placement of(List<RouteAssignment> routes, List<WarmInstances> warm) {
    SortedSet<Acquisition> used = new TreeSet<>();
    for (WarmInstances w : warm) {
      if (w.instances() > 0) {
        used.add(new Acquisition(w.function(), w.node()));
      }
    }
    for (RouteAssignment route : routes) {
      for (CallPlacement call : route.calls()) {
        if (route.devices() > 0 && call.place() instanceof Place.OnNode(var node)) {
          used.add(new Acquisition(call.function(), node));
        }
      }
    }
    return new Placement(routes, warm, used);
  }

  /** Devices of a group that some route counts. */
  public double served(GroupId group) {
    return routes.stream()
        .filter(route -> route.group().equals(group))
        .mapToDouble(RouteAssignment::devices)
        .sum();
  }
}
