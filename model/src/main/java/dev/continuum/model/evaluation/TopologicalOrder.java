package dev.continuum.model.evaluation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.CallEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Calls of an application, each after those that feed it; the lowest id first where free. */
final class TopologicalOrder {

  private TopologicalOrder() {}

  static List<CallId> of(Application app) {
    SortedSet<CallId> left = new TreeSet<>();
    app.calls().forEach(call -> left.add(call.id()));
    List<CallId> order = new ArrayList<>();
    while (!left.isEmpty()) {
      CallId next =
          left.stream()
              .filter(call -> app.edges().stream().noneMatch(edge -> feeds(edge, call, left)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "The calls of application (" + app.id() + ") feed each other: " + left));
      left.remove(next);
      order.add(next);
    }
    return List.copyOf(order);
  }

  private static boolean feeds(CallEdge edge, CallId call, SortedSet<CallId> left) {
    return edge.to().equals(call) && left.contains(edge.from());
  }
}
