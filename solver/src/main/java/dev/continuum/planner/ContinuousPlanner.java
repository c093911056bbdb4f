package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.SolveResult;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the plan of one continuum current: gathers changes, plans from the running placement, and
 * hands on what is worth a change. One solve at a time; changes that come meanwhile are planned
 * right after it.
 *
 * <p>Confined to its loop. What to plan for is asked for at the last moment, so that a plan is
 * never made for a past that nobody has any more.
 */
public final class ContinuousPlanner {

  private final Loop loop;
  private final PlanSolver solver;
  private final PlanSink sink;
  private final Supplier<Optional<PlanRequest>> latest;
  private PlannerPolicy policy;
  private Optional<Loop.Timer> gathering = Optional.empty();
  private Optional<Loop.Timer> solving = Optional.empty();
  private boolean changedMeanwhile;
  private boolean stopped;
  private long generation;

  /**
   * A planner that waits for its first change.
   *
   * @param loop what it is confined to
   * @param solver solves
   * @param sink takes decisions
   * @param latest what to plan for now; empty to plan nothing
   * @param policy when and how hard
   */
  public ContinuousPlanner(
      Loop loop,
      PlanSolver solver,
      PlanSink sink,
      Supplier<Optional<PlanRequest>> latest,
      PlannerPolicy policy) {
    this.loop = loop;
    this.solver = solver;
    this.sink = sink;
    this.latest = latest;
    this.policy = policy;
  }

  /** Something changed that may change the plan. */
  public void changed() {
    if (stopped || gathering.isPresent()) {
      return;
    }
    if (solving.isPresent()) {
      changedMeanwhile = true;
      return;
    }
    gathering = Optional.of(loop.schedule(policy.debounce().toMillis(), this::plan));
  }

  /** Plans by another policy from now on. */
  public void follow(PlannerPolicy other) {
    policy = other;
  }

  /** Whether it gathers or solves. */
  public boolean busy() {
    return gathering.isPresent() || solving.isPresent();
  }

  /** Ends a solve and forgets what it finds; nothing is handed on after this. */
  public void stop() {
    stopped = true;
    generation++;
    gathering.ifPresent(Loop.Timer::cancel);
    solving.ifPresent(Loop.Timer::cancel);
    gathering = Optional.empty();
    solving = Optional.empty();
  }

  private void plan() {
    gathering = Optional.empty();
    if (stopped) {
      return;
    }
    Optional<PlanRequest> request = latest.get();
    if (request.isEmpty()) {
      return;
    }
    long mine = ++generation;
    solving =
        Optional.of(
            solver.solve(
                request.get().problem(),
                policy.solve(),
                outcome -> loop.execute(() -> answered(mine, request.get(), outcome))));
  }

  private void answered(long asked, PlanRequest request, PlanSolver.Outcome outcome) {
    if (stopped || asked != generation) {
      return;
    }
    solving = Optional.empty();
    decide(request, outcome);
    if (changedMeanwhile) {
      changedMeanwhile = false;
      changed();
    }
  }

  private void decide(PlanRequest request, PlanSolver.Outcome outcome) {
    switch (outcome) {
      case PlanSolver.Outcome.Broke(String reason) -> sink.failed(request, reason);
      case PlanSolver.Outcome.Answered(SolveResult.Placed placed) -> weigh(request, placed);
      case PlanSolver.Outcome.Answered(SolveResult.Infeasible infeasible) ->
          sink.failed(
              request,
              "No placement exists: "
                  + infeasible.conflict().rules()
                  + " "
                  + String.join(" ", infeasible.conflict().remedies()));
      case PlanSolver.Outcome.Answered(SolveResult.Unknown unknown) ->
          sink.failed(request, "No placement was found: " + unknown.limit() + ".");
    }
  }

  /** Hysteresis: a running placement that still holds is left for a real saving only. */
  private void weigh(PlanRequest request, SolveResult.Placed placed) {
    Score found = placed.evaluation().score();
    if (!found.feasible()) {
      sink.failed(request, "The best placement found breaks a rule.");
      return;
    }
    Optional<Score> kept = keeping(request.problem());
    if (kept.isEmpty() || !kept.get().feasible()) {
      sink.publish(new PlanProposal(request, placed, 0));
      return;
    }
    Score running = kept.get();
    long saving = running.costMicros() - found.costMicros();
    boolean servesBetter =
        found.unservedMicros() != running.unservedMicros()
            || found.lateMicros() != running.lateMicros();
    boolean worth =
        servesBetter
            ? found.compareTo(running) < 0
            : saving > 0 && saving >= policy.leastSaving() * Math.abs(running.costMicros());
    if (worth) {
      sink.publish(new PlanProposal(request, placed, Math.max(0, saving)));
    } else {
      sink.kept(request);
    }
  }

  private static Optional<Score> keeping(PlacementProblem problem) {
    return problem
        .current()
        .map((Placement running) -> PlacementEvaluator.evaluate(problem, running))
        .map(Evaluation::score);
  }
}
