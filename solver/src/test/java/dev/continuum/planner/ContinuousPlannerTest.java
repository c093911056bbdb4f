package dev.continuum.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ContinuousPlannerTest {

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Consumer<PlanSolver.Outcome>> solving = new ArrayList<>();
  private final List<String> decisions = new ArrayList<>();
  private final List<PlacementProblem> asked = new ArrayList<>();
  private OptionalDouble allowance = OptionalDouble.empty();
  private int schedules;
  private int cancelled;

  private final Loop loop =
      new Loop() {
        @Override
        public long nowMillis() {
          return 0;
        }

        @Override
        public void execute(Runnable task) {
          tasks.add(task);
        }

        @Override
        public Timer schedule(long delayMillis, Runnable task) {
          schedules++;
          tasks.add(task);
          return () -> tasks.remove(task);
        }
      };

  private final PlanSink sink =
      new PlanSink() {
        @Override
        public void publish(PlanProposal proposal) {
          decisions.add("publish");
        }

        @Override
        public void kept(PlanRequest request) {
          decisions.add("kept");
        }

        @Override
        public void failed(PlanRequest request, String reason) {
          decisions.add("failed: " + reason);
        }
      };

  @Test
  void manyChangesAreOnePlan() {
    ContinuousPlanner planner = planner(feasible());
    planner.changed();
    planner.changed();
    planner.changed();
    drain();

    assertThat(schedules).isEqualTo(1);
    assertThat(solving).hasSize(1);
  }

  @Test
  void changesDuringASolveArePlannedAfterIt() {
    PlacementProblem problem = feasible();
    ContinuousPlanner planner = planner(problem);
    planner.changed();
    drain();
    planner.changed();
    planner.changed();
    drain();
    assertThat(solving).hasSize(1);
    answer(0, problem);

    assertThat(solving).hasSize(2);
    assertThat(decisions).containsExactly("publish");
  }

  @Test
  void aPlanThatSavesNothingIsKept() {
    PlacementProblem problem = feasible();
    SolveResult.Placed best = (SolveResult.Placed) solved(problem);
    ContinuousPlanner planner = planner(problem.withCurrent(best.placement()));
    planner.changed();
    drain();
    solving.getFirst().accept(new PlanSolver.Outcome.Answered(best));
    drain();

    assertThat(decisions).containsExactly("kept");
  }

  @Test
  void aFailureIsTold() {
    ContinuousPlanner planner = planner(feasible());
    planner.changed();
    drain();
    solving.getFirst().accept(new PlanSolver.Outcome.Broke("no solver"));
    drain();

    assertThat(decisions).containsExactly("failed: no solver");
  }

  @Test
  void aPlanWithoutAPartOfTheSolverIsPublishedAndTheFailureTold() {
    PlacementProblem problem = feasible();
    ContinuousPlanner planner = planner(problem);
    planner.changed();
    drain();
    solving
        .getFirst()
        .accept(new PlanSolver.Outcome.Answered(solved(problem), Optional.of("no library")));
    drain();

    assertThat(decisions).containsExactly("publish", "failed: no library");
  }

  @Test
  void aPlanThatIsKeptForWantOfAPartOfTheSolverIsAFailure() {
    PlacementProblem problem = feasible();
    SolveResult.Placed best = (SolveResult.Placed) solved(problem);
    ContinuousPlanner planner = planner(problem.withCurrent(best.placement()));
    planner.changed();
    drain();
    solving.getFirst().accept(new PlanSolver.Outcome.Answered(best, Optional.of("no library")));
    drain();

    assertThat(decisions).containsExactly("failed: no library");
  }

  @Test
  void nothingIsHandedOnAfterAStop() {
    PlacementProblem problem = feasible();
    ContinuousPlanner planner = planner(problem);
    planner.changed();
    drain();
    planner.stop();
    answer(0, problem);
    planner.changed();
    drain();

    assertThat(decisions).isEmpty();
    assertThat(planner.busy()).isFalse();
  }

  @Test
  void whatBrokeIsRepairedBeforeItIsSolved() {
    PlacementProblem problem = feasible();
    PlacementProblem more = grown(running(problem));
    ContinuousPlanner planner = repairing(more);
    planner.changed();
    drain();

    assertThat(decisions).containsExactly("publish");
    assertThat(solving).hasSize(1);
    solving.getFirst().accept(new PlanSolver.Outcome.Answered(solved(more)));
    drain();
    assertThat(decisions).containsExactly("publish", "kept");
  }

  @Test
  void aSolveIsGivenUpForWhatComesMeanwhileButNotForEver() {
    ContinuousPlanner planner = repairing(grown(running(feasible())));
    for (int i = 0; i < 20; i++) {
      planner.changed();
      drain();
    }

    assertThat(solving).hasSize(9);
    assertThat(cancelled).isEqualTo(8);
  }

  @Test
  void aChangeIsRepairedBesideASolveThatIsLetEndAndWhatThatFoundIsCarriedOver() {
    PlacementProblem before = running(feasible());
    AtomicReference<PlacementProblem> now = new AtomicReference<>(before);
    ContinuousPlanner planner = repairing(now::get);
    for (int i = 0; i < 9; i++) {
      planner.changed();
      drain();
    }
    assertThat(solving).hasSize(9);
    assertThat(decisions).isEmpty();

    now.set(grown(before));
    planner.changed();
    drain();
    assertThat(decisions).containsExactly("publish");
    assertThat(solving).hasSize(9);

    solving.getLast().accept(new PlanSolver.Outcome.Answered(solved(before)));
    drain();
    assertThat(decisions).containsExactly("publish", "publish");
    assertThat(solving).hasSize(10);
  }

  @Test
  void aPlanMakesNoMoreChangesThanAreLeftAndARepairThatMakesMoreIsHeld() {
    PlacementProblem more = grown(running(feasible()));
    allowance = OptionalDouble.of(4);
    ContinuousPlanner planner = repairing(more);
    planner.changed();
    drain();

    assertThat(decisions).isEmpty();
    assertThat(asked.getLast().reconfiguration().budget()).hasValue(4);
    SolveResult.Placed trimmed = (SolveResult.Placed) solved(asked.getLast());
    assertThat(trimmed.evaluation().reconfiguration().changes()).isBetween(1.0, 4.0);
    solving.getLast().accept(new PlanSolver.Outcome.Answered(trimmed));
    drain();
    assertThat(decisions).containsExactly("publish");
  }

  @Test
  void whatARepairSpentIsNotLeftForTheSolveAfterIt() {
    PlacementProblem more = grown(running(feasible()));
    allowance = OptionalDouble.of(40);
    repairing(more).changed();
    drain();

    assertThat(decisions).containsExactly("publish");
    assertThat(asked.getLast().reconfiguration().budget().getAsDouble()).isLessThan(35);
  }

  @Test
  void aFailureForWantOfChangesSaysSo() {
    allowance = OptionalDouble.of(0);
    ContinuousPlanner planner = planner(feasible());
    planner.changed();
    drain();
    solving
        .getFirst()
        .accept(
            new PlanSolver.Outcome.Answered(
                new SolveResult.Unknown(dev.continuum.solver.Limit.TIME, Duration.ZERO)));
    drain();

    assertThat(decisions.getFirst()).contains("within the 0.0 changes that the policy's budget");
  }

  private ContinuousPlanner repairing(PlacementProblem problem) {
    return repairing(() -> problem);
  }

  private ContinuousPlanner repairing(Supplier<PlacementProblem> problem) {
    WarmRepair warm = new WarmRepair(() -> 0);
    PlanSolver solver =
        new PlanSolver() {
          @Override
          public Loop.Timer solve(
              PlacementProblem problem, SolveOptions options, Consumer<Outcome> done) {
            asked.add(problem);
            solving.add(done);
            return () -> cancelled++;
          }

          @Override
          public Optional<PlanRepairer> repairer() {
            return Optional.of(
                (now, from, done) ->
                    done.accept(
                        from.isPresent() ? warm.repair(now, from.get()) : warm.repair(now)));
          }
        };
    return new ContinuousPlanner(
        loop,
        solver,
        sink,
        () -> Optional.of(new PlanRequest(problem.get(), PlanTrigger.DECLARED, 1, 0, allowance)),
        new PlannerPolicy(Duration.ofMillis(1), SolveOptions.DEFAULT, 0.01));
  }

  private static PlacementProblem running(PlacementProblem problem) {
    return problem.withCurrent(((SolveResult.Placed) solved(problem)).placement());
  }

  /** Twice the devices: half of them go unserved by what runs. */
  private static PlacementProblem grown(PlacementProblem problem) {
    return problem.toBuilder()
        .eachGroup(
            group ->
                new dev.continuum.model.workload.ClientGroup(
                    group.id(),
                    group.app(),
                    group.deviceClass(),
                    group.point(),
                    2 * group.devices(),
                    group.splitting(),
                    group.rate(),
                    group.arrivalScv(),
                    group.access(),
                    group.battery()))
        .build();
  }

  private void answer(int solve, PlacementProblem problem) {
    solving.get(solve).accept(new PlanSolver.Outcome.Answered(solved(problem)));
    drain();
  }

  private void drain() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private ContinuousPlanner planner(PlacementProblem problem) {
    return new ContinuousPlanner(
        loop,
        (now, options, done) -> {
          asked.add(now);
          solving.add(done);
          return () -> {};
        },
        sink,
        () -> Optional.of(new PlanRequest(problem, PlanTrigger.DECLARED, 1, 0, allowance)),
        new PlannerPolicy(Duration.ofMillis(1), SolveOptions.DEFAULT, 0.01));
  }

  private static SolveResult solved(PlacementProblem problem) {
    return new PlacementSolver()
        .solve(problem, SolveOptions.DEFAULT.withStrategy(Strategy.GREEDY).withSteps(10));
  }

  /** A small problem with a feasible greedy answer. */
  private static PlacementProblem feasible() {
    return Scenario.shuffledBy(1)
        .with(Scenario.edge("edge-1").cores(4).memoryMib(4096))
        .with(Scenario.function("detect").memoryMib(256).workMs(20))
        .with(Scenario.app("ar").call("detect").entryBytes(1000))
        .with(Scenario.group("users").uses("ar").at("edge-1").devices(10).perSecond(2))
        .problem();
  }
}
