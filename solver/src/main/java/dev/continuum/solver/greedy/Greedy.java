package dev.continuum.solver.greedy;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Construction in order of size, then ruin and recreate for a number of rounds in proportion to the
 * groups. O(rounds × ruined × options). Always ends; proves nothing.
 */
public final class Greedy implements Backend {

  private static final String NAME = "greedy";
  private static final int ROUNDS_PER_GROUP = 4;
  private static final int MOST_ROUNDS = 500;

  private static final double SHARE_OF_OPENING = 0.1;

  private final int roundsPerGroup;

  /** Of the time, for rounds. */
  private final double share;

  /** With as many rounds as end in milliseconds on small problems. */
  public Greedy() {
    this(ROUNDS_PER_GROUP, 1);
  }

  private Greedy(int roundsPerGroup, double share) {
    this.roundsPerGroup = roundsPerGroup;
    this.share = share;
  }

  /** With no more rounds than end in a small part of the time, where routes are hard to find. */
  public static Greedy opening() {
    return new Greedy(ROUNDS_PER_GROUP, SHARE_OF_OPENING);
  }

  /** Construction only. */
  public static Greedy constructionOnly() {
    return new Greedy(0, 1);
  }

  @Override
  public void run(Search search) {
    CompiledProblem problem = search.problem();
    PlacementState state = construct(search, false);
    if (problem.changes().counted()) {
      PlacementState fromCurrent = construct(search, true);
      state = fromCurrent.rank().betterThan(state.rank()) ? fromCurrent : state;
    }
    offer(search, state);
    RuinAndRecreate improvement =
        new RuinAndRecreate(problem, state, new SplittableRandom(search.options().seed()));
    int rounds = Math.min(MOST_ROUNDS, roundsPerGroup * problem.groups().size());
    BooleanSupplier on = search.budget().stepLimited() ? () -> !search.over() : search.onFor(share);
    for (int round = 0; round < rounds && on.getAsBoolean(); round++) {
      search.budget().step();
      if (improvement.round()) {
        offer(search, state);
      }
    }
  }

  private static void offer(Search search, PlacementState state) {
    if (state.complete()) {
      search.offer(state.snapshot(), NAME);
    }
  }

  /** A construction that takes advice, in order of size. */
  public static PlacementState construct(Search search, Guide guide) {
    CompiledProblem problem = search.problem();
    PlacementState state = new PlacementState(problem);
    Construction construction = new Construction(problem, state, guide);
    construction.spread();
    serveAll(search, construction);
    return state;
  }

  private static PlacementState construct(Search search, boolean fromCurrent) {
    CompiledProblem problem = search.problem();
    PlacementState state = new PlacementState(problem);
    Construction construction = new Construction(problem, state);
    construction.spread();
    if (fromCurrent) {
      CurrentRoutes.addTo(state, problem);
    }
    serveAll(search, construction);
    return state;
  }

  /** Stops early when the search is over: what is left stays unserved. */
  private static void serveAll(Search search, Construction construction) {
    for (CompiledGroup group : inOrder(search.problem())) {
      if (search.over()) {
        return;
      }
      construction.serve(group);
    }
  }

  /** Those that must be served first, then the most weighty per unit of load, then the largest. */
  private static List<CompiledGroup> inOrder(CompiledProblem problem) {
    List<CompiledGroup> order = new ArrayList<>(problem.groups());
    order.sort(
        Comparator.comparing((CompiledGroup group) -> !group.serveAll)
            .thenComparing(Comparator.comparingDouble(Greedy::size).reversed())
            .thenComparingInt(group -> group.index));
    return order;
  }

  private static double size(CompiledGroup group) {
    double largest = 0;
    for (int call = 0; call < group.routes.calls(); call++) {
      for (int option = 0; option < group.routes.options(call); option++) {
        largest = Math.max(largest, (double) group.routes.cpuNanocores(call, option));
      }
    }
    return largest * group.devices;
  }
}
