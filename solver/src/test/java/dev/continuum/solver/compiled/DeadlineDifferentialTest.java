package dev.continuum.solver.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.coding.Decoder;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which routes are late, by ways and floors that avoid most quantiles, against the oracle. */
class DeadlineDifferentialTest {

  private static final RandomProblems.Size SIZE =
      new RandomProblems.Size(6, 4, 3, 5, Double.MAX_VALUE, 0);
  private static final int ROUTES = 12;

  private int late;
  private int onTime;
  private int forked;
  private int cut;
  private int leftOut;

  @Test
  void aRouteIsLateWhereTheOracleSaysSo() {
    for (long seed = 0; seed < 400; seed++) {
      PlacementProblem declared = RandomProblems.random(SIZE, seed);
      CompiledProblem problem = CompiledProblem.of(declared);
      SplittableRandom random = new SplittableRandom(seed);
      for (CompiledGroup group : problem.groups()) {
        RouteJudge judge = group.routes.judge();
        for (int i = 0; judge.hasDeadline() && group.routes.size() > 0 && i < ROUTES; i++) {
          int[] route = anyRoute(group.routes, random);
          if (judge.costMicros(route) != RouteJudge.FORBIDDEN) {
            compare(declared, problem, group, route, seed);
          }
        }
      }
    }
    assertThat(late).as("late routes").isGreaterThan(1_000);
    assertThat(onTime).as("routes on time").isGreaterThan(1_000);
    assertThat(forked).as("routes with forks or joins").isGreaterThan(500);
    assertThat(cut).as("late routes that are cut before they are whole").isGreaterThan(500);
    assertThat(leftOut).as("late routes with an option that is always late").isGreaterThan(300);
  }

  private void compare(
      PlacementProblem declared,
      CompiledProblem problem,
      CompiledGroup group,
      int[] route,
      long seed) {
    RouteJudge judge = group.routes.judge();
    Evaluation truth =
        PlacementEvaluator.evaluate(declared, Decoder.decode(problem, only(problem, group, route)));
    boolean missed = truth.groups().get(group.index).late() > 0;
    assertThat(judge.missesDeadline(route))
        .as("seed %d, group %d, route %s", seed, group.index, route)
        .isEqualTo(missed);
    boolean mayMeet = mayMeet(judge, route);
    assertThat(mayMeet || missed).as("what is cut is late, seed %d", seed).isTrue();
    boolean allMayServe = allMayServe(judge, route);
    assertThat(allMayServe || missed).as("what is left out is late, seed %d", seed).isTrue();
    late += missed ? 1 : 0;
    onTime += missed ? 0 : 1;
    forked += judge.isChain() ? 0 : 1;
    cut += mayMeet ? 0 : 1;
    leftOut += allMayServe ? 0 : 1;
  }

  private static boolean mayMeet(RouteJudge judge, int[] route) {
    LatencyFloor floor = judge.latencyFloor().orElseThrow();
    for (int call = 0; call < route.length; call++) {
      if (!floor.mayMeet(call, route)) {
        return false;
      }
    }
    return true;
  }

  private static boolean allMayServe(RouteJudge judge, int[] route) {
    LatencyFloor floor = judge.latencyFloor().orElseThrow();
    for (int call = 0; call < route.length; call++) {
      if (!floor.mayServe(call, route[call])) {
        return false;
      }
    }
    return true;
  }

  private static int[] anyRoute(RouteSpace routes, SplittableRandom random) {
    int[] route = new int[routes.calls()];
    for (int call = 0; call < route.length; call++) {
      route[call] = random.nextInt(routes.options(call));
    }
    return route;
  }

  /** All devices of one group on one route; the oracle judges its latency whatever else breaks. */
  private static CompiledPlacement only(CompiledProblem problem, CompiledGroup group, int[] route) {
    List<List<RouteShare>> shares = new ArrayList<>();
    for (CompiledGroup each : problem.groups()) {
      shares.add(
          each == group ? List.of(RouteShare.of(route, group.devices, 0)) : List.<RouteShare>of());
    }
    int pairs = problem.pairs().size();
    return new CompiledPlacement(
        shares,
        Collections.nCopies(pairs, 0L),
        Collections.nCopies(pairs, false),
        new Score(0, 0, 0, 0));
  }
}
