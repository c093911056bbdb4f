package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.Bound;
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.Limit;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.replan.ContinuumEvent;
import dev.continuum.solver.replan.Replan;
import dev.continuum.solver.replan.Replanner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Repairs one continuum's running placement again and again with a {@link Replanner} that it keeps
 * warm: what differs between two problems reaches it as events, and only where it cannot follow, or
 * where another placement runs than the one it left, is the problem compiled anew. The oracle has
 * the last word on each placement. Not thread-safe. Memory: problem and placement, compiled.
 */
public final class WarmRepair {

  private final LongSupplier nanoTime;
  private Optional<Followed> followed = Optional.empty();

  private record Followed(
      Replanner replanner, PlacementProblem problem, Placement left, PlacementEvaluator oracle) {}

  /** Knows nothing yet. */
  public WarmRepair(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * The current placement of a valid problem, repaired with few moves; empty without one, or where
   * rules stay broken.
   */
  public Optional<PlanRepairer.Repaired> repair(PlacementProblem problem) {
    long start = nanoTime.getAsLong();
    Optional<Followed> before = followed;
    followed = Optional.empty();
    if (problem.current().isEmpty()) {
      return Optional.empty();
    }
    Placement running = problem.current().get();
    Optional<List<ContinuumEvent>> events =
        before
            .filter(known -> known.left().equals(running))
            .flatMap(known -> ContinuumChanges.between(known.problem(), problem));
    Replanner replanner;
    if (events.isPresent()) {
      replanner = before.get().replanner();
      replanner.accept();
    } else {
      replanner = new Replanner(problem, running, 1, nanoTime);
    }
    Replan repaired = replanner.apply(events.orElse(List.of()));
    if (!repaired.feasible()) {
      return Optional.empty();
    }
    Placement placement = replanner.placement();
    PlacementEvaluator oracle =
        before
            .map(known -> known.oracle().next(problem))
            .orElseGet(() -> new PlacementEvaluator(problem));
    Evaluation evaluation = oracle.evaluateWithoutEstimates(placement);
    if (!evaluation.score().feasible()) {
      return Optional.empty();
    }
    followed = Optional.of(new Followed(replanner, problem, placement, oracle));
    SolveResult.Placed placed =
        new SolveResult.Feasible(
            placement,
            evaluation,
            new Bound(Level.COST, Long.MIN_VALUE, BoundKind.TRIVIAL),
            Double.POSITIVE_INFINITY,
            Limit.EXHAUSTED,
            Duration.ofNanos(nanoTime.getAsLong() - start));
    Score kept = placement.equals(running) ? evaluation.score() : oracle.score(running);
    return Optional.of(new PlanRepairer.Repaired(placed, kept));
  }
}
