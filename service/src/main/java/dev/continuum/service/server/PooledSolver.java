package dev.continuum.service.server;

import dev.continuum.model.PlacementProblem;
import dev.continuum.planner.Loop;
import dev.continuum.planner.PlanRepairer;
import dev.continuum.planner.PlanSolver;
import dev.continuum.planner.WarmRepair;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Solves on a few threads, first come, first served. A continuum has one solve at a time and each
 * is bounded in time, so that many share the cores fairly.
 */
final class PooledSolver implements PlanSolver {

  private static final Logger LOG = LoggerFactory.getLogger(PooledSolver.class);

  private final PlacementSolver solver;
  private final ExecutorService threads;
  private final ExecutorService repairs;
  private final Timer timer;

  /** Repairs have threads of their own: they are brief, and never wait for a solve to end. */
  PooledSolver(
      PlacementSolver solver, ExecutorService threads, ExecutorService repairs, Timer timer) {
    this.solver = solver;
    this.threads = threads;
    this.repairs = repairs;
    this.timer = timer;
  }

  @Override
  public Optional<PlanRepairer> repairer() {
    WarmRepair warm = new WarmRepair(System::nanoTime);
    return Optional.of(
        (problem, done) ->
            repairs.execute(
                () -> {
                  Optional<PlanRepairer.Repaired> repaired;
                  try {
                    repaired = warm.repair(problem);
                  } catch (RuntimeException e) {
                    LOG.error("A repair failed; the plan is solved anew.", e);
                    repaired = Optional.empty();
                  }
                  done.accept(repaired);
                }));
  }

  @Override
  public Loop.Timer solve(
      PlacementProblem problem, SolveOptions options, Consumer<PlanSolver.Outcome> done) {
    AtomicBoolean stopped = new AtomicBoolean();
    threads.execute(
        () -> {
          PlanSolver.Outcome outcome;
          if (stopped.get()) {
            done.accept(new PlanSolver.Outcome.Broke("It was not wanted any more."));
            return;
          }
          try {
            SolveResult result = solver.solve(problem, options, stopped::get, SolveListener.NONE);
            timer.record(result.elapsed());
            outcome = new PlanSolver.Outcome.Answered(result);
          } catch (RuntimeException e) {
            LOG.error("Planning failed.", e);
            outcome =
                new PlanSolver.Outcome.Broke(
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
          }
          done.accept(outcome);
        });
    return () -> stopped.set(true);
  }
}
