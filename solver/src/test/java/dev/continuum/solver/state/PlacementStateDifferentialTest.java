package dev.continuum.solver.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** However devices come and go, a state is what building it at once would make it. */
class PlacementStateDifferentialTest {

  /** Something that was added and not yet removed. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Added(int group, int[] route, double devices) {}

  @Test
  void comingAndGoingLeavesNoTrace() {
    int changes = 0;
    for (long seed = 0; seed < 300; seed++) {
      CompiledProblem problem = CompiledProblem.of(RandomProblems.random(seed));
      SplittableRandom random = new SplittableRandom(seed);
      PlacementState state = new PlacementState(problem);
      List<Added> there = new ArrayList<>();
      Set<Integer> kept = new TreeSet<>();
      for (int i = 0; i < 60; i++) {
        changes += change(problem, state, there, kept, random) ? 1 : 0;
        if (i % 12 == 11) {
          assertSame(problem, state, rebuilt(problem, state, kept), seed);
        }
      }
    }
    assertThat(changes).isGreaterThan(8_000);
  }

  private static boolean change(
      CompiledProblem problem,
      PlacementState state,
      List<Added> there,
      Set<Integer> kept,
      SplittableRandom random) {
    if (random.nextInt(8) == 0) {
      int pair = random.nextInt(problem.pairs().size());
      if (problem.pairs().allowed[pair]) {
        boolean keep = !kept.remove(pair);
        if (keep) {
          kept.add(pair);
        }
        var unused = state.force(pair, keep);
        return true;
      }
      return false;
    }
    if (random.nextInt(12) == 0) {
      int g = random.nextInt(problem.groups().size());
      List<RouteShare> before = state.clear(g);
      assertThat(state.shares(g)).isEmpty();
      state.restore(g, before);
      return true;
    }
    if (!there.isEmpty() && random.nextInt(5) < 2) {
      Added gone = there.remove(random.nextInt(there.size()));
      var unused = state.add(gone.group, gone.route, -gone.devices);
      return true;
    }
    CompiledGroup group = problem.groups().get(random.nextInt(problem.groups().size()));
    int[] route = new int[group.routes.calls()];
    for (int call = 0; call < route.length; call++) {
      if (group.routes.options(call) == 0) {
        return false;
      }
      route[call] = random.nextInt(group.routes.options(call));
    }
    if (group.routes.judge().costMicros(route) == RouteJudge.FORBIDDEN
        || state.unserved(group.index) < 1) {
      return false;
    }
    double devices = 1 + random.nextInt((int) state.unserved(group.index));
    there.add(new Added(group.index, route, devices));
    var unused = state.add(group.index, route, devices);
    return true;
  }

  private static PlacementState rebuilt(
      CompiledProblem problem, PlacementState state, Set<Integer> kept) {
    PlacementState fresh = new PlacementState(problem);
    for (int g = problem.groups().size() - 1; g >= 0; g--) {
      for (RouteShare share : state.shares(g).reversed()) {
        var unused = fresh.add(g, share.route(), share.devices());
      }
    }
    for (int pair : kept) {
      var unused = fresh.force(pair, true);
    }
    return fresh;
  }

  private static void assertSame(
      CompiledProblem problem, PlacementState state, PlacementState fresh, long seed) {
    if (problem.anyDivisible()) {
      assertThat(state.cost())
          .as("seed %d", seed)
          .isCloseTo(fresh.cost(), within(1e-6 * Math.max(1, Math.abs(fresh.cost()))));
    } else {
      Score score = fresh.score();
      assertThat(state.score()).as("seed %d", seed).isEqualTo(score);
      assertThat(state.rank()).as("seed %d", seed).isEqualTo(fresh.rank());
    }
    assertThat(state.complete()).as("seed %d", seed).isEqualTo(fresh.complete());
    for (int pair = 0; pair < problem.pairs().size(); pair++) {
      assertThat(state.warm(pair)).as("seed %d", seed).isEqualTo(fresh.warm(pair));
      assertThat(state.load(pair)).as("seed %d", seed).isEqualTo(fresh.load(pair));
    }
    for (int n = 0; n < problem.nodes().size; n++) {
      assertThat(state.cpu(n)).isEqualTo(fresh.cpu(n));
      assertThat(state.memory(n)).isEqualTo(fresh.memory(n));
    }
    assertThat(state.snapshot().acquired()).isEqualTo(fresh.snapshot().acquired());
  }
}
