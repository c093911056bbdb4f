package dev.continuum.solver.exact;

import dev.continuum.solver.greedy.RuinAndRecreate;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Ruin and recreate from the incumbent until it finds nothing for a while. */
final class LocalSearch {

  private static final int PATIENCE = 200;

  private final Search search;
  private final SplittableRandom random;
  private final BooleanSupplier on;

  LocalSearch(Search search, SplittableRandom random, BooleanSupplier on) {
    this.search = search;
    this.on = on;
    this.random = random;
  }

  void run() {
    PlacementState state = PlacementState.of(search.problem(), search.incumbent().orElseThrow());
    RuinAndRecreate improvement = new RuinAndRecreate(search.problem(), state, random.split());
    int stale = 0;
    while (stale < PATIENCE && on.getAsBoolean()) {
      search.budget().step();
      stale++;
      if (improvement.round()) {
        stale = 0;
        if (state.complete()) {
          search.offer(state.snapshot(), "ruin-and-recreate");
        }
      }
    }
  }
}
