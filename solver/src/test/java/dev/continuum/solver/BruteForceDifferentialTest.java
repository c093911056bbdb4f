package dev.continuum.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.RuleKind;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.fixture.RandomProblems;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The solver against exhaustive enumeration through the oracle: never a cheaper placement missed
 * where the answer is optimal, never an accepted violation, never a conflict where a placement
 * exists. And the problems must be such that this says something: every rule binds in many.
 */
class BruteForceDifferentialTest {

  private static final int PROBLEMS = 3_000;
  private static final int CHUNK = 100;
  private static final RandomProblems.Size SIZE = new RandomProblems.Size(4, 4, 3, 3, 150, 0);

  /** Rules that no candidate breaks: routes are drawn from within them. */
  private static final Set<RuleKind> OF_CANDIDATES =
      EnumSet.of(
          RuleKind.COUNT, RuleKind.ACQUIRED, RuleKind.FENCE, RuleKind.SERVABLE, RuleKind.REACHABLE);

  /** What the problems of a run have in common. */
  private static final class Coverage {
    int problems;
    int infeasible;
    int unservedOrLate;
    int proven;
    final Map<RuleKind, Integer> binding = new EnumMap<>(RuleKind.class);
    final Map<RuleKind, Integer> bindingAlone = new EnumMap<>(RuleKind.class);

    void count(BruteForce truth) {
      problems++;
      infeasible += truth.best().isEmpty() ? 1 : 0;
      unservedOrLate +=
          truth.best().filter(b -> b.unservedMicros() > 0 || b.lateMicros() > 0).isPresent()
              ? 1
              : 0;
      truth.binding().forEach(kind -> binding.merge(kind, 1, Integer::sum));
      truth.bindingAlone().forEach(kind -> bindingAlone.merge(kind, 1, Integer::sum));
    }

    double share(int count) {
      return (double) count / problems;
    }

    @Override
    public String toString() {
      return problems
          + " problems, proven "
          + proven
          + ", infeasible "
          + infeasible
          + ", unserved or late "
          + unservedOrLate
          + ", binding "
          + binding
          + ", alone "
          + bindingAlone;
    }
  }

  @TestFactory
  Stream<DynamicTest> agreesWithExhaustiveEnumeration() {
    Coverage coverage = new Coverage();
    Stream<DynamicTest> chunks =
        IntStream.range(0, PROBLEMS / CHUNK)
            .mapToObj(
                chunk ->
                    dynamicTest(
                        "seeds " + chunk * CHUNK + " to " + ((chunk + 1) * CHUNK - 1),
                        () -> {
                          for (int i = 0; i < CHUNK; i++) {
                            agrees((long) chunk * CHUNK + i, coverage);
                          }
                        }));
    return Stream.concat(
        chunks, Stream.of(dynamicTest("every rule binds often", () -> coversAll(coverage))));
  }

  private static void agrees(long seed, Coverage coverage) {
    PlacementProblem problem = RandomProblems.random(SIZE, seed);
    BruteForce truth = new BruteForce(problem);
    coverage.count(truth);
    Strategy strategy = seed % 3 == 0 ? Strategy.EXACT : Strategy.AUTO;
    SolveResult result =
        new PlacementSolver()
            .solve(
                problem,
                SolveOptions.DEFAULT
                    .withStrategy(strategy)
                    .withSeed(seed)
                    .withTimeLimit(Duration.ofSeconds(30)));
    Optional<String> disagreement = disagreement(result, truth.best());
    if (disagreement.isPresent()) {
      fail(
          "Seed %d, %s: %s. Enumeration: %s by %s. Solver: %s. %s",
          seed, strategy, disagreement.get(), truth.best(), truth.bestPlacement(), result, problem);
    }
    coverage.proven +=
        result instanceof SolveResult.Optimal || result instanceof SolveResult.Infeasible ? 1 : 0;
  }

  private static Optional<String> disagreement(SolveResult result, Optional<Score> best) {
    return switch (result) {
      case SolveResult.Optimal optimal -> {
        Score score = optimal.evaluation().score();
        if (best.isEmpty() || !best.get().equals(score)) {
          yield Optional.of("not the optimum");
        }
        yield optimal.bound().micros() == score.costMicros()
            ? Optional.empty()
            : Optional.of("an optimum above its bound");
      }
      case SolveResult.Feasible feasible ->
          best.isEmpty() || feasible.evaluation().score().compareTo(best.get()) < 0
              ? Optional.of("better than the optimum")
              : Optional.empty();
      case SolveResult.Infeasible infeasible -> {
        if (best.isPresent()) {
          yield Optional.of("a placement exists");
        }
        yield infeasible.conflict().irreducible() && !infeasible.conflict().rules().isEmpty()
            ? Optional.empty()
            : Optional.of("a conflict that is not irreducible");
      }
      case SolveResult.Unknown unknown -> Optional.of("unknown in thirty seconds");
    };
  }

  private static void coversAll(Coverage coverage) {
    assertThat(coverage.problems).as("%s", coverage).isEqualTo(PROBLEMS);
    assertThat(coverage.share(coverage.infeasible)).as("infeasible").isGreaterThanOrEqualTo(0.1);
    assertThat(coverage.share(coverage.unservedOrLate))
        .as("unserved or late")
        .isGreaterThanOrEqualTo(0.2);
    for (RuleKind kind : EnumSet.complementOf(EnumSet.copyOf(OF_CANDIDATES))) {
      assertThat(coverage.share(coverage.binding.getOrDefault(kind, 0)))
          .as(kind.name())
          .isGreaterThanOrEqualTo(0.1);
    }
  }
}
