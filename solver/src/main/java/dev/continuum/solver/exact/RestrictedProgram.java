package dev.continuum.solver.exact;

import dev.continuum.solver.Level;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Looks for a cheaper placement among some of the routes, by integer programming for a while;
 * proves nothing. For problems in which every placement on the way serves all groups on time.
 */
public final class RestrictedProgram implements Backend {

  private final BiPredicate<CompiledGroup, int[]> kept;
  private final Duration most;
  private boolean complete;

  /** Over the routes that a predicate keeps, for so long at most. */
  public RestrictedProgram(BiPredicate<CompiledGroup, int[]> kept, Duration most) {
    this.kept = kept;
    this.most = most;
  }

  /** Whether the last run ended with the best of its routes. */
  public boolean complete() {
    return complete;
  }

  @Override
  public void run(Search search) {
    complete = false;
    Optional<List<Column>> columns = Columns.enumerate(search.problem(), Exact.MOST_COLUMNS, kept);
    if (columns.isEmpty() || search.over()) {
      return;
    }
    Encoding encoding = new Encoding(search.problem(), columns.get());
    Rounds rounds = new Rounds(search, encoding, Level.COST, false);
    ModelSolver.Limits all = Exact.limits(search);
    ModelSolver.Limits limits =
        new ModelSolver.Limits(
            all.time().compareTo(most) < 0 ? all.time() : most,
            all.deterministic(),
            all.effort() / 4,
            all.seed(),
            all.threads(),
            all.stop());
    ModelSolver.Outcome outcome =
        Exact.solver(search.problem())
            .minimise(
                encoding.model, encoding.objective(Level.COST), rounds.hint(), limits, rounds);
    complete = outcome.status() == ModelSolver.Status.OPTIMAL;
  }
}
