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
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.greedy.Guide;
import dev.continuum.solver.search.Backend;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Local search by Timefold from the best placement so far, in rounds: each divides the devices of
 * groups anew into parts that go one way together, and searches until nothing better was found for
 * a while. Late acceptance: E. K. Burke, Y. Bykov, The late acceptance hill-climbing heuristic,
 * Eur. J. Oper. Res. 258, 2017, DOI 10.1016/j.ejor.2016.07.012. A step of the search is a step of
 * Timefold. Proves nothing; ends when the search is over.
 */
public final class Timefold implements Backend {

  private static final String NAME = "timefold";
  private static final int LATE_ACCEPTANCE = 400;
  private static final int UNIMPROVED_STEPS = 4_000;
  private static final Duration LEAST_BETWEEN_OFFERS = Duration.ofMillis(50);

  /** Without assertions. */
  public Timefold() {}

  @Override
  public void run(Search search) {
    SplittableRandom random = new SplittableRandom(search.options().seed());
    PlacementState start = start(search);
    while (!search.over()) {
      long before = search.budget().steps();
      start = round(search, start, random, EnvironmentMode.NO_ASSERT);
      if (search.budget().steps() == before) {
        return;
      }
    }
  }

  private static PlacementState start(Search search) {
    return search
        .incumbent()
        .map(best -> PlacementState.of(search.problem(), best))
        .orElseGet(() -> Greedy.construct(search, new Guide(search.problem().pairs().size())));
  }

  /** One round; returns the best of it and of what others found meanwhile. */
  static PlacementState round(
      Search search, PlacementState from, SplittableRandom random, EnvironmentMode mode) {
    offer(search, from);
    Board board =
        new Board(search.problem(), from.forced(), search::over, () -> search.budget().step());
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
