package dev.continuum.service.api;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.EvaluationDifference;
import dev.continuum.model.evaluation.FunctionEvaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.RuleCheck;
import dev.continuum.model.evaluation.RuleKind;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What if all devices of a group had one call served somewhere else: the same placement with that
 * call moved, warm instances resized where load comes or goes, and the oracle's word on it. Not
 * thread-safe.
 */
public final class Alternatives {

  private final PlacementEvaluator oracle;
  private final Placement placement;
  private final Evaluation before;
  private final SortedMap<Acquisition, Long> warm = new TreeMap<>();
  private final SortedMap<Acquisition, Long> slack = new TreeMap<>();

  /** What to do with an artifact and instances that no route uses any more. */
  private enum Unused {
    DROPPED,
    KEPT
  }

  /**
   * One alternative.
   *
   * @param function what serves the call there
   * @param place where
   * @param evaluation what the oracle says of it
   * @param difference from the placement as it is
   */
  public record Alternative(
      FunctionId function, Place place, Evaluation evaluation, EvaluationDifference difference) {}

  /** Of one placement. */
  public Alternatives(PlacementProblem problem, Placement placement) {
    this.oracle = new PlacementEvaluator(problem);
    this.placement = placement;
    this.before = oracle.evaluateWithoutEstimates(placement);
    placement.warm().forEach(each -> warm.merge(pair(each), each.instances(), Long::sum));
    for (FunctionEvaluation each : before.functions()) {
      slack.put(
          new Acquisition(each.function(), each.node()),
          Math.max(0, each.warmInstances() - each.requiredInstances()));
    }
  }

  /** The placement as it is, without latencies at the actual load. */
  public Evaluation before() {
    return before;
  }

  /** How a call of a group is served now: devices by function and place. */
  public SortedMap<Place, SortedMap<FunctionId, Double>> now(GroupId group, CallId call) {
    SortedMap<Place, SortedMap<FunctionId, Double>> now = new TreeMap<>();
    for (RouteAssignment route : placement.routes()) {
      if (route.group().equals(group) && route.devices() > 0) {
        for (CallPlacement each : route.calls()) {
          if (each.call().equals(call)) {
            now.computeIfAbsent(each.place(), place -> new TreeMap<>())
                .merge(each.function(), route.devices(), Double::sum);
          }
        }
      }
    }
    return now;
  }

  /** All devices of the group moved. */
  public Alternative moved(GroupId group, CallId call, FunctionId function, Place place) {
    SortedSet<Acquisition> touched = new TreeSet<>();
    List<RouteAssignment> routes = new ArrayList<>();
    for (RouteAssignment route : placement.routes()) {
      routes.add(
          route.group().equals(group) ? moved(route, call, function, place, touched) : route);
    }
    Alternative dropped = resized(function, place, routes, touched, Unused.DROPPED);
    if (dropped.difference().broken().stream().noneMatch(rule -> rule.kind() == RuleKind.SPREAD)) {
      return dropped;
    }
    Alternative kept = resized(function, place, routes, touched, Unused.KEPT);
    return kept.evaluation().score().compareTo(dropped.evaluation().score()) < 0 ? kept : dropped;
  }

  /** All calls of a function on a node served there by another, say by another size of it. */
  public Alternative replaced(FunctionId from, FunctionId to, NodeId node) {
    Place place = new Place.OnNode(node);
    SortedSet<Acquisition> touched = new TreeSet<>();
    List<RouteAssignment> routes = new ArrayList<>();
    for (RouteAssignment route : placement.routes()) {
      List<CallPlacement> calls = new ArrayList<>();
      for (CallPlacement each : route.calls()) {
        boolean served = each.function().equals(from) && each.place().equals(place);
        calls.add(served ? new CallPlacement(each.call(), to, place) : each);
      }
      routes.add(new RouteAssignment(route.group(), route.devices(), calls));
    }
    touched.add(new Acquisition(from, node));
    touched.add(new Acquisition(to, node));
    return resized(to, place, routes, touched, Unused.DROPPED);
  }

  private static RouteAssignment moved(
      RouteAssignment route,
      CallId call,
      FunctionId function,
      Place place,
      SortedSet<Acquisition> touched) {
    List<CallPlacement> calls = new ArrayList<>();
    for (CallPlacement each : route.calls()) {
      if (each.call().equals(call)) {
        CallPlacement there = new CallPlacement(call, function, place);
        touch(each, touched);
        touch(there, touched);
        calls.add(there);
      } else {
        calls.add(each);
      }
    }
    return new RouteAssignment(route.group(), route.devices(), calls);
  }

  private static void touch(CallPlacement call, SortedSet<Acquisition> touched) {
    if (call.place() instanceof Place.OnNode(var node)) {
      touched.add(new Acquisition(call.function(), node));
    }
  }

  /** Keeps on every touched pair what its load asks for, and what was kept on top of that. */
  private Alternative resized(
      FunctionId function,
      Place place,
      List<RouteAssignment> routes,
      SortedSet<Acquisition> touched,
      Unused unused) {
    SortedSet<Acquisition> used = Placement.of(routes, List.of()).acquired();
    SortedSet<Acquisition> acquired = new TreeSet<>(placement.acquired());
    acquired.addAll(used);
    SortedMap<Acquisition, Long> instances = new TreeMap<>(warm);
    for (Acquisition pair : touched) {
      if (unused == Unused.DROPPED && !used.contains(pair)) {
        acquired.remove(pair);
        instances.remove(pair);
      }
    }
    SortedMap<Acquisition, Long> asIs = new TreeMap<>(instances);
    Alternative unsized = judged(function, place, new Placement(routes, list(instances), acquired));
    if (unsized.difference().broken().stream().anyMatch(Alternatives::noSizeMends)) {
      return unsized;
    }
    for (FunctionEvaluation each : unsized.evaluation().functions()) {
      Acquisition pair = new Acquisition(each.function(), each.node());
      if (touched.contains(pair) && acquired.contains(pair)) {
        instances.put(pair, each.requiredInstances() + slack.getOrDefault(pair, 0L));
      }
    }
    return list(instances).equals(list(asIs))
        ? unsized
        : judged(function, place, new Placement(routes, list(instances), acquired));
  }

  /** Whether a rule is broken by where load is, whatever the number of instances. */
  private static boolean noSizeMends(RuleCheck check) {
    return switch (check.kind()) {
      case SIZING,
          MEMORY,
          INSTANCES,
          FUNCTION_INSTANCES,
          ACCELERATORS,
          ACCELERATOR_MEMORY,
          SPREAD,
          APART,
          CHANGES ->
          false;
      default -> true;
    };
  }

  private Alternative judged(FunctionId function, Place place, Placement moved) {
    Evaluation evaluation = oracle.evaluateWithoutEstimates(moved);
    return new Alternative(function, place, evaluation, evaluation.since(before));
  }

  private static List<WarmInstances> list(Map<Acquisition, Long> instances) {
    return instances.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(
            each ->
                new WarmInstances(each.getKey().function(), each.getKey().node(), each.getValue()))
        .toList();
  }

  private static Acquisition pair(WarmInstances each) {
    return new Acquisition(each.function(), each.node());
  }
}
