package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import java.util.List;

/** The most that one node can earn at prices. Not thread-safe. */
interface NodeSide {

  /**
   * A block of a group that a node can serve.
   *
   * @param index of its slot
   * @param functions of its calls on the node, each once
   * @param loads that its calls put on each, nano-requests/s per device
   * @param of the group
   * @param choice the block on this node
   * @param groupLoads that all calls of the group may put on a function, by function; shared by its
   *     items
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Item(
      int index,
      int[] functions,
      long[] loads,
      GroupBlocks of,
      GroupBlocks.Choice choice,
      long[] groupLoads) {}

  /**
   * A link of a node.
   *
   * @param index of its price among slots
   * @param items that it holds, by slot
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Linked(Link link, int index, int[] items) {}

  /**
   * What it earns; adds the devices that it serves to each item. Limits are those of pools of nodes
   * with too many configurations to list: what they have to keep may cost more than it earns.
   */
  double most(double[] prices, double[] served, PoolLimits limits);

  /** No charges. */
  double[] NOTHING = {};

  /** What its configurations cost beside what they cost, from now on; for nodes that list some. */
  void charge(double[] micros);

  /** By pair, how blocks that load several pools pay each of them, from now on. */
  void share(double[] loadPrices);

  /** What one of its pools would earn at the last prices within other limits. */
  double poolMost(int pair, PoolLimits.Range limits);

  /**
   * That of a node.
   *
   * @param worth changes how long it takes, and where a search gets long what it finds, but never
   *     what is true
   */
  static NodeSide of(
      CompiledProblem problem,
      int node,
      NodeFunctions functions,
      List<Item> items,
      List<Linked> links,
      double[] cost,
      int[] devices,
      NodeWorth worth) {
    List<Configuration> configurations = functions.configurations(node);
    return configurations == null
        ? new PooledSide(problem, node, functions, items, links, cost, devices, worth)
        : new ConfiguredSide(
            functions.of(node), configurations, items, links, cost, devices, worth, node);
  }
}
