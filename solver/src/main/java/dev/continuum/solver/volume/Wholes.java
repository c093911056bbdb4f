package dev.continuum.solver.volume;

import dev.continuum.model.evaluation.Score;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns an assignment of whole groups into a placement with its exact score. */
final class Wholes {

  private record Way(int calls, int call, int option) {}

  private Wholes() {}

  /** The placement, unless a group's option turns out to be forbidden. */
  static Optional<CompiledPlacement> placement(Assignment made) {
    Demands demands = made.demands;
    PairTable pairs = demands.problem.pairs();
    List<List<RouteShare>> shares = new ArrayList<>(demands.size);
    boolean[] used = new boolean[pairs.size()];
    Map<Way, int[]> routes = new HashMap<>();
    long cost = 0;
    for (int g = 0; g < demands.size; g++) {
      RouteSpace space = demands.group(g).routes;
      Demands.Shape shape = demands.shape(g);
      int o = made.option[g];
      int[] route =
          routes.computeIfAbsent(new Way(space.calls(), shape.call(), o), way -> way(way));
      long micros = space.judge().costMicros(route);
      if (micros == RouteJudge.FORBIDDEN) {
        return Optional.empty();
      }
      cost += micros * shape.devices() + Math.round(demands.moveMicros(g, o));
      shares.add(List.of(RouteShare.of(route, shape.devices(), micros)));
      int node = shape.node()[o];
      if (node != RouteSpace.LOCAL) {
        used[pairs.index(space.function(shape.call(), o), node)] = true;
      }
    }
    List<Long> warm = new ArrayList<>(used.length);
    List<Boolean> acquired = new ArrayList<>(used.length);
    for (boolean one : used) {
      warm.add(0L);
      acquired.add(one);
    }
    return Optional.of(new CompiledPlacement(shares, warm, acquired, new Score(0, 0, 0, cost)));
  }

  private static int[] way(Way way) {
    int[] route = new int[way.calls];
    route[way.call] = way.option;
    return route;
  }
}
