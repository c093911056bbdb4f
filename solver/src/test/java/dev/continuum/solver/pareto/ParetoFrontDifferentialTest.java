package dev.continuum.solver.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Placement;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.Strategy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Points hold before the oracle, none beats another, and no placement beats a bound. */
class ParetoFrontDifferentialTest {

  private static final SolveOptions OPTIONS =
      SolveOptions.DEFAULT
          .withStrategy(Strategy.EXACT)
          .withSteps(400)
          .withTimeLimit(Duration.ofSeconds(60));

  @Test
  void pointsHoldNoneIsDominatedAndBoundsAreNeverPassed() {
    int fronts = 0;
    int trades = 0;
    int certified = 0;
    for (long seed = 0; seed < 24; seed++) {
      PlacementProblem problem =
          RandomProblems.random(seed).toBuilder().weights(ObjectiveWeights.DEFAULT).build();
      List<ParetoPoint> front =
          new ParetoFront(new PlacementSolver()).find(problem, 5, OPTIONS, StopSignal.NEVER);
      fronts += front.isEmpty() ? 0 : 1;
      trades += front.size() > 1 ? 1 : 0;
      for (ParetoPoint point : front) {
        Evaluation judged = PlacementEvaluator.evaluate(problem, point.placement());
        assertThat(judged.broken()).as("seed %d", seed).isEmpty();
        if (judged.score().unservedMicros() == 0) {
          assertThat(judged.energy().totalWatts())
              .isCloseTo(point.measures().watts(), within(1e-4));
          assertThat(judged.money().total()).isCloseTo(point.measures().money(), within(1e-4));
        }
        certified += point.latencyBound() > Double.NEGATIVE_INFINITY ? 1 : 0;
        for (ParetoPoint other : front) {
          assertThat(other.measures().dominates(point.measures())).as("seed %d", seed).isFalse();
          if (other.measures().watts() <= point.measures().watts()
              && other.measures().money() <= point.measures().money()) {
            assertThat(other.measures().latency())
                .as("seed %d", seed)
                .isGreaterThanOrEqualTo(point.latencyBound());
          }
        }
        assertNoPlacementPasses(problem, point, seed);
      }
    }
    assertThat(fronts).isGreaterThan(6);
    assertThat(trades).isGreaterThan(1);
    assertThat(certified).isGreaterThan(6);
  }

  /** Placements under other weights that take no more energy and money have no less latency. */
  private static void assertNoPlacementPasses(
      PlacementProblem problem, ParetoPoint point, long seed) {
    for (double perJoule : new double[] {0, 1e-6, 1e-5}) {
      ObjectiveWeights weights = new ObjectiveWeights(1e-7, 1e-7, perJoule, 0.3);
      PlacementProblem other = problem.toBuilder().weights(weights).build();
      if (new PlacementSolver().solve(other, OPTIONS) instanceof SolveResult.Placed placed) {
        Placement there = placed.placement();
        Score judged = PlacementEvaluator.evaluate(problem, there).score();
        double rest = charged(problem, there, ObjectiveWeights.NONE);
        double watts = (charged(problem, there, new ObjectiveWeights(0, 0, 1e-3, 0)) - rest) / 3.6;
        double money = charged(problem, there, new ObjectiveWeights(0, 0, 0, 1)) - rest;
        Score best = point.evaluation().score();
        if (watts <= point.measures().watts()
            && money <= point.measures().money()
            && judged.unservedMicros() <= best.unservedMicros()
            && judged.lateMicros() <= best.lateMicros()) {
          assertThat(charged(problem, there, new ObjectiveWeights(1e-7, 1e-7, 0, 0)))
              .as("seed %d", seed)
              .isGreaterThanOrEqualTo(point.latencyBound());
        }
      }
    }
  }

  private static double charged(
      PlacementProblem problem, Placement placement, ObjectiveWeights weights) {
    Evaluation judged =
        PlacementEvaluator.evaluate(problem.toBuilder().weights(weights).build(), placement);
    return (judged.score().costMicros() + judged.constantMicros()) / 1e6;
  }

  @Test
  void theNumberOfPointsHasLimits() {
    assertThatThrownBy(
            () ->
                new ParetoFront(new PlacementSolver())
                    .find(RandomProblems.random(1), 2, OPTIONS, StopSignal.NEVER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 3 to");
  }
}
