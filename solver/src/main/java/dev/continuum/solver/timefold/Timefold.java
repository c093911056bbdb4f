package dev.continuum.solver.timefold;

import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.greedy.Guide;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Local search by Timefold from the best placement so far, in rounds: each divides the devices of
 * groups anew into parts that go one way together, and searches until nothing better was found for
 * a while. Late acceptance: E. K. Burke, Y. Bykov, The late acceptance hill-climbing heuristic,
 * Eur. J. Oper. Res. 258, 2017. A step of the search is a step of Timefold. Proves nothing; ends
 * when the search is over.
 */
public final class Timefold implements Backend {

  private static final String NAME = "timefold";
  private static final double OPENING_SHARE = 0.25;
  private static final int FEWEST_GROUPS = 100;
  private static final int LATE_ACCEPTANCE = 400;
  private static final int UNIMPROVED_STEPS = 4_000;
  private static final Duration LEAST_BETWEEN_OFFERS = Duration.ofMillis(50);

  private final double share;

  /** For all the time there is. */
  public Timefold() {
    this(1);
  }

  private Timefold(double share) {
    this.share = share;
  }

  /**
   * For a quarter of the time or steps left, where groups are many and each makes one call with a
   * choice: there it finds better placements than programs do from a construction.
   */
  public static Backend opening() {
    return search -> {
      if (suits(search.problem())) {
        new Timefold(OPENING_SHARE).run(search);
      }
    };
  }

  private static boolean suits(CompiledProblem problem) {
    return problem.groups().size() >= FEWEST_GROUPS
        && problem.groups().stream()
            .allMatch(
                group ->
                    IntStream.range(0, group.routes.calls())
                            .filter(call -> group.routes.options(call) > 1)
                            .count()
                        == 1);
  }

  @Override
  public void run(Search search) {
    SplittableRandom random = new SplittableRandom(search.options().seed());
    BooleanSupplier over = until(search);
    PlacementState start = start(search);
    while (!over.getAsBoolean()) {
      long before = search.budget().steps();
      start = round(search, start, random, EnvironmentMode.NO_ASSERT, over);
      if (search.budget().steps() == before) {
        return;
      }
    }
  }

  private BooleanSupplier until(Search search) {
    Budget budget = search.budget();
    if (budget.stepLimited()) {
      long last = budget.steps() + (long) (share * budget.stepsLeft());
      return () -> search.over() || budget.steps() >= last;
    }
    Duration end = budget.elapsed().plusNanos((long) (share * budget.remaining().toNanos()));
    return () -> search.over() || budget.elapsed().compareTo(end) >= 0;
  }

  private static PlacementState start(Search search) {
    return search
        .incumbent()
        .map(best -> PlacementState.of(search.problem(), best))
        .orElseGet(() -> Greedy.construct(search, new Guide(search.problem().pairs().size())));
  }

  /** One round; returns the best of it and of what others found meanwhile. */
  static PlacementState round(
      Search search,
      PlacementState from,
      SplittableRandom random,
      EnvironmentMode mode,
      BooleanSupplier over) {
    offer(search, from);
    Board board = new Board(search.problem(), from.forced(), over, () -> search.budget().step());
    Plan plan = Parting.divide(board, from, random);
    if (plan.parts().isEmpty()) {
      return from;
    }
    Duration[] offered = {search.budget().elapsed()};
    Plan best =
        solve(
            plan,
            config(mode, random.nextLong()),
            new LiveEdits(),
            better -> {
              Duration now = search.budget().elapsed();
              if (now.minus(offered[0]).compareTo(LEAST_BETWEEN_OFFERS) > 0) {
                offered[0] = now;
                offer(search, Parting.state(better));
              }
            });
    PlacementState found = Parting.state(best);
    offer(search, found);
    return search
        .incumbent()
        .map(known -> PlacementState.of(search.problem(), known))
        .orElse(found);
  }

  /** Searches from a plan until the board says so or nothing better is found for a while. */
  static Plan solve(Plan plan, SolverConfig config, LiveEdits edits, Consumer<Plan> onBetter) {
    Solver<Plan> solver = SolverFactory.<Plan>create(config).buildSolver();
    plan.board()
        .runBy(
            () -> solver.terminateEarly(), () -> edits.poll().ifPresent(solver::addProblemChange));
    solver.addEventListener(event -> onBetter.accept(event.getNewBestSolution()));
    return solver.solve(plan);
  }

  private static void offer(Search search, PlacementState state) {
    if (state.excess().none() && state.complete()) {
      search.offer(state.snapshot(), NAME);
    }
  }

  static SolverConfig config(EnvironmentMode mode, long seed) {
    return new SolverConfig()
        .withEnvironmentMode(mode)
        .withRandomSeed(seed)
        .withSolutionClass(Plan.class)
        .withEntityClasses(Stop.class)
        .withScoreDirectorFactory(
            new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(Ledger.class))
        .withPhases(
            new LocalSearchPhaseConfig()
                .withMoveSelectorConfig(
                    new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(MoveFactory.class))
                .withAcceptorConfig(
                    new LocalSearchAcceptorConfig().withLateAcceptanceSize(LATE_ACCEPTANCE))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                .withTerminationConfig(
                    new TerminationConfig().withUnimprovedStepCountLimit(UNIMPROVED_STEPS)));
  }
}
