package dev.continuum.solver.greedy;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which groups a move of a whole node concerns. Instances cost in steps and carry more each the
 * more there are, so moving groups one by one misses both emptying a node and filling one:
 * <i>close</i> takes all groups off a node, <i>pull</i> takes those to it that would gain most
 * there if load cost what a well-filled pool costs. Add and drop moves of facility location (A. A.
 * Kuehn, M. J. Hamburger 1963, DOI 10.1287/mnsc.9.4.643) on pools. Not thread-safe.
 */
final class NodeMoves {

  private record Gain(double micros, int group) {}

  private final CompiledProblem problem;
  private final PlacementState state;

  NodeMoves(CompiledProblem problem, PlacementState state) {
    this.problem = problem;
    this.state = state;
  }

  /** Groups with a call on any of some pairs, at most so many. */
  List<CompiledGroup> on(int[] pairs, int most) {
    List<CompiledGroup> on = new ArrayList<>();
    for (CompiledGroup group : problem.groups()) {
      if (on.size() < most && uses(group, pairs)) {
        on.add(group);
      }
    }
    return on;
  }

  /** The groups whose calls would gain most by running on some pairs of a node, at most so many. */
  List<CompiledGroup> drawnTo(int[] pairs, double[] poolPrice, int most) {
    List<Gain> gains = new ArrayList<>();
    for (CompiledGroup group : problem.groups()) {
      double gain = gain(group, pairs, poolPrice);
      if (gain > 0) {
        gains.add(new Gain(gain, group.index));
      }
    }
    gains.sort(Comparator.comparingDouble(Gain::micros).reversed().thenComparingInt(Gain::group));
    return gains.stream().limit(most).map(g -> problem.groups().get(g.group())).toList();
  }

  private boolean uses(CompiledGroup group, int[] pairs) {
    for (RouteShare share : state.shares(group.index)) {
      for (int call = 0; call < group.routes.calls(); call++) {
        if (isAmong(group.routes, call, share.option(call), pairs)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isAmong(RouteSpace routes, int call, int option, int[] pairs) {
    int node = routes.node(call, option);
    if (node == RouteSpace.LOCAL) {
      return false;
    }
    int own = problem.pairs().index(routes.function(call, option), node);
    for (int pair : pairs) {
      if (pair == own) {
        return true;
      }
    }
    return false;
  }

  /** Own costs of the calls now, less those on the pairs, per group; priced load on both sides. */
  private double gain(CompiledGroup group, int[] pairs, double[] poolPrice) {
    RouteSpace routes = group.routes;
    int node = problem.pairs().node(pairs[0]);
    double gain = 0;
    for (int call = 0; call < routes.calls(); call++) {
      double there = Double.POSITIVE_INFINITY;
      double[] fixed = routes.fixedMicros(call);
      for (int option = routes.firstAt(call, node);
          option >= 0;
          option = routes.nextAt(call, option)) {
        if (isAmong(routes, call, option, pairs)) {
          there = Math.min(there, fixed[option] + price(routes, call, option, poolPrice));
        }
      }
      if (there < Double.POSITIVE_INFINITY) {
        for (RouteShare share : state.shares(group.index)) {
          int now = share.option(call);
          double here = fixed[now] + price(routes, call, now, poolPrice);
          gain += share.devices() * (here - there);
        }
        gain += state.unserved(group.index) * there;
      }
    }
    return gain;
  }

  private double price(RouteSpace routes, int call, int option, double[] poolPrice) {
    int node = routes.node(call, option);
    return node == RouteSpace.LOCAL
        ? 0
        : poolPrice[problem.pairs().index(routes.function(call, option), node)]
            * routes.loadNanos(call);
  }
}
