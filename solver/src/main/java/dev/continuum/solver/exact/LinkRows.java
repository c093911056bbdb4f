package dev.continuum.solver.exact;

import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Links of a configuration model and their rows, by group and by node. Not thread-safe. */
final class LinkRows {

  final List<Link> links;

  /** The row of each link, or -1. */
  final int[] row;

  private final Map<GroupBlocks, List<Integer>> ofGroup = new HashMap<>();
  private final Map<Integer, List<Integer>> ofNode = new HashMap<>();

  LinkRows(List<Link> links, int[] row) {
    this.links = links;
    this.row = row;
    for (int l = 0; l < row.length; l++) {
      if (row[l] >= 0) {
        ofGroup.computeIfAbsent(links.get(l).of(), unused -> new ArrayList<>()).add(l);
        ofNode.computeIfAbsent(links.get(l).node(), unused -> new ArrayList<>()).add(l);
      }
    }
  }

  /** The rows that devices of a group would be in at a place. */
  void each(GroupBlocks blocks, GroupBlocks.Choice choice, RowVisitor visitor) {
    for (int l : ofGroup.getOrDefault(blocks, List.of())) {
      if (links.get(l).holds(choice)) {
        visitor.at(row[l], 1);
      }
    }
  }

  /** Those that a configuration of a node would be in. */
  void each(int node, Configuration configuration, RowVisitor visitor) {
    for (int l : ofNode.getOrDefault(node, List.of())) {
      visitor.at(row[l], -links.get(l).most(configuration));
    }
  }

  /**
   * What a node earns by its links with some load of one of its functions carried, micro-units.
   *
   * @param duals of all rows
   */
  double earned(int node, int at, long carried, double[] duals) {
    double sum = 0;
    for (int l : ofNode.getOrDefault(node, List.of())) {
      if (links.get(l).at() == at) {
        sum -= duals[row[l]] * links.get(l).most(carried);
      }
    }
    return sum;
  }
}
