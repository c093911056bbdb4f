package dev.continuum.benchmarks.baseline;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlowBase;
import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.compiled.CompiledGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Least-cost flow by cost scaling (OR-Tools), exact where the problem is one: every device takes
 * the same CPU, no instance is kept, no node costs to open, and routes are single places.
 *
 * @see <a href="https://doi.org/10.1006/jagm.1995.0805">A. V. Goldberg, An Efficient Implementation
 *     of a Scaling Minimum-Cost Flow Algorithm, J. Algorithms 22 (1997)</a>
 */
final class MinCostFlow implements Baseline {

  private static final int MOST_ARCS = 50_000_000;

  @Override
  public String name() {
    return "min-cost-flow";
  }

  private record Arc(CompiledGroup group, int node, int index) {}

  @Override
  public Answer plan(PlacementProblem problem, Budget budget) {
    Ground ground = new Ground(problem);
    long unit = -1;
    for (CompiledGroup group : ground.groups()) {
      if (group.routes.calls() != 1 || group.divisible || !group.serveAll) {
        return new Answer.NotApplicable("a flow needs whole devices, one call, and all served");
      }
      for (int node = 0; node < ground.nodes(); node++) {
        Optional<int[]> route = ground.route(group, node);
        if (route.isPresent()) {
          long takes = Ground.nanocores(group, route.get());
          if ((unit >= 0 && takes != unit) || takes == 0) {
            return new Answer.NotApplicable("devices take different amounts of CPU");
          }
          unit = takes;
          if (ground.opens(group, node, route.get())) {
            return new Answer.NotApplicable("instances, artifacts or nodes cost by themselves");
          }
        }
      }
    }
    return unit < 0
        ? new Answer.NotApplicable("nothing can be served on a node")
        : flow(ground, unit);
  }

  private static Answer flow(Ground ground, long unit) {
    Loader.loadNativeLibraries();
    com.google.ortools.graph.MinCostFlow solver = new com.google.ortools.graph.MinCostFlow();
    List<Arc> arcs = new ArrayList<>();
    int groups = ground.groups().size();
    int sink = groups + ground.nodes();
    long devices = 0;
    for (CompiledGroup group : ground.groups()) {
      solver.setNodeSupply(group.index, group.devices);
      devices += group.devices;
      for (int node = 0; node < ground.nodes(); node++) {
        Optional<int[]> route = ground.route(group, node);
        if (route.isPresent()) {
          long cost = group.routes.judge().costMicros(route.get());
          arcs.add(
              new Arc(
                  group,
                  node,
                  solver.addArcWithCapacityAndUnitCost(
                      group.index, groups + node, group.devices, cost)));
          if (arcs.size() > MOST_ARCS) {
            return new Answer.NotApplicable("more arcs than can be written down");
          }
        }
      }
    }
    for (int node = 0; node < ground.nodes(); node++) {
      long capacity = Math.min(devices, ground.compiled.nodes().cpuNanocores[node] / unit);
      var unused = solver.addArcWithCapacityAndUnitCost(groups + node, sink, capacity, 0);
    }
    solver.setNodeSupply(sink, -devices);
    if (solver.solve() != MinCostFlowBase.Status.OPTIMAL) {
      return new Answer.Nothing("no flow serves everybody");
    }
    for (Arc arc : arcs) {
      long flow = solver.getFlow(arc.index());
      if (flow > 0) {
        ground
            .route(arc.group(), arc.node())
            .ifPresent(route -> ground.fill(arc.group(), route, (double) flow));
      }
    }
    return new Answer.Placed(ground.placement(), OptionalLong.of(solver.getOptimalCost()), "");
  }
}
