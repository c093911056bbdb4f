package dev.continuum.benchmarks.replan;

import dev.continuum.datasets.generator.DemandsFamily;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.replan.ContinuumEvent;
import dev.continuum.solver.replan.Replan;
import dev.continuum.solver.replan.Replanner;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** One size: events one by one, a second of improvement, many nodes at once. Not thread-safe. */
final class ReplanRun {

  /** What is run. */
  record Setup(
      int demands,
      int nodes,
      int events,
      int warmUp,
      Duration pause,
      double movePrice,
      Duration cold,
      boolean compared,
      long seed) {}

  private final Setup setup;
  private final SolveOptions options;
  private final LongSupplier nanoTime;
  private final PrintWriter out;

  ReplanRun(Setup setup, int threads, LongSupplier nanoTime, PrintWriter out) {
    this.setup = setup;
    this.nanoTime = nanoTime;
    this.out = out;
    options =
        new SolveOptions(
            SolveOptions.DEFAULT.strategy(),
            setup.cold,
            1e-4,
            SolveOptions.DEFAULT.steps(),
            setup.seed,
            threads);
  }

  void run() {
    PlacementProblem free = DemandsFamily.generate(setup.demands, setup.nodes, setup.seed);
    SolveResult.Placed first = solve(free);
    double each = first.evaluation().score().costMicros() / 1e6 / setup.demands;
    PlacementProblem problem =
        free.toBuilder()
            .reconfiguration(
                new Reconfiguration(
                    OptionalDouble.empty(), 0, 0, each * setup.movePrice, Duration.ofHours(1)))
            .build();
    Placement running = first.placement();
    Replanner replanner = new Replanner(problem, running, options.threads(), nanoTime);
    EventSource source = new EventSource(problem, setup.seed);
    out.printf("%,d demands x %,d nodes%n", setup.demands, setup.nodes);
    events(replanner, source);
    if (setup.compared) {
      improvement(replanner, source);
    }
    loss(replanner, source);
    out.flush();
  }

  private void events(Replanner replanner, EventSource source) {
    Percentiles all = new Percentiles();
    Map<String, Percentiles> byKind = new TreeMap<>();
    int infeasible = 0;
    int moves = 0;
    int least = 0;
    for (int i = -setup.warmUp; i < setup.events; i++) {
      ContinuumEvent event = source.next();
      int before = event instanceof ContinuumEvent.NodeLost(var id) ? replanner.groupsOn(id) : 0;
      Replan replan = replanner.apply(List.of(event));
      if (i >= 0) {
        all.add(replan.elapsed());
        byKind
            .computeIfAbsent(event.getClass().getSimpleName(), kind -> new Percentiles())
            .add(replan.elapsed());
        infeasible += replan.feasible() ? 0 : 1;
        moves += before > 0 ? replan.moved().size() : 0;
        least += before;
      }
      replanner.acceptInPlace();
      var unused = replanner.improve(setup.pause, StopSignal.NEVER);
      replanner.acceptInPlace();
    }
    out.printf(
        "  events %d, not repaired %d: p50 %s ms, p99 %s ms, most %s ms%n",
        all.count(), infeasible, all.millis(0.5), all.millis(0.99), all.millis(1));
    byKind.forEach(
        (kind, times) ->
            out.printf(
                "    %-14s %4d  p50 %s  p99 %s ms%n",
                kind, times.count(), times.millis(0.5), times.millis(0.99)));
    out.printf(
        "  groups moved for nodes lost: %.3f of those that had to%n", moves / (double) least);
  }

  private void improvement(Replanner replanner, EventSource source) {
    source.restore().ifPresent(event -> replanner.apply(List.of(event)));
    replanner.accept();
    Replan repaired = replanner.apply(source.lose(1.0 / setup.nodes));
    Replan improved = replanner.improve(Duration.ofSeconds(1), StopSignal.NEVER);
    PlacementProblem priced = replanner.problem();
    long start = nanoTime.getAsLong();
    Evaluation judged = PlacementEvaluator.evaluate(priced, replanner.placement());
    double seconds = (nanoTime.getAsLong() - start) / 1e9;
    long cold = solve(priced).evaluation().score().costMicros();
    out.printf(
        "  a node lost: cost %.4f %% over a cold solve of %ss, %.4f %% after a second (oracle: %s"
            + " in %.2f s)%n",
        over(repaired.score().costMicros(), cold),
        setup.cold.toSeconds(),
        over(improved.score().costMicros(), cold),
        judged.broken().isEmpty() && judged.score().costMicros() == improved.score().costMicros()
            ? "agrees"
            : "DISAGREES",
        seconds);
    replanner.accept();
  }

  private static double over(long cost, long cold) {
    return 100.0 * (cost - cold) / cold;
  }

  private void loss(Replanner replanner, EventSource source) {
    Replan lost = replanner.apply(source.lose(0.1));
    out.printf(
        "  10 %% of nodes lost: %,d groups moved in %.3f s, %s%n",
        lost.moved().size(),
        lost.elapsed().toNanos() / 1e9,
        lost.feasible() ? "every rule holds" : "NOT REPAIRED");
    if (!setup.compared) {
      return;
    }
    Replan improved = replanner.improve(Duration.ofSeconds(1), StopSignal.NEVER);
    long cold = solve(replanner.problem()).evaluation().score().costMicros();
    out.printf(
        "    cost %.4f %% over a cold solve, %.4f %% after a second%n",
        over(lost.score().costMicros(), cold), over(improved.score().costMicros(), cold));
  }

  private SolveResult.Placed solve(PlacementProblem problem) {
    return switch (new PlacementSolver(nanoTime).solve(problem, options)) {
      case SolveResult.Placed placed -> placed;
      case SolveResult other -> throw new IllegalStateException("No placement: " + other);
    };
  }
}
