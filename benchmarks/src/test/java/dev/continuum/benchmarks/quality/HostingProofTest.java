package dev.continuum.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.datasets.generator.NeptuneFamily;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** NEPTUNE's problem is proven where prices cannot say which of a few pairs are hosted. */
class HostingProofTest {

  /** Four times what it takes; without a program for the last pairs 6,000 are too few. */
  private static final long STEPS = 3_000;

  @Test
  void aFewPairsInDoubtAreEndedByAProgram() {
    assertThat(
            new PlacementSolver()
                .solve(
                    NeptuneFamily.generate(30, 10, 4),
                    SolveOptions.DEFAULT.withTimeLimit(Duration.ofMinutes(5)).withSteps(STEPS)))
        .isInstanceOf(SolveResult.Optimal.class);
  }
}
