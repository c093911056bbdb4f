package dev.continuum.solver.exact;

import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
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
 *
 * <p>Not thread-safe.
 */
final class JointLoads {

  /** Devices in a place, and what they load, by limited function. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Joint(int variable, long[] loads) {}

  private record Waiting(GroupBlocks of, GroupBlocks.Choice choice, int variable) {}

  /**
   * What loads both functions, as load on the one; at most so much of it for each of the other.
   *
   * @param first whether it is the only row of the two, or the first
   */
  private record Both(int one, int other, double ratio, boolean first, int row) {}

  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Both> rows = new ArrayList<>();
  private int[] functions = new int[0];

  /** Adds devices in a place that the node is. */
  void add(GroupBlocks of, GroupBlocks.Choice choice, int variable) {
    if (choice.pairs().length > 1) {
      waiting.add(new Waiting(of, choice, variable));
    }
  }

  /**
   * Adds the rows of the node.
   *
   * @param limited functions
   * @param of what the node can be
   * @param chosen variables of that
   */
  void addRows(LinearModel model, int[] limited, List<Configuration> of, int[] chosen, int rule) {
    functions = limited;
    List<Joint> all = new ArrayList<>();
    for (Waiting each : waiting) {
      long[] loads = new long[limited.length];
      Arrays.setAll(loads, i -> each.of.load(each.choice, limited[i]));
      all.add(new Joint(each.variable, loads));
    }
    waiting.clear();
    for (int i = 0; i < limited.length; i++) {
      for (int j = 0; j < limited.length; j++) {
        if (i != j) {
          addRow(model, all, i, j, of, chosen, rule);
        }
      }
    }
  }

  private void addRow(
      LinearModel model,
      List<Joint> all,
      int i,
      int j,
      List<Configuration> of,
      int[] chosen,
      int rule) {
    Terms terms = new Terms();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Joint each : all) {
      long one = each.loads[i];
      long other = each.loads[j];
      if (one > 0 && other > 0) {
        terms.add(each.variable, one);
        most = Math.max(most, (double) one / other);
        least = Math.min(least, (double) one / other);
      }
    }
    // In one proportion the row of the other function says the same.
    if (terms.isEmpty() || (least == most && i > j)) {
      return;
    }
    for (int k = 0; k < of.size(); k++) {
      long[] carried = of.get(k).carried();
      terms.add(chosen[k], -(long) Math.min((double) carried[i], Math.ceil(carried[j] * most)));
    }
    rows.add(new Both(functions[i], functions[j], most, i < j, model.atMost(terms, 0, rule)));
  }

  /** The rows that more devices would be in; -1 where there is none for two functions of theirs. */
  void each(GroupBlocks of, GroupBlocks.Choice choice, RowVisitor visitor) {
    if (choice.pairs().length < 2) {
      return;
    }
    int limited = 0;
    for (int function : functions) {
      limited += of.load(choice, function) > 0 ? 1 : 0;
    }
    int pairs = limited * (limited - 1) / 2;
    for (Both both : rows) {
      long one = of.load(choice, both.one);
      long other = of.load(choice, both.other);
      if (one > 0 && other > 0) {
        pairs -= both.first ? 1 : 0;
        visitor.at(both.row, Math.min(one, (long) (other * both.ratio)));
      }
    }
    if (pairs > 0) {
      visitor.at(-1, 0);
    }
  }
}
