package dev.continuum.solver.timefold;

import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.config.solver.EnvironmentMode;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.Metropolis;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.Strategy;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.greedy.Guide;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Timefold's score is the oracle's, move by move and level by level. */
class TimefoldDifferentialTest {

  @Test
  void everyMoveIsScoredAsFromScratch() {
    int better = 0;
    for (long seed = 0; seed < 60; seed++) {
      CompiledProblem problem = CompiledProblem.of(RandomProblems.random(seed));
      if (problem.anyDivisible() || problem.groups().isEmpty()) {
        continue;
      }
      SolveOptions options = SolveOptions.DEFAULT.withSteps(60).withSeed(seed);
      Search search =
          new Search(
              problem,
              options,
              new Budget(options, StopSignal.NEVER, System::nanoTime),
              SolveListener.NONE);
      // An assertion that fails throws.
      Timefold.round(
          search,
          new PlacementState(problem),
          new SplittableRandom(seed),
          EnvironmentMode.FULL_ASSERT,
          search::over);
      better += search.incumbent().isPresent() ? 1 : 0;
    }
    assertThat(better).isGreaterThan(10);
  }

  @Test
  void plansAreWorthWhatTheOracleSays() {
    int broken = 0;
    int whole = 0;
    for (long seed = 0; seed < 400; seed++) {
      PlacementProblem declared = RandomProblems.random(seed);
      CompiledProblem problem = CompiledProblem.of(declared);
      if (problem.anyDivisible()) {
        continue;
      }
      SplittableRandom random = new SplittableRandom(seed);
      Plan plan = randomPlan(problem, random);
      Ledger ledger = new Ledger();
      ledger.resetWorkingSolution(plan);
      Score score = ledger.score();
      Evaluation judged =
          PlacementEvaluator.evaluate(declared, Decoder.decode(problem, ledger.state().snapshot()));
      assertThat(score.unservedMicros())
          .as("seed %d", seed)
          .isEqualTo(judged.score().unservedMicros());
      assertThat(score.lateMicros()).as("seed %d", seed).isEqualTo(judged.score().lateMicros());
      assertThat(score.costMicros()).as("seed %d", seed).isEqualTo(judged.score().costMicros());
      assertThat(score.feasible())
          .as("seed %d: %s", seed, judged.broken())
          .isEqualTo(judged.score().feasible());
      broken += score.feasible() ? 0 : 1;
      whole++;
      if (!capsOnPairs(declared)) {
        assertThat(score.brokenPpm())
            .as("seed %d: %s", seed, judged.broken())
            .isEqualTo(judged.score().brokenPpm());
      }
    }
    assertThat(whole).isGreaterThan(100);
    assertThat(broken).isBetween(20, whole - 20);
  }

  private static boolean capsOnPairs(PlacementProblem declared) {
    return declared.current().isPresent()
        || declared.topology().nodes().stream()
            .anyMatch(node -> !node.functionInstances().isEmpty());
  }

  private static Plan randomPlan(CompiledProblem problem, SplittableRandom random) {
    Board board = new Board(problem, List.of(), () -> false, () -> {});
    List<Part> parts = new ArrayList<>();
    for (CompiledGroup group : problem.groups()) {
      int left = group.devices;
      while (left > 0) {
        int devices = 1 + random.nextInt(left);
        int[] route = new int[group.routes.calls()];
        boolean served = random.nextInt(6) > 0;
        for (int call = 0; call < route.length; call++) {
          int options = group.routes.options(call);
          served &= options > 0;
          route[call] = options == 0 ? 0 : random.nextInt(options);
        }
        served &= served && Ledger.mayTake(group, route);
        parts.add(new Part(parts.size(), group, devices, served ? route : null));
        left -= devices;
      }
    }
    return new Plan(board, parts);
  }

  @Test
  void sameSeedAndStepsGiveTheSamePlacement() {
    SolveOptions options =
        SolveOptions.DEFAULT.withStrategy(Strategy.TIMEFOLD).withSteps(300).withSeed(3);
    for (long seed = 0; seed < 12; seed++) {
      PlacementProblem declared = RandomProblems.random(seed);
      SolveResult one = new PlacementSolver().solve(declared, options);
      SolveResult other = new PlacementSolver().solve(declared, options);
      assertThat(one).isInstanceOf(other.getClass());
      if (one instanceof SolveResult.Placed placed) {
        assertThat(placed.placement()).isEqualTo(((SolveResult.Placed) other).placement());
      }
    }
  }

  @Test
  void whatIsOnANodeThatClosesLeavesIt() {
    CompiledProblem problem = CompiledProblem.of(Metropolis.drawn(1));
    SplittableRandom random = new SplittableRandom(5);
    SolveOptions options = SolveOptions.DEFAULT.withSteps(1);
    Search search =
        new Search(
            problem,
            options,
            new Budget(options, StopSignal.NEVER, System::nanoTime),
            SolveListener.NONE);
    PlacementState start = Greedy.construct(search, new Guide(problem.pairs().size()));
    int used = 0;
    while (!start.isUsed(used)) {
      used++;
    }
    LiveEdits edits = new LiveEdits();
    int closing = used;
    int[] steps = {0};
    Board board =
        new Board(
            problem,
            start.forced(),
            () -> steps[0] >= 300,
            () -> {
              if (++steps[0] == 40) {
                edits.close(closing);
              }
            });

    Plan best =
        Timefold.solve(
            Parting.divide(board, start, random),
            Timefold.config(EnvironmentMode.FULL_ASSERT, 1),
            edits,
            better -> {});

    assertThat(steps[0]).isGreaterThanOrEqualTo(300);
    assertThat(Parting.state(best).isUsed(closing)).isFalse();
    assertThat(Parting.state(best).excess().none()).isTrue();
  }
}
