package dev.continuum.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Repairs for practice, on a clock that goes on by a second whenever it is looked at. */
class RehearsalTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong clock = new AtomicLong();

  @Test
  void repairsAgainAndAgainUntilTheTimeIsOver() {
    assertThat(rehearse(running(), MINUTE, false)).isBetween(2, 60);
    assertThat(rehearse(running(), Duration.ZERO, false)).isZero();
  }

  @Test
  void endsWhenItIsToldTo() {
    assertThat(rehearse(running(), MINUTE, true)).isZero();
  }

  @Test
  void doesNothingWhereNothingRuns() {
    assertThat(rehearse(problem(), MINUTE, false)).isZero();
  }

  @Test
  void leavesTheNextRepairWhatItWas() {
    PlacementProblem running = running();
    Optional<Placement> alone = repaired(running);

    rehearse(running, MINUTE, false);

    assertThat(repaired(running)).isPresent().isEqualTo(alone);
  }

  private int rehearse(PlacementProblem problem, Duration time, boolean stop) {
    return Rehearsal.of(problem, time, () -> clock.addAndGet(1_000_000_000), () -> stop);
  }

  private static Optional<Placement> repaired(PlacementProblem running) {
    return new WarmRepair(System::nanoTime)
        .repair(running.toBuilder().eachGroup(each -> each.withDevices(7)).build())
        .map(each -> each.placed().placement());
  }

  private static PlacementProblem running() {
    SolveResult result = new PlacementSolver().solve(problem(), SolveOptions.DEFAULT.withSteps(20));
    return problem().withCurrent(((SolveResult.Placed) result).placement());
  }

  private static PlacementProblem problem() {
    return Scenario.shuffledBy(1)
        .with(Scenario.edge("edge-1").cores(4).memoryMib(4096))
        .with(Scenario.function("detect").memoryMib(256).workMs(20))
        .with(Scenario.app("ar").call("detect").entryBytes(1000))
        .with(Scenario.group("people").uses("ar").at("edge-1").devices(3))
        .problem();
  }
}
