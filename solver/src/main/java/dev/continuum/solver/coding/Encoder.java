package dev.continuum.solver.coding;

import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.PlacementState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a placement by ids into the compiled form: {@link Decoder} the other way. */
public final class Encoder {

  private final CompiledProblem problem;
  private final PlacementState state;
  private final Map<Object, Integer> index = new HashMap<>();

  private Encoder(CompiledProblem problem, PlacementState state) {
    this.problem = problem;
    this.state = state;
    List.of(problem.names().nodes(), problem.names().functions(), problem.names().groups())
        .forEach(
            ids -> {
              for (int i = 0; i < ids.size(); i++) {
                index.put(ids.get(i), i);
              }
            });
  }

  /**
   * A state that holds a placement, or what is left of it: routes that name what is not there, that
   * no device may take, or that count more devices than there are, are left out. Rules on nodes and
   * links may be broken.
   */
  public static PlacementState encode(CompiledProblem problem, Placement placement) {
    PlacementState state = new PlacementState(problem);
    Encoder encoder = new Encoder(problem, state);
    placement.routes().forEach(encoder::add);
    placement.warm().forEach(encoder::keep);
    return state;
  }

  private void add(RouteAssignment assignment) {
    Integer at = index.get(assignment.group());
    if (at == null) {
      return;
    }
    CompiledGroup group = problem.groups().get(at);
    List<?> calls = problem.names().calls().get(at);
    int[] route = new int[group.routes.calls()];
    int found = 0;
    for (CallPlacement call : assignment.calls()) {
      int v = calls.indexOf(call.call());
      int option = v < 0 ? -1 : option(group.routes, v, call);
      if (option >= 0) {
        route[v] = option;
        found++;
      }
    }
    RouteJudge judge = group.routes.judge();
    double devices = Math.min(assignment.devices(), state.unserved(at));
    if (found == route.length
        && devices > 0
        && judge.costMicros(route) != RouteJudge.FORBIDDEN
        && !(judge.hardDeadline() && judge.missesDeadline(route))) {
      var unused = state.add(at, route, devices);
    }
  }

  private int option(RouteSpace routes, int v, CallPlacement call) {
    Integer function = index.get(call.function());
    Integer node = node(call.place());
    if (function == null || node == null) {
      return -1;
    }
    int option = routes.firstAt(v, node);
    while (option >= 0 && routes.function(v, option) != function) {
      option = routes.nextAt(v, option);
    }
    return option;
  }

  private @Nullable Integer node(Place place) {
    return switch (place) {
      case Place.Local() -> RouteSpace.LOCAL;
      case Place.OnNode(var id) -> index.get(id);
    };
  }

  /** Instances that no route asks for are there to be spread. */
  private void keep(WarmInstances warm) {
    Integer function = index.get(warm.function());
    Integer node = index.get(warm.node());
    if (function != null && node != null) {
      int pair = problem.pairs().index(function, node);
      boolean spread =
          problem.rules().spreads().stream().anyMatch(rule -> rule.function() == function);
      if (spread && problem.pairs().allowed[pair] && state.warm(pair) == 0) {
        var unused = state.force(pair, true);
      }
    }
  }
}
