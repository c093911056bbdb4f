package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.exact.NodeConfigurations.Configuration;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How much dearer a placement is at the prices of the block dual than what these allow: by how much
 * each node earns less than it could, and each group pays more. All of it together is the gap, so
 * where it is, a placement has something to gain. Nodes whose pools are counted step by step have
 * none.
 */
final class Slack {

  /**
   * Prices and what they are worth.
   *
   * @param micros by item, then by link
   * @param earned the most that each node earns at them, micro-units
   * @param paid the least that each group pays, micro-units
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Prices(double[] micros, double[] earned, double[] paid) {}

  private final double[] ofNode;
  private final double[] ofGroup;
  private final List<GroupBlocks> groups;
  private final List<List<GroupBlocks>> served = new ArrayList<>();
  private final double[] load;

  Slack(
      CompiledProblem problem,
      List<GroupBlocks> groups,
      NodeFunctions functions,
      Prices prices,
      CompiledPlacement placement) {
    this.groups = groups;
    ofNode = prices.earned.clone();
    ofGroup = new double[groups.size()];
    load = new double[problem.pairs().size()];
    for (int n = 0; n < ofNode.length; n++) {
      served.add(new ArrayList<>());
    }
    int first = 0;
    for (int g = 0; g < ofGroup.length; g++) {
      GroupBlocks of = groups.get(g);
      ofGroup[g] = -prices.paid[g];
      for (RouteShare share : placement.shares().get(of.group.index)) {
        ofGroup[g] += paid(of, share, first, prices.micros);
      }
      first += of.split.blocks().size();
    }
    for (int n = 0; n < ofNode.length; n++) {
      List<Configuration> all = functions.configurations(n);
      ofNode[n] =
          all == null || served.get(n).isEmpty()
              ? 0
              : ofNode[n] + cheapest(problem, n, functions.of(n), all);
    }
  }

  /** What devices on a route pay, with its blocks bought from nodes; these earn that. */
  private double paid(GroupBlocks of, RouteShare share, int first, double[] prices) {
    Map<Integer, Integer> masks = new TreeMap<>();
    int[] free = Split.freeCalls(of.group.routes);
    for (int i = 0; i < free.length; i++) {
      masks.merge(share.nodeOf(of.group, free[i]), 1 << i, (a, b) -> a | b);
    }
    masks.remove(RouteSpace.LOCAL);
    double micros = of.group.routes.judge().costMicros(share.route());
    for (Map.Entry<Integer, Integer> at : masks.entrySet()) {
      served.get(at.getKey()).add(of);
      for (int block : of.split.covering(at.getValue())) {
        GroupBlocks.Choice choice = of.ways.of(block, at.getKey(), share.route());
        if (choice != null) {
          double profit = prices[first + block] - choice.micros();
          micros += profit;
          ofNode[at.getKey()] -= share.devices() * profit;
          for (int i = 0; i < choice.pairs().length; i++) {
            load[choice.pairs()[i]] +=
                share.devices() * of.group.routes.loadNanos(of.calls(choice)[i]);
          }
        }
      }
    }
    return share.devices() * micros;
  }

  private double cheapest(
      CompiledProblem problem, int node, int[] functions, List<Configuration> all) {
    double least = Double.POSITIVE_INFINITY;
    for (Configuration each : all) {
      boolean carries = true;
      for (int i = 0; i < functions.length; i++) {
        carries &= each.carried()[i] >= load[problem.pairs().index(functions[i], node)] - 1;
      }
      least = carries ? Math.min(least, (double) each.micros()) : least;
    }
    return least == Double.POSITIVE_INFINITY ? 0 : least;
  }

  /** Sum of all, micro-units. */
  double total() {
    return positive(ofNode) + positive(ofGroup);
  }

  private static double positive(double[] of) {
    return Arrays.stream(of).filter(each -> each > 0).sum();
  }

  /** A group drawn by its slack and that of the nodes that serve it. */
  GroupBlocks draw(SplittableRandom random) {
    double left = random.nextDouble() * total();
    for (int g = 0; g < ofGroup.length; g++) {
      left -= Math.max(0, ofGroup[g]);
      if (left < 0) {
        return groups.get(g);
      }
    }
    for (int n = 0; n < ofNode.length; n++) {
      left -= Math.max(0, ofNode[n]);
      if (left < 0) {
        return served.get(n).get(random.nextInt(served.get(n).size()));
      }
    }
    return groups.get(random.nextInt(groups.size()));
  }
}
