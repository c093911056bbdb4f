package dev.continuum.solver.exact;

import dev.continuum.solver.price.PriceCore;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import java.util.Optional;

/**
 * Proves bounds of few sites by prices that begin where the linear program of flows ends: its dual
 * is turned into the certificate of {@link PriceCore}, which keeps what the program relaxes.
 */
final class FlowDual implements Backend {

  private final String solver;
  private final FlowModels models;

  /** With what others use, too. */
  FlowDual(FlowModels models) {
    this(models, "GLOP");
  }

  /** By a solver for linear programs: GLOP, PDLP or HIGHS_LP. */
  FlowDual(FlowModels models, String solver) {
    this.models = models;
    this.solver = solver;
  }

  @Override
  public void run(Search search) {
    models.of(search).ifPresent(model -> run(search, model));
  }

  private void run(Search search, FlowModel model) {
    Optional<FlowPrices> prices = prices(search, model);
    if (!search.over()) {
      prices.ifPresent(first -> PriceCore.from(first).run(search));
    }
  }

  private Optional<FlowPrices> prices(Search search, FlowModel model) {
    try (FlowProgram program = FlowProgram.relaxation(model, solver)) {
      return program.solve(search::over)
          ? Optional.of(new FlowPrices(search.problem(), model, program))
          : Optional.empty();
    }
  }
}
