package dev.continuum.simulator;

import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.RouteEvaluation;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The evaluator's latencies beside simulated ones, for each application: percentiles of routes,
 * averaged by the requests that each route answered.
 *
 * @param app which
 * @param boundMillis T_p, which rule 6 compares with the deadline
 * @param estimateMillis with the wait law at the actual load; empty where a queue has no end
 * @param simulatedMillis as simulated
 * @param worstBoundExcess of its routes with at least 2,000 requests, the largest simulated/T_p - 1
 */
public record EstimateComparison(
    AppId app,
    double boundMillis,
    OptionalDouble estimateMillis,
    double simulatedMillis,
    double worstBoundExcess) {

  private static final long ENOUGH = 2000;

  private record Route(GroupId group, List<CallPlacement> calls) {
    static Route of(GroupId group, List<CallPlacement> calls) {
      return new Route(
          group, calls.stream().sorted(Comparator.comparing(CallPlacement::call)).toList());
    }
  }

  private static final class Sums {
    private double weight;
    private double bound;
    private double estimate;
    private double simulated;
    private boolean estimated = true;
    private double worst = Double.NEGATIVE_INFINITY;

    private void add(RouteEvaluation route, SimulationResult.RouteResult seen) {
      double count = seen.completed();
      double tp = route.percentileMicros() / 1e3;
      weight += count;
      bound += count * tp;
      simulated += count * seen.percentileMillis();
      estimated &= route.estimateMicros().isPresent();
      estimate += count * route.estimateMicros().orElse(0) / 1e3;
      if (seen.completed() >= ENOUGH) {
        worst = Math.max(worst, seen.percentileMillis() / tp - 1);
      }
    }

    private EstimateComparison of(AppId app) {
      return new EstimateComparison(
          app,
          bound / weight,
          estimated ? OptionalDouble.of(estimate / weight) : OptionalDouble.empty(),
          simulated / weight,
          worst);
    }
  }

  /** Compares routes that both know, by application. */
  public static List<EstimateComparison> of(
      List<ClientGroup> groups, Evaluation evaluation, SimulationResult result) {
    Map<GroupId, AppId> apps = new HashMap<>();
    groups.forEach(group -> apps.put(group.id(), group.app()));
    Map<Route, SimulationResult.RouteResult> seen = new HashMap<>();
    result.routes().forEach(route -> seen.put(Route.of(route.group(), route.calls()), route));
    TreeMap<AppId, Sums> sums = new TreeMap<>();
    for (RouteEvaluation route : evaluation.routes()) {
      SimulationResult.RouteResult simulated = seen.get(Route.of(route.group(), route.calls()));
      AppId app = apps.get(route.group());
      if (simulated != null && app != null) {
        sums.computeIfAbsent(app, key -> new Sums()).add(route, simulated);
      }
    }
    List<EstimateComparison> all = new ArrayList<>();
    sums.forEach((app, sum) -> all.add(sum.of(app)));
    return List.copyOf(all);
  }
}
