package dev.continuum.solver.assignment;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.search.Search;
import java.util.function.BooleanSupplier;

/** Core programs of whole jobs, all of them or those of a neighbourhood. Not thread-safe. */
final class CorePrograms {

  private static final double EFFORT_PER_STEP = 0.01;
  private static final String SOURCE = "core program";

  private final Search search;
  private final WholeIncumbent incumbent;
  private final Instance instance;
  private final boolean[] removed;
  private final BooleanSupplier stop;

  CorePrograms(Search search, WholeIncumbent incumbent, Instance instance, boolean[] removed) {
    this.search = search;
    this.incumbent = incumbent;
    this.instance = instance;
    this.removed = removed;
    stop = search::over;
  }

  /** All jobs, for a share of what is left of the budget. */
  void core(byte[] state, double share) {
    boolean known = incumbent.known();
    int[] from = known ? incumbent.choice() : null;
    double cutoff = known ? incumbent.cost() - instance.step : Double.POSITIVE_INFINITY;
    CoreProgram core = new CoreProgram(instance, removed, state, from, null);
    CoreProgram.Outcome outcome =
        core.minimise(
            cutoff,
            effort(Double.MAX_VALUE, share),
            stop,
            chosen -> incumbent.merge(instance, chosen, chosen, SOURCE));
    if (outcome.complete() && !incumbent.known()) {
      incumbent.nothingFits();
      return;
    }
    incumbent.prove(
        outcome.complete() ? incumbent.cost() : outcome.bound(), BoundKind.TREE, SOURCE);
  }

  /** The jobs that a neighbourhood lets go. */
  void neighbour(byte[] state, Neighbourhood neighbourhood) {
    search.budget().step();
    int[] from = incumbent.choice();
    double cost = incumbent.cost();
    CoreProgram part = new CoreProgram(instance, removed, state, from, neighbourhood.held(from));
    CoreProgram.Outcome outcome =
        part.minimise(
            cost - instance.step,
            effort(neighbourhood.seconds(), 1),
            stop,
            chosen -> incumbent.merge(instance, from, chosen, SOURCE));
    neighbourhood.learn(outcome.complete(), incumbent.cost() < cost);
  }

  private CoreProgram.Effort effort(double seconds, double share) {
    boolean deterministic = search.budget().stepLimited();
    double most =
        deterministic
            ? EFFORT_PER_STEP * search.budget().stepsLeft()
            : search.budget().remaining().toNanos() / 1e9;
    return new CoreProgram.Effort(
        Math.min(seconds, Math.max(share * most, 1e-3)), deterministic, 1, search.options().seed());
  }
}
