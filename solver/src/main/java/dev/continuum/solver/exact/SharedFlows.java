package dev.continuum.solver.exact;

import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;

/**
 * Proves how good placements of a few sites are by branch and bound over their instances (SCIP),
 * with flows of devices that groups share which are alike ({@link FlowModel}). What it finds is
 * dealt to whole devices.
 */
public final class SharedFlows implements Backend {

  private static final String NAME = "flows";

  /** Dealing whole devices costs about as much. */
  private static final double GAP = 1e-4;

  /** Of a bound, for what tolerances of the solver may have added. */
  private static final double OUTWARD = 1e-6;

  private final FlowModels models;

  /** With a model that is written down once, for the others that it makes, too. */
  public SharedFlows() {
    this(new FlowModels());
  }

  SharedFlows(FlowModels models) {
    this.models = models;
  }

  /** Proves bounds by prices that begin at the dual of the model's relaxation. */
  public Backend dual() {
    return new FlowDual(models);
  }

  /** Searches among the model's instances, for a share of the time and steps that are left. */
  public Backend search(double share) {
    return new FlowSearch(models, share);
  }

  @Override
  public void run(Search search) {
    models
        .of(search)
        .filter(model -> FlowModels.isSmall(search, model) && !search.over())
        .ifPresent(model -> grow(search, model));
  }

  private static void grow(Search search, FlowModel model) {
    double[] start =
        search.incumbent().map(placement -> FlowStart.of(model, placement)).orElse(new double[0]);
    new Tree(
            search,
            NAME,
            value -> (long) Math.ceil(OUTWARD * Math.abs(value)),
            values -> new FlowDeal(search.problem(), model, values).offer(search, NAME))
        .grow(MixedInteger.within(GAP), model.model, model.objective(), start);
  }
}
