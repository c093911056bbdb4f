package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import org.junit.jupiter.api.Test;

class RecognitionTest {

  @Test
  void locationIsRecognisedWithItsFigures() {
    RandomLocation random = new RandomLocation(4, 9, false, true, 3);
    Instance instance = Recognition.of(CompiledProblem.of(random.problem)).orElseThrow();
    assertThat(instance.jobs).isEqualTo(9);
    assertThat(instance.nodes).isEqualTo(4);
    assertThat(instance.uniform).isTrue();
    assertThat(instance.step).isEqualTo(1_000_000);
    for (int i = 0; i < 4; i++) {
      assertThat(instance.opening[i]).isEqualTo(random.opening[i] * 1_000_000L);
    }
    for (int a = 0; a < instance.arcs(); a++) {
      int least = Integer.MAX_VALUE;
      for (int i = 0; i < 4; i++) {
        least = Math.min(least, random.cost[i][instance.job[a]]);
      }
      int cost = random.cost[instance.node[a]][instance.job[a]];
      assertThat(instance.cost[a]).isEqualTo((cost - least) * 1e6);
    }
  }

  @Test
  void whatHasDeadlinesRulesOrSeveralCallsIsNot() {
    int recognised = 0;
    for (long seed = 0; seed < 200; seed++) {
      PlacementProblem problem = RandomProblems.random(seed);
      CompiledProblem compiled = CompiledProblem.of(problem);
      if (Recognition.of(compiled).isPresent()) {
        recognised++;
        for (CompiledGroup group : compiled.groups()) {
          assertThat(group.routes.calls()).isEqualTo(1);
          assertThat(group.routes.judge().hasDeadline()).isFalse();
          assertThat(group.divisible || group.devices == 1).isTrue();
        }
        assertThat(compiled.rules().spreads()).isEmpty();
        assertThat(compiled.rules().aparts()).isEmpty();
      }
    }
    assertThat(recognised).isLessThan(60);
  }
}
