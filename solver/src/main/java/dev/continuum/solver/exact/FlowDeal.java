package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Construction;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whole devices from the flows of a {@link FlowModel}: those with most load first fill the routes
 * of their class, and the few that are left go where they cost least. Not thread-safe.
 */
final class FlowDeal {

  private static final double NEGLIGIBLE = 1e-6;

  private final CompiledProblem problem;
  private final List<AlikeGroups> classes;
  private final FlowModel model;
  private final PlacementState state;

  FlowDeal(CompiledProblem problem, List<AlikeGroups> classes, FlowModel model) {
    this.problem = problem;
    this.classes = classes;
    this.model = model;
    state = new PlacementState(problem);
  }

  /** Deals, and offers what comes of it if that serves all. */
  void offer(Search search, double[] values, String source) {
    for (int c = 0; c < classes.size(); c++) {
      deal(classes.get(c), model.away.get(c), model.own.get(c), values);
    }
    Construction rest = new Construction(problem, state);
    rest.spread();
    for (CompiledGroup group : problem.groups()) {
      if (search.over()) {
        return;
      }
      var unused = rest.serve(group);
    }
    if (state.complete()) {
      search.offer(state.snapshot(), source);
    }
  }

  private void deal(AlikeGroups alike, int[] away, List<int[]> own, double[] values) {
    double[] left = new double[away.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = values[away[i]];
    }
    List<Integer> order = new ArrayList<>();
    for (int m = 0; m < own.size(); m++) {
      order.add(m);
    }
    order.sort(Comparator.comparingDouble(m -> -alike.members().get(m).share()));
    for (int m : order) {
      AlikeGroups.Member member = alike.members().get(m);
      int devices = member.group().devices;
      for (int i = 0; i < own.get(m).length; i++) {
        int stay = (int) Math.min(devices, Math.floor(values[own.get(m)[i]] + NEGLIGIBLE));
        if (stay > 0 && put(member.group(), member.own().get(i).route(), stay)) {
          devices -= stay;
        }
      }
      for (int i = 0; i < left.length; i++) {
        int some = (int) Math.min(devices, Math.floor(left[i] / member.share() + NEGLIGIBLE));
        if (some > 0 && put(member.group(), alike.route(i, member), some)) {
          devices -= some;
          left[i] -= some * member.share();
        }
      }
    }
  }

  private boolean put(CompiledGroup group, int[] route, int devices) {
    return state.put(group.index, route, devices, group.routes.judge().costMicros(route));
  }
}
