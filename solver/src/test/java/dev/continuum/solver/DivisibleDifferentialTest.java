package dev.continuum.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.RuleCheck;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.Edited;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.model.workload.Splitting;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The solver in the fluid limit against a linear program under every choice of instances. */
class DivisibleDifferentialTest {

  private static final int PROBLEMS = 240;
  private static final double MOST_PROGRAMS = 800;
  private static final RandomProblems.Size SIZE = new RandomProblems.Size(3, 3, 3, 2, 2_000, 0);

  private static PlacementProblem fluid(long seed) {
    PlacementProblem problem = RandomProblems.random(SIZE, seed);
    for (int g = 0; g < problem.groups().size(); g++) {
      problem = Edited.with(problem, "groups." + g + ".splitting", Splitting.DIVISIBLE);
    }
    return problem;
  }

  @Test
  void agreesWithALinearProgramUnderEveryChoiceOfInstances() {
    int problems = 0;
    int optimal = 0;
    int infeasible = 0;
    int fractional = 0;
    for (long seed = 0; problems < PROBLEMS; seed++) {
      PlacementProblem problem = fluid(seed);
      FluidTruth truth = new FluidTruth(problem);
      if (truth.combinations() > MOST_PROGRAMS) {
        continue;
      }
      problems++;
      Optional<FluidTruth.Optimum> best = truth.solve();
      best.ifPresent(optimum -> theOracleAgrees(problem, optimum));
      SolveResult result =
          new PlacementSolver()
              .solve(
                  problem,
                  SolveOptions.DEFAULT
                      .withStrategy(Strategy.EXACT)
                      .withTimeLimit(Duration.ofSeconds(30)));
      String context = "seed " + seed + ": " + best + ", " + result + ", " + problem;
      switch (result) {
        case SolveResult.Placed placed -> {
          assertThat(best).as(context).isPresent();
          FluidTruth.Optimum optimum = best.orElseThrow();
          assertNotBetter(placed.evaluation().score(), optimum, context);
          if (result instanceof SolveResult.Optimal) {
            optimal++;
            assertEqual(placed.evaluation().score(), optimum, context);
          }
          fractional +=
              placed.placement().routes().stream()
                      .anyMatch(r -> Math.abs(r.devices() - Math.rint(r.devices())) > 1e-6)
                  ? 1
                  : 0;
        }
        case SolveResult.Infeasible no -> {
          infeasible++;
          assertThat(best).as(context).isEmpty();
        }
        case SolveResult.Unknown unknown -> assertThat(unknown).as(context).isNull();
      }
    }
    // Measured: nine in ten; in the others rounding to micro-units leaves a level open.
    assertThat(optimal + infeasible).as("proven").isGreaterThanOrEqualTo(PROBLEMS * 9 / 10);
    assertThat(optimal).as("optimal").isGreaterThanOrEqualTo(PROBLEMS * 6 / 10);
    assertThat(fractional).isGreaterThanOrEqualTo(PROBLEMS / 20);
  }

  private static void theOracleAgrees(PlacementProblem problem, FluidTruth.Optimum optimum) {
    Evaluation evaluation = PlacementEvaluator.evaluate(problem, optimum.placement());
    for (RuleCheck broken : evaluation.broken()) {
      assertThat(broken.use())
          .as("%s", broken)
          .isCloseTo(broken.limit(), within(slack(broken.limit())));
    }
    assertThat((double) evaluation.score().costMicros())
        .isCloseTo(optimum.cost(), within(1e-7 * Math.max(1e7, Math.abs(optimum.cost()))));
  }

  private static void assertNotBetter(Score score, FluidTruth.Optimum optimum, String context) {
    if (close((double) score.unservedMicros(), optimum.unserved())
        && close((double) score.lateMicros(), optimum.late())) {
      assertThat((double) score.costMicros())
          .as(context)
          .isGreaterThanOrEqualTo(optimum.cost() - slack(optimum.cost()));
    } else {
      assertThat(
              score.unservedMicros() > optimum.unserved() + slack(optimum.unserved())
                  || score.lateMicros() > optimum.late() + slack(optimum.late()))
          .as(context)
          .isTrue();
    }
  }

  private static void assertEqual(Score score, FluidTruth.Optimum optimum, String context) {
    assertThat((double) score.unservedMicros())
        .as(context)
        .isCloseTo(optimum.unserved(), within(slack(optimum.unserved())));
    assertThat((double) score.lateMicros())
        .as(context)
        .isCloseTo(optimum.late(), within(slack(optimum.late())));
    assertThat((double) score.costMicros())
        .as(context)
        .isCloseTo(optimum.cost(), within(slack(optimum.cost())));
  }

  private static boolean close(double a, double b) {
    return Math.abs(a - b) <= slack(b);
  }

  private static double slack(double value) {
    return 1 + 1e-9 * Math.abs(value);
  }
}
