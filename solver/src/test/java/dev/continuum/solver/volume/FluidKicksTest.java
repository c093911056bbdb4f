package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kicks where devices may be divided: whole ones move, and what is left of a share stays. */
class FluidKicksTest {

  private static final int LOOKS = 20_000;
  private static final double PART = 0.375;

  @Test
  void theyImproveAndLoseNothing() {
    int better = 0;
    for (long seed = 0; seed < 5; seed++) {
      CompiledProblem problem = CompiledProblem.of(Town.fluidHamlet(seed));
      Search opening = search(problem);
      Greedy.constructionOnly().run(opening);
      PlacementState divided = divided(problem, opening);
      Search search = search(problem);
      assertThat(search.offer(divided.snapshot(), "test")).isTrue();
      double before = search.incumbent().orElseThrow().score().costMicros();
      int[] looks = {0};
      CallImprovement.kicks(search).run(search, () -> looks[0]++ < LOOKS, 0);
      var after = search.incumbent().orElseThrow();
      better += after.score().costMicros() < before ? 1 : 0;
      assertThat(after.score().unservedMicros()).isZero();
      for (CompiledGroup group : problem.groups()) {
        List<RouteShare> shares = after.shares().get(group.index);
        assertThat(shares.stream().mapToDouble(RouteShare::devices).sum())
            .isCloseTo(group.devices, within(1e-6));
      }
      PlacementState again = PlacementState.of(problem, after);
      assertThat(again.complete()).isTrue();
      assertThat(again.cost()).isCloseTo((double) after.score().costMicros(), within(5.0));
    }
    assertThat(better).isPositive();
  }

  private static Search search(CompiledProblem problem) {
    SolveOptions options = SolveOptions.DEFAULT.withSteps(10_000);
    return new Search(
        problem,
        options,
        new Budget(options, StopSignal.NEVER, System::nanoTime),
        SolveListener.NONE);
  }

  /** A part of a device of each group on another group's route, where that fits and is on time. */
  private static PlacementState divided(CompiledProblem problem, Search search) {
    PlacementState state = PlacementState.of(problem, search.incumbent().orElseThrow());
    int divided = 0;
    for (CompiledGroup group : problem.groups()) {
      int[] first = state.shares(group.index).getFirst().route();
      for (CompiledGroup other : problem.groups()) {
        int[] to = state.shares(other.index).getFirst().route();
        if (other.app == group.app && !Arrays.equals(to, first)) {
          RouteJudge judge = group.routes.judge();
          var unused = state.add(group.index, first, -PART);
          boolean put =
              !judge.missesDeadline(to) && state.put(group.index, to, PART, judge.costMicros(to));
          if (!put) {
            var unusedToo = state.add(group.index, first, PART);
          }
          divided += put ? 1 : 0;
          break;
        }
      }
    }
    assertThat(divided).isPositive();
    return state;
  }
}
