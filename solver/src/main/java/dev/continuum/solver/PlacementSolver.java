package dev.continuum.solver;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Solves placement problems. Stateless but for its clock; thread-safe.
 *
 * <pre>{@code
 * SolveResult result = new PlacementSolver().solve(problem, SolveOptions.DEFAULT);
 * }</pre>
 */
public final class PlacementSolver {

  private final LongSupplier nanoTime;

  /** On the JVM's monotonic clock. */
  public PlacementSolver() {
    this(System::nanoTime);
  }

  /** On a given monotonic clock, ns. */
  public PlacementSolver(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Solves without progress or a way to stop early. */
  public SolveResult solve(PlacementProblem problem, SolveOptions options) {
    return solve(problem, options, StopSignal.NEVER, SolveListener.NONE);
  }

  /**
   * Solves: validate, compile, search, decode, verify.
   *
   * @param problem what is asked
   * @param options how long, how well, how
   * @param stop asked often; once it says so the best placement so far is returned
   * @param listener receives every incumbent and bound
   * @return never null, never an unverified placement
   * @throws dev.continuum.model.validation.InvalidProblemException with all issues of an invalid
   *     problem
   * @throws InconsistentPlacementException if the oracle disagrees with the search: our fault
   * @throws BackendException if a native library fails, or does not end, and nothing was found
   */
  public SolveResult solve(
      PlacementProblem problem, SolveOptions options, StopSignal stop, SolveListener listener) {
    Budget budget = new Budget(options, stop, nanoTime);
    ProblemValidator.requireValid(problem);
    CompiledProblem compiled = CompiledProblem.of(problem);
    Search search = new Search(compiled, options, budget, listener);
    Leash.run(search, Portfolio.of(options));
    Limit limit = search.ended();
    listener.on(new SolveEvent.Finished(limit, budget.steps(), budget.elapsed()));
    if (search.conflict().isPresent()) {
      return new SolveResult.Infeasible(search.conflict().get(), budget.elapsed());
    }
    Optional<Placement> placement = search.incumbent().map(best -> Decoder.decode(compiled, best));
    if (placement.isEmpty() && search.failure().isPresent()) {
      throw search.failure().get();
    }
    if (placement.isEmpty()) {
      return new SolveResult.Unknown(ended(limit), budget.elapsed());
    }
    Evaluation evaluation = PlacementEvaluator.evaluate(problem, placement.get());
    Verifier.requireAgreement(problem, search, placement.get(), evaluation);
    return Answer.of(search, placement.get(), evaluation, ended(limit), budget);
  }

  private static Limit ended(Limit limit) {
    return limit == Limit.NONE ? Limit.EXHAUSTED : limit;
  }
}
