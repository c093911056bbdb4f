package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.function.BiPredicate;

/**
 * A first placement at once: each group looks at a few places ({@link NearConstruction}). What fits
 * in none of them, or comes too late, is left unserved if it may be. O(groups).
 */
public final class NearOpening implements Backend {

  private static final String NAME = "opening";

  /** Groups served between looks at the clock. */
  private static final int STRETCH = 64;

  @Override
  public void run(Search search) {
    offer(search, NearConstruction::serve);
  }

  /** Offers what comes of serving each group in one way. */
  static void offer(Search search, BiPredicate<NearConstruction, CompiledGroup> way) {
    PlacementState state = new PlacementState(search.problem());
    NearConstruction construction = new NearConstruction(search.problem(), state);
    for (CompiledGroup group : search.problem().groups()) {
      if (group.index % STRETCH == 0 && search.over()) {
        break;
      }
      var unused = way.test(construction, group);
    }
    if (state.complete()) {
      search.offer(state.snapshot(), NAME);
    }
  }
}
