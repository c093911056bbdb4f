package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.solver.BruteForce;
import dev.continuum.solver.compiled.CompiledProblem;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Prices of tiers prove nothing that is not true, whatever they are. */
class TierBoundTest {

  private static final RandomProblems.Size SIZE = new RandomProblems.Size(4, 4, 3, 3, 150, 0);

  @Test
  void noPricesPutTheBoundAboveTheOptimum() {
    int compared = 0;
    for (long seed = 0; seed < 60; seed++) {
      PlacementProblem problem = RandomProblems.random(SIZE, seed);
      Optional<Score> best =
          new BruteForce(problem)
              .best()
              .filter(score -> score.unservedMicros() == 0 && score.lateMicros() == 0);
      if (best.isEmpty() || problem.groups().isEmpty()) {
        continue;
      }
      CompiledProblem compiled = CompiledProblem.of(problem);
      Tiers tiers = new Tiers(compiled);
      tiers.measure(compiled.groups().getFirst().routes.judge());
      TierBound bound = new TierBound(tiers);
      SplittableRandom random = new SplittableRandom(seed);
      long optimum = best.get().costMicros();
      for (int i = 0; i < 8; i++) {
        assertThat(bound.evaluate())
            .as("seed %d prices %d", seed, i)
            .isLessThanOrEqualTo((double) optimum);
        for (int t = 0; t < tiers.count; t++) {
          bound.perByte[t] =
              tiers.memoryLimited[t]
                  ? random.nextDouble() * Math.abs(optimum) / Math.max(1, tiers.memory[t])
                  : 0;
          bound.perCpu[t] =
              tiers.cpuLimited[t]
                  ? random.nextDouble() * Math.abs(optimum) / Math.max(1, tiers.cpu[t])
                  : 0;
        }
      }
      compared++;
    }
    assertThat(compared).isGreaterThan(8);
  }
}
