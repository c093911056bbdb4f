package dev.continuum.solver.coding;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Turns a compiled placement back into ids. Groups are many and are placed in few ways: those that
 * place the same calls alike share one list of them.
 */
public final class Decoder {

  private final CompiledProblem problem;
  private final Map<List<CallPlacement>, List<CallPlacement>> known = new HashMap<>();

  private Decoder(CompiledProblem problem) {
    this.problem = problem;
  }

  /** Routes, instances and artifacts by name. */
  public static Placement decode(CompiledProblem problem, CompiledPlacement compiled) {
    Decoder decoder = new Decoder(problem);
    List<RouteAssignment> routes = new ArrayList<>(problem.groups().size());
    for (CompiledGroup group : problem.groups()) {
      routes.addAll(decoder.routes(group, compiled.shares().get(group.index)));
    }
    List<WarmInstances> warm = new ArrayList<>();
    SortedSet<Acquisition> acquired = new TreeSet<>();
    for (int pair = 0; pair < problem.pairs().size(); pair++) {
      FunctionId function = problem.names().functions().get(problem.pairs().function(pair));
      var node = problem.names().nodes().get(problem.pairs().node(pair));
      if (compiled.warm().get(pair) > 0) {
        warm.add(new WarmInstances(function, node, compiled.warm().get(pair)));
      }
      if (compiled.acquired().get(pair)) {
        acquired.add(new Acquisition(function, node));
      }
    }
    return new Placement(routes, warm, acquired);
  }

  /** Routes of one group by name. */
  public static List<RouteAssignment> routes(
      CompiledProblem problem, CompiledGroup group, List<RouteShare> shares) {
    return new Decoder(problem).routes(group, shares);
  }

  private List<RouteAssignment> routes(CompiledGroup group, List<RouteShare> shares) {
    List<RouteAssignment> routes = new ArrayList<>(shares.size());
    for (RouteShare share : shares) {
      routes.add(
          new RouteAssignment(
              problem.names().groups().get(group.index),
              share.devices(),
              calls(group, share.route())));
    }
    return routes;
  }

  private List<CallPlacement> calls(CompiledGroup group, int[] route) {
    List<CallId> ids = problem.names().calls().get(group.index);
    List<CallPlacement> calls = new ArrayList<>();
    for (int call = 0; call < route.length; call++) {
      int node = group.routes.node(call, route[call]);
      calls.add(
          new CallPlacement(
              ids.get(call),
              problem.names().functions().get(group.routes.function(call, route[call])),
              node == RouteSpace.LOCAL
                  ? Place.local()
                  : Place.on(problem.names().nodes().get(node))));
    }
    return known.computeIfAbsent(List.copyOf(calls), same -> same);
  }
}
