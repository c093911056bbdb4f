package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import java.util.List;

/** The most that one node can earn at prices. Not thread-safe. */
interface NodeSide {

  /**
   * A block of a group that a node can serve.
   *
   * @param index of its price
   * @param functions of its calls on the node, each once
   * @param loads that its calls put on each, nano-requests/s per device
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Item(int index, int[] functions, long[] loads) {}

  /**
   * A link of a node.
   *
   * @param index of its price
   * @param items that it holds
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Linked(Link link, int index, int[] items) {}

  /**
   * What it earns; adds the devices that it serves to each item. Limits are those of pools of nodes
   * with too many configurations to list: what they have to keep may cost more than it earns.
   */
  double most(double[] prices, double[] served, PoolLimits limits);

  /** What one of its pools would earn at the last prices within other limits. */
  double poolMost(int pair, PoolLimits.Range limits);

  static NodeSide of(
      CompiledProblem problem,
      int node,
      NodeFunctions functions,
      List<Item> items,
      List<Linked> links,
      double[] cost,
      int[] devices) {
    List<Configuration> configurations = functions.configurations(node);
    return configurations == null
        ? new PooledSide(problem, node, functions, items, cost, devices)
        : new ConfiguredSide(functions.of(node), configurations, items, links, cost, devices);
  }
}
