package dev.continuum.solver.exact;

import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import java.util.ArrayList;
import java.util.List;

/**
 * What loads several functions of one node at once. A node that is half of one configuration and
 * half of another has half of what each carries, function by function, but calls that run together
 * find room in neither if each lacks one of their functions. So for each two functions, what loads
 * both is within what one configuration carries of both. With two functions and loads in one
 * proportion these rows and those of the functions describe the hull of all configurations: the
 * relaxation is as tight as if each way to fill the node were a column. (E. Balas, Disjunctive
 * programming: properties of the convex hull of feasible points, 1998, DOI
 * 10.1016/S0166-218X(98)00136-X; here the hull's projection is written down.)
 */
final class JointLoads {

  private final List<NodeSide.Item> all = new ArrayList<>();

  /** Adds devices that a variable counts. */
  void add(NodeSide.Item item) {
    if (item.functions().length > 1) {
      all.add(item);
    }
  }

  /**
   * The rows of a node.
   *
   * @param functions that are limited there
   * @param of what the node can be
   * @param chosen variables of that
   */
  void addRows(LinearModel model, int[] functions, List<Configuration> of, int[] chosen, int rule) {
    for (int i = 0; i < functions.length; i++) {
      for (int j = 0; j < functions.length; j++) {
        if (i != j) {
          addRow(model, functions, i, j, of, chosen, rule);
        }
      }
    }
  }

  /** What loads both, as load on the one, is within both. */
  private void addRow(
      LinearModel model,
      int[] functions,
      int one,
      int other,
      List<Configuration> of,
      int[] chosen,
      int rule) {
    Terms terms = new Terms();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (NodeSide.Item each : all) {
      long here = each.load(functions[one]);
      long there = each.load(functions[other]);
      if (here > 0 && there > 0) {
        terms.add(each.index(), here);
        most = Math.max(most, (double) here / there);
        least = Math.min(least, (double) here / there);
      }
    }
    // In one proportion the row of the other function says the same.
    if (terms.isEmpty() || (least == most && one > other)) {
      return;
    }
    for (int k = 0; k < of.size(); k++) {
      long[] carried = of.get(k).carried();
      double both = Math.min((double) carried[one], Math.ceil(carried[other] * most));
      terms.add(chosen[k], -(long) both);
    }
    model.atMost(terms, 0, rule);
  }
}
