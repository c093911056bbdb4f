package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.util.Optional;

/**
 * Searches problems with very many groups, and bounds their cost, by the core that suits their
 * shape. Problems it does not suit are left to others.
 */
public final class Volume implements Backend {

  /** From here on integer programming has nothing to add in the time there is. */
  private static final int LEAST_GROUPS = 2_000;

  private static final long MOST_OPTIONS_OF_OTHERS = 20_000_000;

  private final Backend others;

  /** With what searches all other problems. */
  public Volume(Backend others) {
    this.others = others;
  }

  @Override
  public void run(Search search) {
    Optional<Demands> demands =
        search.problem().groups().size() < LEAST_GROUPS
            ? Optional.empty()
            : Demands.of(search.problem());
    if (demands.isPresent()) {
      new AssignmentSearch(search, demands.get()).run();
    } else if (isTooLargeForOthers(search.problem())) {
      new RouteSearch(search).run();
    } else {
      others.run(search);
    }
  }

  /** Options of all groups, beyond which neither construction nor prices look at each. */
  private static boolean isTooLargeForOthers(CompiledProblem problem) {
    long options = 0;
    for (CompiledGroup group : problem.groups()) {
      for (int v = 0; v < group.routes.calls(); v++) {
        options += group.routes.options(v);
      }
      if (group.divisible) {
        return false;
      }
    }
    return options > MOST_OPTIONS_OF_OTHERS
        && problem.rules().spreads().isEmpty()
        && !problem.changes().matters();
  }
}
