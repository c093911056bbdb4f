package dev.continuum.service.server;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.planner.Loop;
import dev.continuum.planner.PlanRepairer;
import dev.continuum.planner.PlanSolver;
import dev.continuum.planner.Rehearsal;
import dev.continuum.planner.WarmRepair;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveEvent;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Solves on a few threads, first come, first served. A continuum has one solve at a time and each
 * is bounded in time, so that many share the cores fairly.
 */
final class PooledSolver implements PlanSolver {

  private static final Logger LOG = LoggerFactory.getLogger(PooledSolver.class);

  /** Once in a process; it ends when a solve waits. */
  private static final Duration REHEARSAL = Duration.ofSeconds(1);

  private final AtomicBoolean rehearsed = new AtomicBoolean();
  private final PlacementSolver solver;
  private final ThreadPoolExecutor threads;
  private final ExecutorService repairs;
  private final Timers timers;

  /**
   * Take times.
   *
   * @param solves of each solve
   * @param repairs of each repair, from when it is asked for
   */
  record Timers(Timer solves, Timer repairs) {}

  /** Repairs have threads of their own: they are brief, and never wait for a solve to end. */
  PooledSolver(
      PlacementSolver solver, ThreadPoolExecutor threads, ExecutorService repairs, Timers timers) {
    this.solver = solver;
    this.threads = threads;
    this.repairs = repairs;
    this.timers = timers;
  }

  @Override
  public Optional<PlanRepairer> repairer() {
    return Optional.of(new Repairs(new WarmRepair(System::nanoTime)));
  }

  /** Of one continuum: one after the other, whichever thread they run on. */
  private final class Repairs implements PlanRepairer {

    private final WarmRepair warm;

    Repairs(WarmRepair warm) {
      this.warm = warm;
    }

    @Override
    public void repair(
        PlacementProblem problem, Optional<Placement> from, Consumer<Optional<Repaired>> done) {
      long asked = System.nanoTime();
      repairs.execute(
          () -> {
            Optional<Repaired> repaired;
            try {
              synchronized (warm) {
                repaired =
                    from.isPresent() ? warm.repair(problem, from.get()) : warm.repair(problem);
              }
            } catch (RuntimeException e) {
              LOG.error("A repair failed; the plan is solved anew.", e);
              repaired = Optional.empty();
            }
            timers.repairs().record(System.nanoTime() - asked, TimeUnit.NANOSECONDS);
            done.accept(repaired);
          });
    }

    @Override
    public void follow(PlacementProblem problem) {
      repairs.execute(
          () -> {
            try {
              synchronized (warm) {
                warm.follow(problem);
              }
              rehearse(problem);
            } catch (RuntimeException e) {
              LOG.error("What runs could not be compiled; the next repair tries again.", e);
            }
          });
    }
  }

  /** So that the first change of what runs does not wait for the JVM to compile its repair. */
  private void rehearse(PlacementProblem problem) {
    if (rehearsed.compareAndSet(false, true)) {
      threads.execute(
          () -> {
            try {
              int repairs = Rehearsal.of(problem, REHEARSAL, System::nanoTime, this::busy);
              rehearsed.set(repairs > 0);
            } catch (RuntimeException e) {
              LOG.warn("A repair could not be rehearsed.", e);
            }
          });
    }
  }

  private boolean busy() {
    return threads.isShutdown() || !threads.getQueue().isEmpty();
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
            AtomicReference<@Nullable String> fault = new AtomicReference<>();
            SolveListener faults =
                event -> {
                  if (event instanceof SolveEvent.BackendFailed failed) {
                    fault.set(failed.reason());
                  }
                };
            SolveResult result = solver.solve(problem, options, stopped::get, faults);
            timers.solves().record(result.elapsed());
            boolean goodEnough =
                result instanceof SolveResult.Placed placed && placed.gap() <= options.gap();
            outcome =
                new PlanSolver.Outcome.Answered(
                    result, goodEnough ? Optional.empty() : Optional.ofNullable(fault.get()));
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
