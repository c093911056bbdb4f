package dev.continuum.solver.compiled;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.gather;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.link;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.fixture.Scenario;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What rules that gather functions say of whole routes and of parts of them. */
class GatheringTest {

  private final CompiledProblem problem =
      CompiledProblem.of(
          Scenario.shuffledBy(1)
              .with(edge("a").cores(4), edge("b").cores(4), link("a", "b").ms(1))
              .with(function("one").workMs(1), function("two").workMs(1))
              .with(function("three").workMs(1), gather("one", "three"))
              .with(app("chain").call("one").call("two").call("three"))
              .with(group("group").uses("chain").at("a").perSecond(1))
              .problem());

  private final CompiledGroup group = problem.groups().getFirst();

  @Test
  void aPartOfARouteIsAllowedWhereNoRuleIsBrokenYet() {
    RouteSpace routes = group.routes;
    Gathering rule = routes.judge().gathering();
    int forbidden = 0;
    int[] route = new int[3];
    for (route[0] = 0; route[0] < 2; route[0]++) {
      for (route[1] = 0; route[1] < 2; route[1]++) {
        for (route[2] = 0; route[2] < 2; route[2]++) {
          boolean allowed = routes.judge().costMicros(route) != RouteJudge.FORBIDDEN;
          assertThat(rule.allows(route, 3)).isEqualTo(allowed);
          Set<Integer> places = new HashSet<>();
          boolean soFar = true;
          for (int calls = 1; calls <= 3; calls++) {
            if (isGathered(calls - 1)) {
              places.add(routes.node(calls - 1, route[calls - 1]));
            }
            soFar = places.size() <= 1;
            assertThat(rule.allows(route, calls)).isEqualTo(soFar);
          }
          forbidden += soFar ? 0 : 1;
        }
      }
    }
    assertThat(forbidden).isEqualTo(4);
  }

  @Test
  void oneOfTwoGatheredCallsKeepsTheOther() {
    Gathering rule = group.routes.judge().gathering();
    for (int call = 0; call < 3; call++) {
      for (int other = 0; other < 3; other++) {
        boolean both = call != other && isGathered(call) && isGathered(other);
        if (call != other) {
          assertThat(rule.ties(call, other)).isEqualTo(both);
          assertThat(rule.keeps(call, 0, other)).isEqualTo(both);
        }
      }
    }
  }

  private boolean isGathered(int call) {
    int function = group.routes.function(call, 0);
    return !problem.names().functions().get(function).value().equals("two");
  }
}
