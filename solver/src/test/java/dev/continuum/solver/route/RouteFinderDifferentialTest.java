package dev.continuum.solver.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.route.RouteFinder.Lateness;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The cheapest route under penalties against looking at every route. */
class RouteFinderDifferentialTest {

  private static final RandomProblems.Size SIZE =
      new RandomProblems.Size(8, 4, 3, 4, Double.MAX_VALUE, 0);

  @Test
  void findsTheCheapestRouteUnderAnyPenalties() {
    RouteFinder finder = new RouteFinder();
    int found = 0;
    int none = 0;
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (CompiledGroup group : CompiledProblem.of(RandomProblems.random(SIZE, seed)).groups()) {
        for (int again = 0; again < 10; again++) {
          double[][] penalty = penalties(group, random);
          Lateness lateness = again % 2 == 0 ? Lateness.ON_TIME : Lateness.ANY;
          double best = cheapest(group, penalty, lateness, new int[group.routes.calls()], 0);
          int[] hint = anyRoutes(group) && again > 3 ? anyRoute(group, random) : null;
          boolean any = finder.find(group, penalty, lateness, hint);
          assertThat(any).as("seed %d", seed).isEqualTo(best < Double.POSITIVE_INFINITY);
          if (any) {
            found++;
            assertThat(finder.value())
                .as("seed %d", seed)
                .isBetween(best - 1e-6, best + RouteFinder.SLACK_MICROS);
            assertThat(finder.micros()).isEqualTo(group.routes.judge().costMicros(finder.route()));
            assertThat(value(group, penalty, lateness, finder.route()))
                .isCloseTo(finder.value(), within(1e-6));
          } else {
            none++;
          }
        }
      }
    }
    assertThat(found).isGreaterThan(2_000);
    assertThat(none).isGreaterThan(100);
  }

  @Test
  void whatASearchThatEndsEarlyHasProvenIsTrue() {
    int cut = 0;
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (CompiledGroup group : CompiledProblem.of(RandomProblems.random(SIZE, seed)).groups()) {
        RouteFinder brief = new RouteFinder(1 + random.nextInt(6));
        double[][] penalty = penalties(group, random);
        double best = cheapest(group, penalty, Lateness.ON_TIME, new int[group.routes.calls()], 0);
        if (brief.find(group, penalty, Lateness.ON_TIME)) {
          assertThat(brief.value()).as("seed %d", seed).isGreaterThan(best - 1e-6);
          assertThat(brief.proven())
              .as("seed %d", seed)
              .isLessThanOrEqualTo(best + RouteFinder.SLACK_MICROS);
          cut += brief.proven() < brief.value() ? 1 : 0;
        }
      }
    }
    assertThat(cut).as("searches that ended early").isGreaterThan(5);
  }

  private static boolean anyRoutes(CompiledGroup group) {
    boolean any = true;
    for (int call = 0; call < group.routes.calls(); call++) {
      any &= group.routes.options(call) > 0;
    }
    return any;
  }

  /** A hint may be any route: not allowed, late or dear. */
  private static int[] anyRoute(CompiledGroup group, SplittableRandom random) {
    int[] route = new int[group.routes.calls()];
    for (int call = 0; call < route.length; call++) {
      route[call] = random.nextInt(group.routes.options(call));
    }
    return route;
  }

  private static double[][] penalties(CompiledGroup group, SplittableRandom random) {
    double scale = Math.pow(10, 8 * random.nextDouble());
    double closed = random.nextDouble() * 0.5;
    double[][] penalty = new double[group.routes.calls()][];
    for (int call = 0; call < penalty.length; call++) {
      penalty[call] = new double[group.routes.options(call)];
      for (int option = 0; option < penalty[call].length; option++) {
        penalty[call][option] =
            random.nextDouble() < closed
                ? Double.POSITIVE_INFINITY
                : (random.nextDouble() - 0.2) * scale;
      }
    }
    return penalty;
  }

  private static double cheapest(
      CompiledGroup group, double[][] penalty, Lateness lateness, int[] route, int call) {
    if (call == route.length) {
      return value(group, penalty, lateness, route);
    }
    double best = Double.POSITIVE_INFINITY;
    for (int option = 0; option < group.routes.options(call); option++) {
      route[call] = option;
      best = Math.min(best, cheapest(group, penalty, lateness, route, call + 1));
    }
    return best;
  }

  private static double value(
      CompiledGroup group, double[][] penalty, Lateness lateness, int[] route) {
    RouteJudge judge = group.routes.judge();
    long micros = judge.costMicros(route);
    boolean onTime = lateness == Lateness.ON_TIME || judge.hardDeadline();
    if (micros == RouteJudge.FORBIDDEN || (onTime && judge.missesDeadline(route))) {
      return Double.POSITIVE_INFINITY;
    }
    double value = micros;
    for (int call = 0; call < route.length; call++) {
      value += penalty[call][route[call]];
    }
    return value;
  }
}
