package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.model.fixture.Routes;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.BruteForce;
import dev.continuum.solver.SolveEvent;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.greedy.Greedy;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Flows that groups share, against exhaustive enumeration. */
class SharedFlowsTest {

  private static final RandomProblems.Size SIZE = new RandomProblems.Size(4, 3, 2, 3, 60, 0);
  private static final SolveOptions OPTIONS = SolveOptions.DEFAULT.withSteps(300);
  private static final double MOST_COMBINATIONS = 2_000;

  private static ClientGroup like(ClientGroup other, String id, int devices, double perSecond) {
    return new ClientGroup(
        new GroupId(id),
        other.app(),
        other.deviceClass(),
        other.point(),
        devices,
        other.splitting(),
        Rate.perSecond(perSecond),
        other.arrivalScv(),
        other.access(),
        other.battery());
  }

  /** All groups, with requests so seldom that rounding matters. */
  private static PlacementProblem seldom(PlacementProblem problem) {
    return problem.toBuilder()
        .eachGroup(
            group ->
                like(group, group.id().value(), group.devices(), group.rate().perSecond() / 900))
        .build();
  }

  /** The first group once more, with one device that asks more often. */
  private static PlacementProblem withTwin(PlacementProblem problem) {
    ClientGroup first = problem.groups().getFirst();
    double more = 1.5 * first.rate().perSecond();
    return problem.toBuilder().group(like(first, "twin", 1, more)).build();
  }

  @Test
  void boundsNeverExceedTheOptimumAndPlacementsNeverBeatIt() {
    int shared = 0;
    int proven = 0;
    int tight = 0;
    int placed = 0;
    for (long seed = 0; seed < 1_500; seed++) {
      PlacementProblem problem = withTwin(RandomProblems.random(SIZE, seed));
      if (Routes.combinations(problem) > MOST_COMBINATIONS) {
        continue;
      }
      Optional<Score> best = new BruteForce(problem).best();
      if (best.isEmpty()) {
        continue;
      }
      List<Long> bounds = new ArrayList<>();
      List<Score> offers = new ArrayList<>();
      CompiledProblem compiled = CompiledProblem.of(problem);
      Search search =
          new Search(
              compiled,
              OPTIONS,
              new Budget(OPTIONS, StopSignal.NEVER, System::nanoTime),
              event -> {
                if (event instanceof SolveEvent.BoundImproved improved
                    && improved.bound().kind() == BoundKind.TREE) {
                  bounds.add(improved.bound().micros());
                }
                if (event instanceof SolveEvent.IncumbentFound found
                    && found.source().equals("flows")) {
                  offers.add(found.score());
                }
              });
      Greedy.constructionOnly().run(search);
      new SharedFlows(new FlowModels(0, 0)).run(search);
      long optimum = best.get().costMicros();
      assertThat(bounds).as("seed %d, %s", seed, problem).allMatch(bound -> bound <= optimum);
      assertThat(offers)
          .as("seed %d, %s", seed, problem)
          .allMatch(score -> score.compareTo(best.get()) >= 0);
      shared += bounds.isEmpty() || !anyShared(compiled) ? 0 : 1;
      proven += bounds.isEmpty() ? 0 : 1;
      placed += offers.isEmpty() ? 0 : 1;
      tight += !bounds.isEmpty() && bounds.getLast() >= optimum - Math.abs(optimum) / 100 ? 1 : 0;
    }
    assertThat(shared).isGreaterThan(20);
    assertThat(proven).isGreaterThan(50);
    assertThat(tight).isGreaterThan(proven / 2);
    assertThat(placed).isPositive();
  }

  /** Rounding makes loads of seldom requests a little too large. */
  @Test
  void noGroupIsCountedWithMoreLoadThanItHas() {
    int shared = 0;
    int stay = 0;
    for (long seed = 0; seed < 300; seed++) {
      CompiledProblem compiled =
          CompiledProblem.of(seldom(withTwin(RandomProblems.random(SIZE, seed))));
      List<Column> columns = Columns.enumerate(compiled, 10_000).orElseThrow();
      for (AlikeGroups alike : AlikeGroups.of(compiled, columns)) {
        for (AlikeGroups.Twins twins : alike.twins()) {
          for (AlikeGroups.Member member : twins.members()) {
            CompiledGroup group = member.group();
            isNoMore(alike.away, group, member.share(), member.leavingMicros());
            isNoMore(twins.own, group, member.part(), member.stayingMicros());
          }
          stay += twins.members().size() > 1 && !twins.own.columns.isEmpty() ? 1 : 0;
        }
        shared += isShared(alike) ? 1 : 0;
      }
    }
    assertThat(stay).isGreaterThan(20);
    assertThat(shared).isGreaterThan(50);
  }

  private static void isNoMore(SharedRoutes routes, CompiledGroup group, double share, long more) {
    for (int i = 0; i < routes.columns.size(); i++) {
      int[] route = routes.route(i, group);
      assertThat(routes.number(group, route)).isEqualTo(i);
      for (int v = 0; v < route.length; v++) {
        if (group.routes.node(v, route[v]) != RouteSpace.LOCAL) {
          assertThat(routes.load[v] * share)
              .isLessThanOrEqualTo((double) group.routes.loadNanos(v));
          assertThat(routes.cpu[i][v] * share)
              .isLessThanOrEqualTo((double) group.routes.cpuNanocores(v, route[v]));
        }
      }
      assertThat(share * routes.columns.get(i).micros() + more)
          .isLessThanOrEqualTo((double) group.routes.judge().costMicros(route));
    }
  }

  private static boolean isShared(AlikeGroups alike) {
    return alike.twins().stream().mapToInt(twins -> twins.members().size()).sum() > 1;
  }

  private static boolean anyShared(CompiledProblem problem) {
    return AlikeGroups.of(problem, Columns.enumerate(problem, 10_000).orElseThrow()).stream()
        .anyMatch(SharedFlowsTest::isShared);
  }
}
