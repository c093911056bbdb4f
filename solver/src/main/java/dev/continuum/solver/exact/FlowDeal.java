package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Construction;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whole devices from the flows of a {@link FlowModel}: those with most load first fill the routes
 * of their class, and the few that are left go where they cost least. Used once; not thread-safe.
 */
final class FlowDeal {

  private static final double NEGLIGIBLE = 1e-6;

  private final CompiledProblem problem;
  private final FlowModel model;
  private final double[] values;
  private final PlacementState state;
  private final int[] left;

  FlowDeal(CompiledProblem problem, FlowModel model, double[] values) {
    this.problem = problem;
    this.model = model;
    this.values = values;
    state = new PlacementState(problem);
    left = problem.groups().stream().mapToInt(group -> group.devices).toArray();
  }

  /** Deals, and offers what comes of it if that serves all. */
  void offer(Search search, String source) {
    model.flows.forEach(this::deal);
    Construction rest = new Construction(problem, state);
    rest.spread();
    for (CompiledGroup group : problem.groups()) {
      if (!search.over()) {
        var unused = rest.serve(group);
      }
    }
    if (state.complete()) {
      search.offer(state.snapshot(), source);
    }
  }

  private void deal(FlowModel.Flows flows) {
    List<AlikeGroups.Member> all = new ArrayList<>();
    for (FlowModel.TwinFlows twins : flows.twins()) {
      List<AlikeGroups.Member> members = twins.twins().members();
      all.addAll(members);
      double[] own = flow(twins.own());
      int[] order =
          IntStream.range(0, members.size())
              .boxed()
              .sorted(Comparator.comparingDouble(m -> -members.get(m).part()))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int m : order) {
        int stays = twins.staying()[m];
        int most = stays == Encoding.NONE ? 0 : whole(values[stays]);
        fill(twins.twins().own, members.get(m).group(), members.get(m).part(), own, most);
      }
    }
    all.sort(Comparator.comparingDouble(member -> -member.share()));
    double[] away = flow(flows.away());
    for (AlikeGroups.Member member : all) {
      fill(flows.alike().away, member.group(), member.share(), away, left[member.group().index]);
    }
  }

  private double[] flow(int[] variables) {
    return Arrays.stream(variables).mapToDouble(variable -> values[variable]).toArray();
  }

  private static int whole(double devices) {
    return (int) Math.floor(devices + NEGLIGIBLE);
  }

  /** Puts at most so many devices of a group on routes, of which each is a share of what flows. */
  private void fill(
      SharedRoutes routes, CompiledGroup group, double share, double[] flow, int most) {
    int more = Math.min(most, left[group.index]);
    for (int i = 0; i < flow.length; i++) {
      int some = Math.min(more, whole(flow[i] / share));
      if (some > 0 && put(group, routes.route(i, group), some)) {
        more -= some;
        left[group.index] -= some;
        flow[i] -= some * share;
      }
    }
  }

  private boolean put(CompiledGroup group, int[] route, int devices) {
    return state.put(group.index, route, devices, group.routes.judge().costMicros(route));
  }
}
