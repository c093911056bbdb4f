package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.SolveResult;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the plan of one continuum current: gathers changes, repairs the running placement at once,
 * then solves from there, and hands on what is worth a change. One repair and one solve at a time.
 * Changes that come during a repair are repaired right after it. A solve is given up for a change,
 * but not for ever: after some it is let end while changes are repaired beside it, and what it
 * found is then repaired for what changed meanwhile, so that steady change can neither wait for a
 * solve nor keep a plan from getting better.
 *
 * <p>Confined to its loop. What to plan for is asked for at the last moment, so that a plan is
 * never made for a past that nobody has any more.
 */
public final class ContinuousPlanner {

  /** Solves in a row that are given up for what came meanwhile. */
  private static final int MOST_GIVEN_UP = 8;

  private final Loop loop;
  private final PlanSolver solver;
  private final Optional<PlanRepairer> repairer;
  private final PlanSink sink;
  private final Supplier<Optional<PlanRequest>> latest;
  private PlannerPolicy policy;
  private Optional<Loop.Timer> gathering = Optional.empty();
  private Optional<Loop.Timer> solving = Optional.empty();
  private boolean changedMeanwhile;
  private boolean repairing;
  private boolean overtaken;
  private Optional<Placement> solved = Optional.empty();
  private int givenUp;
  private boolean stopped;
  private long repairs;
  private long solves;

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
    this.repairer = solver.repairer();
    this.sink = sink;
    this.latest = latest;
    this.policy = policy;
  }

  /** Something changed that may change the plan. */
  public void changed() {
    if (stopped || gathering.isPresent()) {
      return;
    }
    if (repairing || (solving.isPresent() && repairer.isEmpty())) {
      changedMeanwhile = true;
      return;
    }
    giveUp();
    gathering = Optional.of(loop.schedule(policy.debounce().toMillis(), this::plan));
  }

  /** Plans by another policy from now on. */
  public void follow(PlannerPolicy other) {
    policy = other;
  }

  /** Whether it gathers or solves. */
  public boolean busy() {
    return gathering.isPresent() || repairing || solving.isPresent();
  }

  /** Ends a solve and forgets what it finds; nothing is handed on after this. */
  public void stop() {
    stopped = true;
    gathering.ifPresent(Loop.Timer::cancel);
    solving.ifPresent(Loop.Timer::cancel);
    gathering = Optional.empty();
    solving = Optional.empty();
    repairing = false;
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
    if (repairer.isPresent() && request.get().problem().current().isPresent()) {
      repair(repairer.get(), request.get(), Optional.empty());
    } else if (solving.isPresent()) {
      changedMeanwhile = true;
    } else {
      solve(request.get());
    }
  }

  private boolean mayGiveUp() {
    return repairer.isPresent() && givenUp < MOST_GIVEN_UP;
  }

  /** Ends a solve whose answer nobody waits for any more; or lets it, for once, end by itself. */
  private void giveUp() {
    if (solving.isPresent() && !mayGiveUp()) {
      overtaken = true;
    } else if (solving.isPresent()) {
      givenUp++;
      solves++;
      solving.get().cancel();
      solving = Optional.empty();
    }
  }

  private void repair(PlanRepairer by, PlanRequest request, Optional<Placement> from) {
    long mine = ++repairs;
    repairing = true;
    by.repair(request.problem(), from, found -> loop.execute(() -> repaired(mine, request, found)));
  }

  private void repaired(long asked, PlanRequest request, Optional<PlanRepairer.Repaired> found) {
    if (stopped || asked != repairs) {
      return;
    }
    repairing = false;
    Optional<SolveResult.Placed> published =
        found
            .filter(each -> each.placed().evaluation().score().feasible())
            .filter(each -> request.allows(each.placed().evaluation()))
            .filter(each -> weigh(request, each.placed(), each.kept()))
            .map(PlanRepairer.Repaired::placed);
    if (solved.isPresent()) {
      carryOver();
      return;
    }
    if (changedMeanwhile && mayGiveUp()) {
      givenUp++;
    } else if (solving.isEmpty()) {
      solve(published.map(placed -> after(request, placed)).orElse(request));
    }
    again();
  }

  private static PlanRequest after(PlanRequest request, SolveResult.Placed placed) {
    return request.after(placed.placement(), placed.evaluation());
  }

  private void solve(PlanRequest request) {
    long mine = ++solves;
    overtaken = false;
    solving =
        Optional.of(
            solver.solve(
                request.bounded(),
                policy.solve(),
                outcome -> loop.execute(() -> answered(mine, request, outcome))));
  }

  private void answered(long asked, PlanRequest request, PlanSolver.Outcome outcome) {
    if (stopped || asked != solves) {
      return;
    }
    solving = Optional.empty();
    givenUp = 0;
    if (!overtaken) {
      decide(request, outcome);
      again();
      return;
    }
    overtaken = false;
    solved =
        outcome instanceof PlanSolver.Outcome.Answered(SolveResult.Placed placed, var fault)
            ? Optional.of(placed.placement())
            : Optional.empty();
    if (!repairing && gathering.isEmpty()) {
      carryOver();
    }
  }

  /** What was solved is not what is asked any more: what was found is repaired for what is. */
  private void carryOver() {
    Optional<PlanRequest> now = latest.get();
    Optional<Placement> from = solved;
    solved = Optional.empty();
    if (now.isPresent() && from.isPresent() && now.get().problem().current().isPresent()) {
      repair(repairer.orElseThrow(), now.get(), from);
    } else if (now.isPresent()) {
      changedMeanwhile = false;
      solve(now.get());
    }
  }

  private void again() {
    if (changedMeanwhile) {
      changedMeanwhile = false;
      changed();
    }
  }

  private void decide(PlanRequest request, PlanSolver.Outcome outcome) {
    switch (outcome) {
      case PlanSolver.Outcome.Broke(String reason) -> sink.failed(request, reason);
      case PlanSolver.Outcome.Answered(SolveResult.Placed placed, var fault) -> {
        if (weigh(request, placed, keeping(request.problem()))) {
          repairer.ifPresent(each -> each.follow(after(request, placed).problem()));
        } else if (fault.isEmpty()) {
          sink.kept(request);
        }
        if (placed.evaluation().score().feasible()) {
          // The plan may be worse than it could be, so there is reason to try again.
          fault.ifPresent(reason -> sink.failed(request, reason));
        }
      }
      case PlanSolver.Outcome.Answered(SolveResult.Infeasible infeasible, var fault) ->
          sink.failed(
              request,
              "No placement exists"
                  + within(request)
                  + ": "
                  + infeasible.conflict().rules()
                  + " "
                  + String.join(" ", infeasible.conflict().remedies()));
      case PlanSolver.Outcome.Answered(SolveResult.Unknown unknown, var fault) ->
          sink.failed(
              request, "No placement was found" + within(request) + ": " + unknown.limit() + ".");
    }
  }

  private static String within(PlanRequest request) {
    return request.allowance().isEmpty()
        ? ""
        : " within the "
            + request.allowance().getAsDouble()
            + " changes that the policy's budget has left";
  }

  /** Hysteresis: a running placement that still holds is left for a real saving only. */
  private boolean weigh(PlanRequest request, SolveResult.Placed placed, Optional<Score> kept) {
    Score found = placed.evaluation().score();
    if (!found.feasible()) {
      sink.failed(request, "The best placement found breaks a rule.");
      return true;
    }
    if (kept.isEmpty() || !kept.get().feasible()) {
      sink.publish(new PlanProposal(request, placed, 0));
      return true;
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
    }
    return worth;
  }

  private static Optional<Score> keeping(PlacementProblem problem) {
    return problem
        .current()
        .map((Placement running) -> new PlacementEvaluator(problem).score(running));
  }
}
