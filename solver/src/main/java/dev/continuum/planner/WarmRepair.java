package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.solver.Bound;
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.Limit;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.replan.ContinuumEvent;
import dev.continuum.solver.replan.Replan;
import dev.continuum.solver.replan.Replanner;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Repairs one continuum's running placement again and again with a {@link Replanner} that it keeps
 * warm: what differs between two problems reaches it as events, and only where it cannot follow, or
 * where another placement runs than the one it left, is the problem compiled anew. The oracle has
 * the last word on each placement. Not thread-safe. Memory: problem and placement, compiled.
 */
public final class WarmRepair {

  private static final double TOLERANCE = 1e-9;

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
    return problem.current().flatMap(running -> repaired(problem, running, running));
  }

  /**
   * Another placement than the current one, made for an earlier form of a valid problem, repaired
   * with few moves; empty where nothing is left of it, or where rules stay broken.
   */
  public Optional<PlanRepairer.Repaired> repair(PlacementProblem problem, Placement from) {
    return problem
        .current()
        .flatMap(
            running ->
                Survivors.of(problem, from).flatMap(left -> repaired(problem, running, left)));
  }

  /** The current placement of a valid problem is to run: the next repair will not compile it. */
  public void follow(PlacementProblem problem) {
    problem
        .current()
        .filter(running -> !followed.map(each -> each.left().equals(running)).orElse(false))
        .ifPresent(
            running ->
                followed =
                    Optional.of(
                        new Followed(
                            new Replanner(problem, running, 1, nanoTime),
                            problem,
                            running,
                            oracle(problem))));
  }

  private Optional<PlanRepairer.Repaired> repaired(
      PlacementProblem problem, Placement running, Placement from) {
    long start = nanoTime.getAsLong();
    PlacementEvaluator oracle = oracle(problem);
    Optional<Followed> before = followed;
    followed = Optional.empty();
    Optional<List<ContinuumEvent>> events =
        before
            .filter(known -> known.left().equals(from))
            .flatMap(known -> ContinuumChanges.between(known.problem(), problem));
    Replanner replanner;
    if (events.isPresent()) {
      replanner = before.get().replanner();
      replanner.accept();
    } else {
      replanner = new Replanner(problem, from, 1, nanoTime);
    }
    Replan repaired = replanner.apply(events.orElse(List.of()));
    if (!repaired.feasible()) {
      return Optional.empty();
    }
    Placement placement = replanner.placement();
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
    return Optional.of(
        new PlanRepairer.Repaired(placed, kept(problem, running, evaluation, placement, oracle)));
  }

  /** The oracle is asked about what runs only where that could be kept. */
  private static Optional<Score> kept(
      PlacementProblem problem,
      Placement running,
      Evaluation found,
      Placement placement,
      PlacementEvaluator oracle) {
    if (placement.equals(running)) {
      return Optional.of(found.score());
    }
    return found.score().unservedMicros() == 0 && !servesAll(problem, running)
        ? Optional.empty()
        : Optional.of(oracle.score(running));
  }

  private static boolean servesAll(PlacementProblem problem, Placement placement) {
    Map<GroupId, Double> served = new HashMap<>();
    for (RouteAssignment route : placement.routes()) {
      served.merge(route.group(), route.devices(), Double::sum);
    }
    return problem.groups().stream()
        .allMatch(
            group -> served.getOrDefault(group.id(), 0.0) >= group.devices() * (1 - TOLERANCE));
  }

  private PlacementEvaluator oracle(PlacementProblem problem) {
    return followed
        .map(known -> known.oracle().next(problem))
        .orElseGet(() -> new PlacementEvaluator(problem));
  }
}
