package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescentTest {

  private static final RandomProblems.Size SIZE = new RandomProblems.Size(6, 8, 3, 3, 400, 0);
  private static final double MICRO_UNIT = 1;

  @Test
  void aDiveEndsWithOneConfigurationPerNodeAndTurnsBackWhereItCostsTooMuch() {
    int turned = 0;
    int dived = 0;
    for (long seed = 0; seed < 200; seed++) {
      Optional<SiteProgram> written = program(seed);
      if (written.isEmpty()) {
        continue;
      }
      try (SiteProgram program = written.get();
          SiteProgram again = program(seed).orElseThrow()) {
        assertThat(program.dive().diveWithin(Double.POSITIVE_INFINITY, 2, () -> false)).isTrue();
        assertWhole(program);
        dived++;
        double most = program.dive().micros() - MICRO_UNIT;
        if (again.dive().dive(most, 6, () -> false)) {
          assertWhole(again);
          turned += again.dive().micros() <= most ? 1 : 0;
        }
      }
    }
    assertThat(dived).isGreaterThan(20);
    assertThat(turned).as("dives that found better by turning back").isPositive();
  }

  private static void assertWhole(SiteProgram program) {
    for (int[] chosen : program.dive().of().chosen) {
      double sum = 0;
      for (int variable : chosen) {
        double value = program.dive().value(variable);
        assertThat(value).isCloseTo(Math.rint(value), within(1e-6));
        sum += value;
      }
      assertThat(sum).isLessThanOrEqualTo(1 + 1e-6);
    }
  }

  private static Optional<SiteProgram> program(long seed) {
    CompiledProblem problem = CompiledProblem.of(RandomProblems.random(SIZE, seed));
    if (!problem.groups().stream().allMatch(Configurations::applies)) {
      return Optional.empty();
    }
    SolveOptions options = SolveOptions.DEFAULT.withSteps(300);
    Budget budget = new Budget(options, StopSignal.NEVER, System::nanoTime);
    return Sites.program(new Search(problem, options, budget, SolveListener.NONE));
  }
}
