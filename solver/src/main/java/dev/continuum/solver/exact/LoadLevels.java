package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.exact.NodeConfigurations.PairDemand;
import java.util.ArrayList;
import java.util.List;

/**
 * How much load of a function a node may carry, level by level of the CPU that it takes, with how
 * many instances. Immutable; thread-safe.
 */
final class LoadLevels {

  /**
   * One of them.
   *
   * @param parts of the node's CPU ({@link NodeKnapsack#PARTS}), rounded down
   * @param load that is carried, nano-requests/s
   * @param step of instances that carry it
   */
  record Level(int parts, long load, InstanceSteps.Step step) {}

  private LoadLevels() {}

  /**
   * All of a function on a node: whatever it carries is no more than a level that takes no more.
   *
   * @param steps of instances
   */
  static List<Level> of(
      CompiledProblem problem, int node, PairDemand demand, List<InstanceSteps.Step> steps) {
    List<Level> levels = new ArrayList<>();
    double part = part(problem, node);
    for (InstanceSteps.Step step : steps) {
      int least = parts(step.before() * demand.cpuPerLoad(), part);
      int most = parts(step.carried() * demand.cpuPerLoad(), part);
      for (int parts = least; parts <= Math.min(most, NodeKnapsack.PARTS); parts++) {
        double cpu = (parts + 1) * part;
        long load =
            parts == most || cpu >= step.carried() * demand.cpuPerLoad()
                ? step.carried()
                : demand.whole((long) Math.ceil(cpu / demand.cpuPerLoad()));
        if (load > step.before()) {
          levels.add(new Level(parts, load, step));
        }
      }
    }
    return levels;
  }

  private static double part(CompiledProblem problem, int node) {
    return problem.nodes().hasEndlessCpu(node)
        ? Double.POSITIVE_INFINITY
        : Math.max(1, (double) problem.nodes().cpuNanocores[node] / NodeKnapsack.PARTS);
  }

  private static int parts(double nanocores, double part) {
    return (int) Math.min(NodeKnapsack.PARTS + 1.0, Math.floor(nanocores / part));
  }
}
