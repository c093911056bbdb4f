package dev.continuum.benchmarks.quality;

import dev.continuum.benchmarks.baseline.Baseline;
import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.Bound;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveEvent;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.Strategy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The engine, by its public way in. */
record EngineContender(Strategy strategy) implements Contender {

  @Override
  public String name() {
    return Contender.label(strategy);
  }

  @Override
  public Outcome plan(PlacementProblem problem, Baseline.Budget budget) {
    SolveOptions options =
        new SolveOptions(
            strategy, budget.time(), 0, OptionalLong.empty(), budget.seed(), budget.threads());
    Incumbents found = new Incumbents();
    SolveResult result = new PlacementSolver().solve(problem, options, StopSignal.NEVER, found);
    return switch (result) {
      case SolveResult.Optimal optimal -> placed(Outcome.Status.OPTIMAL, optimal, found);
      case SolveResult.Feasible feasible -> placed(Outcome.Status.FEASIBLE, feasible, found);
      case SolveResult.Infeasible infeasible ->
          Outcome.without(Outcome.Status.INFEASIBLE, String.valueOf(infeasible.conflict().rules()));
      case SolveResult.Unknown unknown ->
          Outcome.without(Outcome.Status.UNKNOWN, unknown.limit().name());
    };
  }

  private static Outcome placed(
      Outcome.Status status, SolveResult.Placed placed, Incumbents found) {
    Bound bound = placed.bound();
    boolean proven = bound.micros() != Long.MIN_VALUE;
    return new Outcome(
        status,
        Optional.of(placed.evaluation()),
        proven ? Optional.of(bound) : Optional.empty(),
        proven ? OptionalDouble.of(placed.gap()) : OptionalDouble.empty(),
        found.first(),
        found.last(),
        found.failure());
  }

  /** When incumbents came. */
  private static final class Incumbents implements SolveListener {

    private Optional<Duration> first = Optional.empty();
    private Optional<Duration> last = Optional.empty();
    private String failure = "";

    @Override
    public synchronized void on(SolveEvent event) {
      switch (event) {
        case SolveEvent.IncumbentFound found -> {
          first = first.or(() -> Optional.of(found.elapsed()));
          last = Optional.of(found.elapsed());
        }
        case SolveEvent.BackendFailed failed -> failure = failed.reason();
        case SolveEvent.BoundImproved improved -> {
          // The answer has the last.
        }
        case SolveEvent.Finished finished -> {
          // The answer follows.
        }
      }
    }

    synchronized String failure() {
      return failure;
    }

    synchronized OptionalDouble first() {
      return seconds(first);
    }

    synchronized OptionalDouble last() {
      return seconds(last);
    }

    private static OptionalDouble seconds(Optional<Duration> duration) {
      return duration.isPresent()
          ? OptionalDouble.of(duration.get().toNanos() / 1e9)
          : OptionalDouble.empty();
    }
  }
}
