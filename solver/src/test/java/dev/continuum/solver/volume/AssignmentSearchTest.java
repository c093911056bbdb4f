package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.compiled.CompiledProblem;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Many demands on nodes with CPU: what is left out is dear, what is proven is true. */
class AssignmentSearchTest {

  private static Demands demands(int count, int nodes, long seed) {
    return Demands.of(CompiledProblem.of(Square.of(count, nodes, seed))).orElseThrow();
  }

  /** The dual function by definition: every option of every group. */
  private static double dual(Demands demands, double[] price) {
    double sum = 0;
    for (int g = 0; g < demands.size; g++) {
      double least = Double.POSITIVE_INFINITY;
      for (int o = 0; o < demands.shape(g).node().length; o++) {
        least =
            Math.min(least, demands.micros(g, o) + price[demands.node(g, o)] * demands.use(g, o));
      }
      sum += least;
    }
    for (int n = 0; n < demands.nodes; n++) {
      sum -= price[n] * demands.capacity[n];
    }
    return sum;
  }

  @Test
  void nothingLeftOutIsCheaperThanSaid() {
    for (long seed = 0; seed < 5; seed++) {
      Demands demands = demands(200, 40, seed);
      SplittableRandom random = new SplittableRandom(seed);
      double[] price = random.doubles(demands.nodes, 0, 200).toArray();
      Candidates candidates = new Candidates(demands.size, 6);
      CandidateFinder finder = new CandidateFinder(demands, 6);
      for (int g = 0; g < demands.size; g++) {
        finder.find(g, price, 0, candidates);
        for (int o = 0; o < demands.nodes; o++) {
          boolean kept = false;
          for (int i = g * 6; i < g * 6 + candidates.count[g]; i++) {
            kept |= candidates.option[i] == o;
          }
          double reduced = demands.micros(g, o) + price[demands.node(g, o)] * demands.use(g, o);
          assertThat(kept || reduced >= candidates.others[g])
              .as("group %d option %d", g, o)
              .isTrue();
        }
        assertThat(candidates.count[g]).isEqualTo((short) 6);
      }
    }
  }

  @Test
  void theBoundFollowsFromThePricesAlone() {
    for (long seed = 0; seed < 5; seed++) {
      Demands demands = demands(300, 20, seed);
      try (Chunks chunks = new Chunks(demands.size, 2)) {
        CapacityPrices prices =
            new CapacityPrices(demands, chunks, new Candidates(demands.size, 5));
        prices.refresh();
        double target = Double.NaN;
        for (int i = 0; i < 40; i++) {
          double value = prices.step(Double.isNaN(target) ? Double.MAX_VALUE : target);
          target = Double.isNaN(target) ? 1.05 * value : target;
        }
        double afresh = dual(demands, prices.best);
        assertThat(prices.bestValue()).isLessThanOrEqualTo(afresh);
        prices.refresh();
        // Candidates found at the very prices prove all but what rounding takes.
        assertThat(prices.evaluate()).isGreaterThan(afresh * (1 - 1e-5));
      }
    }
  }

  @Test
  void manyDemandsAreServedNearTheBoundAndTheOracleAgrees() {
    PlacementProblem problem = Square.of(2_500, 40, 1);
    SolveResult result = new PlacementSolver().solve(problem, SolveOptions.DEFAULT.withSteps(120));
    assertThat(result).isInstanceOf(SolveResult.Placed.class);
    if (result instanceof SolveResult.Placed placed) {
      assertThat(placed.bound().kind()).isEqualTo(BoundKind.DUAL);
      assertThat(placed.gap()).isBetween(0.0, 0.01);
    }
  }
}
