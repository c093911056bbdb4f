package dev.continuum.solver.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import dev.continuum.solver.compiled.CompiledProblem;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Jobs of very different sizes, some many times what a node holds. */
class UnevenJobsTest {

  private static final int STEPS = 3000;

  /** With steps of one length for all, 0.9 % is missing. */
  @Test
  void pricesOfLargeAndSmallJobsRiseTogether() {
    assertThat(missing(1.6)).isLessThan(0.003);
  }

  /** With steps that keep less of the last direction (0.7), 0.5 % is missing. */
  @Test
  void stepsKeepTheirDirection() {
    assertThat(missing(1.3)).isLessThan(0.003);
  }

  /** What the root's prices are below the optimum, relatively, on average. */
  private static double missing(double ratio) {
    double missing = 0;
    for (int seed = 1; seed <= 4; seed++) {
      RandomLocation random = UnevenLocation.of(ratio, seed);
      Instance instance = Recognition.of(CompiledProblem.of(random.problem)).orElseThrow();
      double optimum = optimum(instance);
      CapacityPrices capacity = new CapacityPrices(instance);
      capacity.rise(100, instance.most);
      Ascent ascent =
          new Ascent(new Dual(instance, new boolean[instance.arcs()]), capacity.jobPrices());
      for (int t = 0; t < STEPS && !ascent.exhausted(); t++) {
        var unused = ascent.step(optimum);
      }
      assertThat(ascent.bestValue).isLessThanOrEqualTo(optimum + 2);
      missing += (optimum - ascent.bestValue) / (instance.base + optimum) / 4;
    }
    return missing;
  }

  private static double optimum(Instance instance) {
    return LocationProgram.solve(
            instance,
            new byte[instance.nodes],
            new boolean[instance.arcs()],
            new boolean[0],
            new double[0],
            () -> false)
        .bound();
  }

  @Test
  void theyAreProvenInTime() {
    SolveOptions options =
        new SolveOptions(
            Strategy.AUTO,
            Duration.ofSeconds(30),
            SolveOptions.DEFAULT.gap(),
            OptionalLong.empty(),
            1,
            2);
    for (double ratio : new double[] {1.3, 1.6, 4}) {
      SolveResult result =
          new PlacementSolver().solve(UnevenLocation.of(ratio, 2).problem, options);
      assertThat(result).as("ratio %s", ratio).isInstanceOf(SolveResult.Optimal.class);
    }
  }
}
