package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.search.Together;
import dev.continuum.solver.state.PlacementState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The full model with very many groups. Where clients attach at few points, calls are placed in
 * blocks and bounded by prices of what each point asks; else all are served on few places each,
 * bounded by prices of tiers, and served anew as long as it helps. A step is one evaluation of a
 * bound or one pass over the groups.
 */
final class RouteSearch {

  private static final String NAME = "volume";
  private static final double LEAST_GAIN = 1e-5;
  private static final int PRICE_ROUNDS = 3;
  private static final double RESERVE = 2;

  private final Search search;
  private final CompiledProblem problem;
  private final long reserveNanos;

  RouteSearch(Search search) {
    this.search = search;
    this.problem = search.problem();
    long most = search.budget().remaining().toNanos() / 3;
    reserveNanos = Math.min(most, (long) (RESERVE * search.budget().elapsed().toNanos()));
  }

  void run() {
    NearOpening.offer(search, NearConstruction::serveFar);
    if (!CallRounds.suits(problem)) {
      runNear();
      return;
    }
    Tiers tiers = new Tiers(problem);
    search.budget().step();
    BlockPlan plan;
    try (Chunks chunks = new Chunks(problem.groups().size(), search.options().threads())) {
      plan = new BlockPlan(problem, tiers, chunks);
      plan.make();
    }
    offer(plan.state);
    CallPlan calls = new CallPlan(plan.blocks, plan.state);
    CallRounds rounds = new CallRounds(search, plan.blocks, calls, search.options().seed());
    Together.run(search, List.of(it -> improve(rounds), it -> bound(plan.blocks)));
  }

  /** Rounds while they gain, then kicks; half of what is left where the bound comes after. */
  private void improve(CallRounds rounds) {
    BooleanSupplier on = Together.sideBySide(search) ? () -> !over() : half();
    boolean gains = true;
    while (gains && on.getAsBoolean()) {
      gains = rounds.round(on);
    }
    rounds.kicks(on);
  }

  private BooleanSupplier half() {
    long nanos = search.budget().elapsed().plus(search.budget().remaining()).toNanos() / 2;
    long steps = search.budget().stepsLeft() / 2;
    boolean timed = !search.budget().stepLimited();
    return () ->
        !over()
            && !(timed && search.budget().elapsed().toNanos() >= nanos)
            && search.budget().stepsLeft() > steps;
  }

  /** Raises the bound by prices of what each point asks. */
  private void bound(Blocks blocks) {
    if (!search.allOnTime() || over()) {
      return;
    }
    try (Chunks chunks = new Chunks(problem.groups().size(), 1)) {
      PoolAscent.of(blocks, chunks).run(search, () -> !over(), NAME);
    }
  }

  private void runNear() {
    PlacementState state = new PlacementState(problem);
    NearConstruction construction = new NearConstruction(problem, state);
    List<CompiledGroup> order = inOrder();
    search.budget().step();
    for (CompiledGroup group : order) {
      var unused = construction.serve(group);
    }
    offer(state);
    bound();
    double before = Double.POSITIVE_INFINITY;
    while (!over() && state.cost() < before * (1 - LEAST_GAIN)) {
      before = state.cost();
      search.budget().step();
      for (CompiledGroup group : order) {
        if (group.index % 256 == 0 && over()) {
          break;
        }
        var unused = construction.serveAnew(group);
      }
      offer(state);
    }
  }

  private boolean over() {
    return search.over()
        || search.budget().remaining().compareTo(Duration.ofNanos(reserveNanos)) <= 0;
  }

  private void offer(PlacementState state) {
    if (state.complete()) {
      search.offer(state.snapshot(), NAME);
    }
  }

  /** Groups with a hard deadline have few places: they come first; then the largest. */
  private List<CompiledGroup> inOrder() {
    List<CompiledGroup> order = new ArrayList<>(problem.groups());
    order.sort(
        Comparator.comparing((CompiledGroup group) -> !group.serveAll)
            .thenComparing(group -> !group.routes.judge().hardDeadline())
            .thenComparing(Comparator.comparingDouble(RouteSearch::size).reversed())
            .thenComparingInt(group -> group.index));
    return order;
  }

  private static double size(CompiledGroup group) {
    return (double) group.devices * group.priorityMicros;
  }

  /** Proves what one price of memory and one of CPU for each tier give, if all are on time. */
  private void bound() {
    if (!search.allOnTime() || problem.groups().isEmpty()) {
      return;
    }
    Tiers tiers = new Tiers(problem);
    tiers.measure(problem.groups().getFirst().routes.judge());
    TierBound bound = new TierBound(tiers);
    double best = prove(bound);
    for (int round = 0; round < PRICE_ROUNDS && !over(); round++) {
      for (int t = 0; t < tiers.count; t++) {
        if (tiers.memoryLimited[t]) {
          double scale = keptPerByte(tiers, t);
          best = climb(bound, bound.perByte, t, scale / (1 << round), best);
        }
        if (tiers.cpuLimited[t]) {
          double scale = Math.max(1, best) / Math.max(1, tiers.cpu[t]) / 8;
          best = climb(bound, bound.perCpu, t, scale / (1 << round), best);
        }
      }
    }
  }

  /** What keeping a byte costs on average over functions, micro-units. */
  private double keptPerByte(Tiers tiers, int t) {
    double kept = 0;
    double bytes = 0;
    for (int f = 0; f < problem.pairs().functions; f++) {
      kept += tiers.keptMicros[t][f];
      bytes += problem.pairs().memoryBytes[f];
    }
    return kept > 0 && bytes > 0 ? kept / bytes : Math.max(1, 1 / Math.max(1, bytes));
  }

  /** Moves one price while the bound rises, in steps that grow and then shrink. */
  private double climb(TierBound bound, double[] prices, int t, double first, double from) {
    double best = from;
    double step = first;
    for (int tries = 0; tries < 5 && !over(); tries++) {
      double old = prices[t];
      prices[t] = Math.max(0, old + step);
      double value = prices[t] == old ? best : prove(bound);
      if (value > best) {
        best = value;
        step *= 2;
      } else {
        prices[t] = old;
        step = -step / 2;
      }
    }
    return best;
  }

  private double prove(TierBound bound) {
    search.budget().step();
    return prove(bound.evaluate());
  }

  private double prove(double value) {
    PoolAscent.prove(search, value, NAME);
    return value;
  }
}
