package dev.continuum.model.evaluation;

import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the routes of a placement: adds up equal routes, sorts, resolves ids. */
final class PlacedRoutes {

  private static final Comparator<CallPlacement> BY_CALL =
      Comparator.comparing(CallPlacement::call);

  private static final Comparator<CallPlacement> ONE_CALL =
      BY_CALL.thenComparing(CallPlacement::function).thenComparing(CallPlacement::place);

  private static final Comparator<Named> ORDER =
      Comparator.comparing(Named::group).thenComparing(Named::calls, PlacedRoutes::compare);

  private PlacedRoutes() {}

  /** A route as declared, its calls sorted. */
  private record Named(GroupId group, List<CallPlacement> calls, double devices) {}

  /** Routes with devices, sorted by group and calls; each once. */
  static List<PlacedRoute> of(Catalogue catalogue, Placement placement) {
    List<Named> named = new ArrayList<>(placement.routes().size());
    for (RouteAssignment route : placement.routes()) {
      if (!(route.devices() >= 0) || Double.isInfinite(route.devices())) {
        throw new IllegalArgumentException(
            "The devices ("
                + route.devices()
                + ") of a route of group ("
                + route.group()
                + ") must be finite and not negative.");
      }
      named.add(new Named(route.group(), sorted(route.calls()), route.devices()));
    }
    named.sort(ORDER);
    RouteShapes shapes = new RouteShapes(catalogue);
    List<PlacedRoute> routes = new ArrayList<>(named.size());
    for (int first = 0, end; first < named.size(); first = end) {
      end = first + 1;
      while (end < named.size() && ORDER.compare(named.get(first), named.get(end)) == 0) {
        end++;
      }
      Named route = named.get(first);
      ClientGroup group = catalogue.group(route.group());
      RouteShape shape = shapes.of(group, route.calls());
      double devices = sum(named.subList(first, end));
      if (devices > 0) {
        routes.add(new PlacedRoute(group, shape, devices));
      }
    }
    return routes;
  }

  /** Sorted, so that the sum of fractions does not depend on the order of declaration. */
  private static double sum(List<Named> equal) {
    return equal.size() == 1
        ? equal.getFirst().devices()
        : equal.stream().map(Named::devices).sorted().reduce(0.0, Double::sum);
  }

  private static List<CallPlacement> sorted(List<CallPlacement> calls) {
    for (int i = 1; i < calls.size(); i++) {
      if (BY_CALL.compare(calls.get(i - 1), calls.get(i)) > 0) {
        return List.copyOf(calls.stream().sorted(BY_CALL).toList());
      }
    }
    return calls;
  }

  private static int compare(List<CallPlacement> a, List<CallPlacement> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = ONE_CALL.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
