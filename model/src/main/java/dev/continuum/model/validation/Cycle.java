package dev.continuum.model.validation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names a cycle among the calls of an application: Kahn's algorithm takes away what no cycle feeds,
 * and from what is left one walks backwards until a call comes again.
 */
final class Cycle {

  private Cycle() {}

  /** A cycle as {@code a -> b -> a}. Edges to itself or to unknown calls are reported elsewhere. */
  static Optional<String> in(Application app) {
    Map<CallId, List<CallId>> successors = new HashMap<>();
    Map<CallId, Integer> open = new TreeMap<>();
    app.calls().forEach(call -> open.put(call.id(), 0));
    for (CallEdge edge : app.edges()) {
      if (counts(edge, open)) {
        successors.computeIfAbsent(edge.from(), from -> new ArrayList<>()).add(edge.to());
        open.merge(edge.to(), 1, Integer::sum);
      }
    }
    Deque<CallId> free = new ArrayDeque<>();
    for (Call call : app.calls()) {
      if (open.getOrDefault(call.id(), -1) == 0) {
        open.put(call.id(), -1);
        free.add(call.id());
      }
    }
    while (!free.isEmpty()) {
      CallId call = free.remove();
      open.remove(call);
      for (CallId next : successors.getOrDefault(call, List.of())) {
        if (open.merge(next, -1, Integer::sum) == 0) {
          free.add(next);
        }
      }
    }
    return open.isEmpty() ? Optional.empty() : Optional.of(walkBack(app, open));
  }

  private static String walkBack(Application app, Map<CallId, Integer> left) {
    Map<CallId, CallId> predecessor = new HashMap<>();
    for (CallEdge edge : app.edges()) {
      if (counts(edge, left)) {
        predecessor.merge(edge.to(), edge.from(), (x, y) -> x.compareTo(y) <= 0 ? x : y);
      }
    }
    List<CallId> walked = new ArrayList<>();
    Map<CallId, Integer> step = new HashMap<>();
    CallId at = left.keySet().iterator().next();
    while (!step.containsKey(at)) {
      step.put(at, walked.size());
      walked.add(at);
      at = predecessor.getOrDefault(at, at);
    }
    StringBuilder text = new StringBuilder(Subject.shown(at));
    for (int i = walked.size() - 1; i >= step.getOrDefault(at, 0); i--) {
      text.append(" -> ").append(Subject.shown(walked.get(i)));
    }
    return text.toString();
  }

  private static boolean counts(CallEdge edge, Map<CallId, Integer> calls) {
    return !edge.from().equals(edge.to())
        && calls.containsKey(edge.from())
        && calls.containsKey(edge.to());
  }
}
