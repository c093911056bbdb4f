package dev.continuum.solver.greedy;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.Rank;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Takes a few related groups out and serves them again in another order; keeps what is better. G.
 * Schrimpf et al., Record breaking optimization results using the ruin and recreate principle, J.
 * Comput. Phys. 159, 2000, DOI 10.1006/jcph.1999.6413. Not thread-safe.
 */
public final class RuinAndRecreate {

  private static final int MOST_RUINED = 12;

  private final CompiledProblem problem;
  private final PlacementState state;
  private final Construction construction;
  private final SplittableRandom random;

  /** On a state, which it changes. */
  public RuinAndRecreate(CompiledProblem problem, PlacementState state, SplittableRandom random) {
    this.problem = problem;
    this.state = state;
    this.construction = new Construction(problem, state);
    this.random = random;
  }

  /** One round; returns whether the state is better than before. */
  public boolean round() {
    int groups = problem.groups().size();
    if (groups == 0) {
      return false;
    }
    Rank before = state.rank();
    List<CompiledGroup> ruined = related();
    List<List<RouteShare>> taken = new ArrayList<>();
    for (CompiledGroup group : ruined) {
      taken.add(state.clear(group.index));
    }
    List<CompiledGroup> order = new ArrayList<>(ruined);
    shuffle(order);
    for (CompiledGroup group : order) {
      construction.serve(group);
    }
    if (state.rank().betterThan(before)) {
      return true;
    }
    for (CompiledGroup group : ruined) {
      state.clear(group.index);
    }
    for (int i = 0; i < ruined.size(); i++) {
      state.restore(ruined.get(i).index, taken.get(i));
    }
    return false;
  }

  /** A random group, and groups that share a node with it or are unserved. */
  private List<CompiledGroup> related() {
    int groups = problem.groups().size();
    CompiledGroup seed = problem.groups().get(random.nextInt(groups));
    int most = 1 + random.nextInt(Math.min(MOST_RUINED, groups));
    boolean[] nodes = nodesOf(seed);
    List<CompiledGroup> related = new ArrayList<>();
    related.add(seed);
    int start = random.nextInt(groups);
    for (int i = 0; i < groups && related.size() < most; i++) {
      CompiledGroup group = problem.groups().get((start + i) % groups);
      if (group != seed
          && (state.unserved(group.index) > 0 || random.nextInt(4) == 0 || meets(group, nodes))) {
        related.add(group);
      }
    }
    return related;
  }

  private boolean[] nodesOf(CompiledGroup group) {
    boolean[] nodes = new boolean[problem.nodes().size];
    for (RouteShare share : state.shares(group.index)) {
      int[] route = share.route();
      for (int call = 0; call < route.length; call++) {
        int node = group.routes.node(call, route[call]);
        if (node != RouteSpace.LOCAL) {
          nodes[node] = true;
        }
      }
    }
    return nodes;
  }

  private boolean meets(CompiledGroup group, boolean[] nodes) {
    boolean[] own = nodesOf(group);
    for (int n = 0; n < nodes.length; n++) {
      if (own[n] && nodes[n]) {
        return true;
      }
    }
    return false;
  }

  private void shuffle(List<CompiledGroup> order) {
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      CompiledGroup swap = order.get(i);
      order.set(i, order.get(j));
      order.set(j, swap);
    }
  }
}
