package dev.continuum.solver.exact;

import dev.continuum.solver.natives.Natives;
import dev.continuum.solver.price.PriceCore;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.util.Optional;
import java.util.function.Function;

/**
 * Proves bounds of few sites by prices that begin where the linear program of flows ends: its dual
 * is turned into the certificate of {@link PriceCore}, which keeps what the program relaxes.
 */
public final class FlowDual implements Backend {

  private final String solver;
  private final Function<Search, Optional<FlowModel>> models;

  /** For problems that suit it. */
  public FlowDual() {
    this("GLOP", SharedFlows::model);
  }

  /** By a solver for linear programs: GLOP, PDLP or HIGHS_LP. */
  FlowDual(String solver, Function<Search, Optional<FlowModel>> models) {
    this.solver = solver;
    this.models = models;
  }

  @Override
  public void run(Search search) {
    models.apply(search).ifPresent(model -> run(search, model));
  }

  private void run(Search search, FlowModel model) {
    Natives.begin();
    SharedFlows.strengthen(search, model);
    Optional<FlowPrices> prices = prices(search, model);
    if (!search.over()) {
      prices.ifPresent(first -> PriceCore.from(first).run(search));
    }
  }

  private Optional<FlowPrices> prices(Search search, FlowModel model) {
    try (FlowProgram program = new FlowProgram(model, solver)) {
      return program.solve(search::over)
          ? Optional.of(new FlowPrices(search.problem(), model, program))
          : Optional.empty();
    }
  }
}
