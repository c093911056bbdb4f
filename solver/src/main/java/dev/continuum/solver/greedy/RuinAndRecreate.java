package dev.continuum.solver.greedy;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.Rank;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Takes some groups out and serves them again in another order; keeps what is better. The groups
 * are related by a shared node, or are all of a node that is closed, or those drawn to a node that
 * is opened. G. Schrimpf et al., Record breaking optimization results using the ruin and recreate
 * principle, J. Comput. Phys. 159, 2000, DOI 10.1006/jcph.1999.6413. Not thread-safe.
 */
public final class RuinAndRecreate {

  private static final int MOST_RELATED = 12;
  private static final int MOST_MOVED = 60;

  private final CompiledProblem problem;
  private final PlacementState state;
  private final Guide guide;
  private final Construction construction;
  private final NodeMoves moves;
  private final double[] poolPrice;
  private final SplittableRandom random;

  /** On a state, which it changes. */
  public RuinAndRecreate(CompiledProblem problem, PlacementState state, SplittableRandom random) {
    this.problem = problem;
    this.state = state;
    this.guide = new Guide(problem.pairs().size());
    this.construction = new Construction(problem, state, guide);
    this.moves = new NodeMoves(problem, state);
    this.poolPrice = PoolPrices.of(problem);
    this.random = random;
  }

  /** One round; returns whether the state is better than before. */
  public boolean round() {
    if (problem.groups().isEmpty() || problem.nodes().size == 0) {
      return false;
    }
    int[] pairs = pairsOf(random.nextInt(problem.nodes().size));
    return switch (random.nextInt(4)) {
      case 0 -> close(pairs);
      case 1 -> pull(pairs);
      default -> attempt(related());
    };
  }

  /** All of a node's pairs, or one of them: whole nodes and single pools empty and fill. */
  private int[] pairsOf(int node) {
    PairTable pairs = problem.pairs();
    if (random.nextBoolean()) {
      return new int[] {pairs.index(random.nextInt(pairs.functions), node)};
    }
    int[] all = new int[pairs.functions];
    for (int f = 0; f < all.length; f++) {
      all[f] = pairs.index(f, node);
    }
    return all;
  }

  private boolean close(int[] pairs) {
    List<CompiledGroup> moved = moves.on(pairs, MOST_MOVED);
    if (moved.isEmpty()) {
      return false;
    }
    for (int pair : pairs) {
      guide.close(pair, true);
    }
    boolean better = attempt(moved);
    for (int pair : pairs) {
      guide.close(pair, false);
    }
    return better;
  }

  private boolean pull(int[] pairs) {
    List<CompiledGroup> moved = moves.drawnTo(pairs, poolPrice, 1 + random.nextInt(MOST_MOVED));
    if (moved.isEmpty()) {
      return false;
    }
    for (int pair : pairs) {
      guide.pull(pair, poolPrice[pair]);
    }
    boolean better = attempt(moved);
    for (int pair : pairs) {
      guide.pull(pair, -1);
    }
    return better;
  }

  private boolean attempt(List<CompiledGroup> ruined) {
    Rank before = state.rank();
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
    int most = 1 + random.nextInt(Math.min(MOST_RELATED, groups));
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
      for (int call = 0; call < group.routes.calls(); call++) {
        int node = share.nodeOf(group, call);
        if (node != RouteSpace.LOCAL) {
          nodes[node] = true;
        }
      }
    }
    return nodes;
  }

  private boolean meets(CompiledGroup group, boolean[] nodes) {
    for (RouteShare share : state.shares(group.index)) {
      for (int call = 0; call < group.routes.calls(); call++) {
        int node = share.nodeOf(group, call);
        if (node != RouteSpace.LOCAL && nodes[node]) {
          return true;
        }
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
