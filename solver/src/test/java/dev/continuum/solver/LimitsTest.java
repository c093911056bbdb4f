package dev.continuum.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Solves end when they are told to, with what they have; and tell of progress in order. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {

  private static final SolveOptions LONG =
      SolveOptions.DEFAULT.withTimeLimit(Duration.ofMinutes(30));

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void cancellingEndsItWithTheBestSoFar(Strategy strategy) {
    PlacementProblem problem = Metropolis.drawn(1);
    for (int calls : new int[] {1, 2, 3, 10, 50, 400}) {
      AtomicInteger asked = new AtomicInteger();
      SolveResult result =
          new PlacementSolver()
              .solve(
                  problem,
                  LONG.withStrategy(strategy),
                  () -> asked.incrementAndGet() > calls,
                  SolveListener.NONE);
      assertThat(result).as("%s after %d", strategy, calls).isInstanceOf(SolveResult.Placed.class);
      if (result instanceof SolveResult.Feasible feasible && asked.get() > calls) {
        assertThat(feasible.limit()).isEqualTo(Limit.CANCELLED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aStopFromTheBeginningLeavesNothingOrWhatCanBeProven(Strategy strategy) {
    SolveResult result =
        new PlacementSolver()
            .solve(
                Metropolis.drawn(2), LONG.withStrategy(strategy), () -> true, SolveListener.NONE);
    switch (result) {
      case SolveResult.Unknown unknown -> assertThat(unknown.limit()).isEqualTo(Limit.CANCELLED);
      case SolveResult.Placed placed -> assertThat(placed.evaluation().score().feasible()).isTrue();
      case SolveResult.Infeasible infeasible -> assertThat(infeasible).isNull();
    }
  }

  /** A clock that only moves when it is read: a millisecond each time. */
  @ParameterizedTest
  @EnumSource(Strategy.class)
  void theTimeLimitIsKeptByTheClock(Strategy strategy) {
    AtomicLong millis = new AtomicLong();
    SolveResult result =
        new PlacementSolver(() -> TimeUnit.MILLISECONDS.toNanos(millis.incrementAndGet()))
            .solve(
                Metropolis.drawn(3),
                SolveOptions.DEFAULT.withStrategy(strategy).withTimeLimit(Duration.ofMillis(50)));
    assertThat(result).isInstanceOf(SolveResult.Placed.class);
    assertThat(result.elapsed()).isBetween(Duration.ofMillis(1), Duration.ofMillis(150));
    if (result instanceof SolveResult.Feasible feasible && strategy == Strategy.AUTO) {
      assertThat(feasible.limit()).isEqualTo(Limit.TIME);
    }
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void stepsEndItToo(Strategy strategy) {
    SolveResult result =
        new PlacementSolver().solve(Metropolis.drawn(4), LONG.withStrategy(strategy).withSteps(20));
    assertThat(result).isInstanceOf(SolveResult.Placed.class);
    if (result instanceof SolveResult.Feasible feasible && strategy != Strategy.EXACT) {
      assertThat(feasible.limit()).isEqualTo(Limit.STEPS);
    }
  }

  @Test
  void greedyAlwaysAnswersBestEffort() {
    int placed = 0;
    for (long seed = 0; seed < 300; seed++) {
      PlacementProblem problem = RandomProblems.random(seed);
      SolveResult result = new PlacementSolver().solve(problem, LONG.withStrategy(Strategy.GREEDY));
      switch (result) {
        case SolveResult.Placed it -> {
          placed++;
          assertThat(it.evaluation().broken()).as("seed %d", seed).isEmpty();
        }
        case SolveResult.Unknown unknown -> assertThat(unknown.limit()).isEqualTo(Limit.EXHAUSTED);
        case SolveResult.Infeasible no -> assertThat(no).as("greedy proves nothing").isNull();
      }
    }
    assertThat(placed).isGreaterThan(200);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void eventsTellOfEverBetterIncumbentsAndBoundsAndThenOfTheEnd(Strategy strategy) {
    // Timefold alone takes all the time there is.
    Duration limit = Duration.ofMillis(strategy == Strategy.TIMEFOLD ? 50 : 2000);
    for (long seed = 0; seed < 60; seed++) {
      PlacementProblem problem = seed == 0 ? Metropolis.drawn(5) : RandomProblems.random(seed);
      List<SolveEvent> events = new ArrayList<>();
      SolveResult result =
          new PlacementSolver()
              .solve(
                  problem,
                  LONG.withStrategy(strategy).withTimeLimit(limit),
                  StopSignal.NEVER,
                  events::add);
      assertInOrder(events, "seed " + seed);
      if (result instanceof SolveResult.Placed) {
        assertThat(events).anyMatch(SolveEvent.IncumbentFound.class::isInstance);
      }
    }
  }

  private static void assertInOrder(List<SolveEvent> events, String context) {
    List<Score> incumbents = new ArrayList<>();
    Map<Level, Long> bounds = new EnumMap<>(Level.class);
    Duration last = Duration.ZERO;
    for (SolveEvent event : events) {
      assertThat(event.elapsed()).as(context).isGreaterThanOrEqualTo(last);
      last = event.elapsed();
      switch (event) {
        case SolveEvent.IncumbentFound found -> {
          if (!incumbents.isEmpty()) {
            assertThat(found.score()).as(context).isLessThan(incumbents.getLast());
          }
          incumbents.add(found.score());
        }
        case SolveEvent.BoundImproved improved -> {
          Long before = bounds.put(improved.bound().level(), improved.bound().micros());
          if (before != null) {
            assertThat(improved.bound().micros()).as(context).isGreaterThan(before);
          }
        }
        case SolveEvent.BackendFailed failed -> assertThat(failed).as(context).isNull();
        case SolveEvent.Finished finished ->
            assertThat(event).as(context).isSameAs(events.getLast());
      }
    }
    assertThat(events.getLast()).as(context).isInstanceOf(SolveEvent.Finished.class);
    assertThat(events.stream().filter(SolveEvent.Finished.class::isInstance)).hasSize(1);
  }
}
