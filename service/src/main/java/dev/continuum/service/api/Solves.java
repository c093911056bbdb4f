package dev.continuum.service.api;

import com.google.common.base.Throwables;
import dev.continuum.model.PlacementProblem;
import dev.continuum.service.access.Meter;
import dev.continuum.service.access.Principal;
import dev.continuum.service.proto.EvaluationProto.SolveBudget;
import dev.continuum.service.replica.PolicyMapping;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.pareto.ParetoFront;
import dev.continuum.solver.pareto.ParetoPoint;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs work that needs a core for the call that asks: at most so many at once, the rest wait a
 * little, tenants in turns, or are refused. Long work is done on threads in the background, which
 * step back for brief calls. Solves end in time for the caller's deadline and when the caller goes
 * away.
 */
public final class Solves implements Cores {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMillis(50);
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration MOST_WAITED = Duration.ofMillis(900);

  private final PlacementSolver solver;
  private final Meter meter;
  private final ExecutorService background;
  private final TenantQueue later;
  private final Turns cores;

  /** On so many cores, with so many calls that may wait. */
  public Solves(
      PlacementSolver solver, Meter meter, ExecutorService background, int cores, int waiting) {
    this.solver = solver;
    this.meter = meter;
    this.background = background;
    this.later = new TenantQueue(background);
    this.cores = new Turns(cores, waiting, System::nanoTime);
  }

  /** How many calls wait for a core. */
  public int waiting() {
    return cores.waiting();
  }

  /**
   * Whether another call of a tenant would be refused, or would likely wait in vain: some of its
   * wait, and whichever got a core last had to wait nearly as long as calls wait at most.
   */
  public boolean full(String tenant) {
    return cores.full(tenant, MOST_WAITED.toNanos());
  }

  SolveResult solve(PlacementProblem problem, SolveBudget budget, SolveListener listener) {
    String tenant = Principal.current().tenant();
    meter.solve(tenant);
    Context call = Context.current();
    SolveResult result =
        behind(() -> solver.solve(problem, options(budget, call), call::isCancelled, listener));
    meter.solved(tenant, result.elapsed().toNanos() / 1e9);
    return result;
  }

  /** The front of latency, energy and money; each of its points gets the budget of a solve. */
  List<ParetoPoint> front(PlacementProblem problem, int points, SolveBudget budget) {
    String tenant = Principal.current().tenant();
    meter.solve(tenant);
    Context call = Context.current();
    long start = System.nanoTime();
    SolveOptions once = options(budget, call);
    Duration all = within(once.timeLimit().multipliedBy(points), call);
    try {
      return behind(
          () ->
              new ParetoFront(solver)
                  .find(problem, points, once.withTimeLimit(all), call::isCancelled));
    } finally {
      meter.solved(tenant, (System.nanoTime() - start) / 1e9);
    }
  }

  /** Long work, for which nobody else should wait. */
  <T> T behind(Callable<T> work) {
    return onCore(
        () -> {
          Future<T> result = background.submit(Context.current().wrap(work));
          try {
            return result.get();
          } catch (ExecutionException e) {
            throw unwrapped(e);
          } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw RefusedException.stopping();
          }
        });
  }

  @Override
  public <T> Future<T> inBackground(String tenant, Callable<T> work) {
    return later.submit(tenant, work);
  }

  /**
   * Waits for work in the background, while the caller does.
   *
   * @throws RefusedException if the caller went away
   */
  static <T> T await(Future<T> work) {
    while (!Context.current().isCancelled()) {
      try {
        return work.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Another look at whether anybody waits.
      } catch (ExecutionException e) {
        throw unwrapped(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw RefusedException.stopping();
      }
    }
    throw new RefusedException(Kind.QUOTA, "Nobody waits for the answer any more.");
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    Throwables.throwIfUnchecked(cause);
    return new IllegalStateException(cause);
  }

  @Override
  public <T> T onCore(Supplier<T> work) {
    enter(cores.ask(Principal.current().tenant()));
    try {
      if (Context.current().isCancelled()) {
        throw new RefusedException(Kind.QUOTA, "Nobody waits for the answer any more.");
      }
      return work.get();
    } finally {
      cores.leave();
    }
  }

  /** Waits a little for the tenant's turn. */
  private void enter(Turns.Ticket ticket) {
    try {
      if (!ticket.answer().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new RefusedException(Kind.QUOTA, "Too many calls wait for a core.");
      }
    } catch (TimeoutException e) {
      if (cores.giveUp(ticket)) {
        throw new RefusedException(Kind.QUOTA, "No core was free in time.");
      }
    } catch (InterruptedException e) {
      if (!cores.giveUp(ticket)) {
        cores.leave();
      }
      Thread.currentThread().interrupt();
      throw RefusedException.stopping();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  private static SolveOptions options(SolveBudget budget, Context call) {
    Duration limit =
        budget.hasTimeLimitMs()
            ? Duration.ofNanos(
                Math.round(
                    Math.clamp(budget.getTimeLimitMs(), 0.0, (double) LONGEST.toMillis())
                        * 1_000_000))
            : SolveOptions.DEFAULT.timeLimit();
    limit = within(limit, call);
    SolveOptions options =
        SolveOptions.DEFAULT
            .withStrategy(PolicyMapping.strategy(budget.getStrategy()))
            .withTimeLimit(limit)
            .withGap(budget.getGap())
            .withSeed(budget.getSeed() == 0 ? 1 : budget.getSeed());
    options =
        new SolveOptions(
            options.strategy(),
            options.timeLimit(),
            options.gap(),
            options.steps(),
            options.seed(),
            1);
    return budget.hasSteps() ? options.withSteps(Math.max(0, budget.getSteps())) : options;
  }

  /** The time that a call may take of what it asks for. */
  private static Duration within(Duration asked, Context call) {
    Duration limit = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    Deadline deadline = call.getDeadline();
    if (deadline == null) {
      return limit;
    }
    Duration left = Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)).minus(MARGIN);
    return left.isNegative() ? Duration.ZERO : left.compareTo(limit) < 0 ? left : limit;
  }
}
