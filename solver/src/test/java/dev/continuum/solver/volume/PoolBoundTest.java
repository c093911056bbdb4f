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

/** Prices of what clients ask at a point prove nothing that is not true, whatever they are. */
class PoolBoundTest {

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
      long optimum = best.get().costMicros();
      CompiledProblem compiled = CompiledProblem.of(problem);
      try (Chunks chunks = new Chunks(compiled.groups().size(), 1)) {
        PoolBound bound = bound(compiled, chunks);
        SplittableRandom random = new SplittableRandom(seed);
        double[] prices = new double[bound.items.size()];
        for (int i = 0; i < 6; i++) {
          assertThat(bound.evaluate(prices))
              .as("seed %d prices %d", seed, i)
              .isLessThanOrEqualTo((double) optimum);
          for (int item = 0; item < prices.length; item++) {
            prices[item] =
                random.nextInt(4) == 0
                    ? 0
                    : random.nextDouble() * Math.abs(optimum) / Math.max(1, bound.items.load[item]);
          }
        }
        assertThat(climbed(bound, compiled, chunks, optimum))
            .as("seed %d", seed)
            .isLessThanOrEqualTo((double) optimum);
      }
      compared++;
    }
    assertThat(compared).isGreaterThan(8);
  }

  @Test
  void whatIsProvenDoesNotDependOnThreads() {
    CompiledProblem compiled = CompiledProblem.of(RandomProblems.random(SIZE, 3));
    double[] values = new double[2];
    for (int threads = 1; threads <= 2; threads++) {
      try (Chunks chunks = new Chunks(compiled.groups().size(), threads)) {
        values[threads - 1] = climbed(bound(compiled, chunks), compiled, chunks, 1_000_000_000L);
      }
    }
    assertThat(values[1]).isEqualTo(values[0]);
  }

  private static PoolBound bound(CompiledProblem problem, Chunks chunks) {
    Blocks blocks = blocks(problem, chunks);
    return new PoolBound(blocks, new PoolItems(problem, blocks.tiers, blocks.distances), chunks);
  }

  private static Blocks blocks(CompiledProblem problem, Chunks chunks) {
    Tiers tiers = new Tiers(problem);
    return new Blocks(problem, tiers, new Distances(problem, tiers), chunks);
  }

  private static double climbed(
      PoolBound bound, CompiledProblem problem, Chunks chunks, long target) {
    PoolAscent ascent =
        new PoolAscent(bound, new PoolRents(blocks(problem, chunks), bound, chunks));
    for (int i = 0; i < 5; i++) {
      ascent.raiseRents();
    }
    for (int i = 0; i < 10; i++) {
      var unused = ascent.step((double) target);
    }
    return ascent.best();
  }
}
