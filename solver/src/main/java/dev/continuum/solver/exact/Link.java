package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a group where it costs least: devices that make it there are no more than all, and no
 * more than what the node is carries. So x &le; y for each group, where that matters most.
 *
 * @param of the group
 * @param call which
 * @param pair where
 * @param node that of the pair
 * @param at the pair's function among those that are limited on the node
 */
record Link(GroupBlocks of, int call, int pair, int node, int at) {

  /** All of some groups, in their order. */
  static List<Link> all(
      CompiledProblem problem, List<GroupBlocks> groups, NodeFunctions functions) {
    List<Link> links = new ArrayList<>();
    for (GroupBlocks of : groups) {
      for (int call : Split.freeCalls(of.group.routes)) {
        int pair = of.cheapestPair(call);
        if (pair >= 0 && of.group.routes.loadNanos(call) > 0) {
          int node = problem.pairs().node(pair);
          int at = ConfigurationModel.indexOf(functions.of(node), problem.pairs().function(pair));
          if (at >= 0 && functions.choices(node) != null) {
            links.add(new Link(of, call, pair, node, at));
          }
        }
      }
    }
    return links;
  }

  /** Whether devices make the call there if a block is in a place. */
  boolean holds(GroupBlocks.Choice choice) {
    int i = choice.place() == node ? ConfigurationModel.indexOf(of.calls(choice), call) : -1;
    return i >= 0 && choice.pairs()[i] == pair;
  }

  /**
   * Adds its row to a program; returns the row's number, or -1 if there is none.
   *
   * @param all what the node can be, or null if it does not choose among that
   * @param chosen variables of that; empty if the node does not choose
   */
  int addRow(LinearModel model, @Nullable List<Configuration> all, int[] chosen, int rule) {
    if (all == null || chosen.length == 0) {
      return -1;
    }
    Terms terms = new Terms();
    for (int c = 0; c < of.choices.size(); c++) {
      if (holds(of.choices.get(c))) {
        terms.add(of.devices[c], 1);
      }
    }
    for (int k = 0; k < chosen.length; k++) {
      terms.add(chosen[k], -most(all.get(k)));
    }
    return model.atMost(terms, 0, rule);
  }

  /** Most devices that make the call there if the node is something. */
  long most(Configuration each) {
    return most(each.carried()[at]);
  }

  /** The same if the node carries so much of the function, nano-requests/s. */
  long most(long carried) {
    return Math.min(of.count, carried / of.group.routes.loadNanos(call));
  }
}
