package dev.continuum.benchmarks.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.benchmarks.baseline.Baseline.Answer;
import dev.continuum.datasets.generator.CityFamily;
import dev.continuum.datasets.generator.NeptuneFamily;
import dev.continuum.datasets.importer.GeneralisedAssignment;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.validation.PlacementValidator;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselinesTest {

  private static final Baseline.Budget BUDGET = new Baseline.Budget(Duration.ofSeconds(2), 1, 1);

  private static final PlacementProblem CITY = CityFamily.city(4, 8, 4, 1);

  static Stream<String> names() {
    return Baselines.all().stream().map(Baseline::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyAnswerIsAPlacementOfTheProblemOrSaysWhyNot(String name) {
    switch (Baselines.named(name).orElseThrow().plan(CITY, BUDGET)) {
      case Answer.Placed placed ->
          assertThat(PlacementValidator.validate(CITY, placed.placement())).isEmpty();
      case Answer.NotApplicable not -> assertThat(not.why()).isNotBlank();
      case Answer.Nothing nothing -> assertThat(nothing.why()).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nearest-edge", "cloud-only", "device-only", "first-fit-decreasing", "a3e", "mcf"})
  void rulesOfThumbKeepEveryRule(String name) {
    assertThat(judged(CITY, name).broken()).isEmpty();
  }

  @Test
  void plainSolversAgreeWithTheEngineOnGeneralisedAssignment() {
    PlacementProblem problem = assignment(false);
    long best = optimum(problem);
    for (String name : List.of("plain-highs", "plain-cp-sat", "plain-scip")) {
      assertThat(judged(problem, name).score().costMicros()).as(name).isEqualTo(best);
    }
    assertThat(plan(problem, "min-cost-flow")).isInstanceOf(Answer.NotApplicable.class);
  }

  @Test
  void aFlowIsTheOptimumWhereAllJobsAreAlike() {
    PlacementProblem problem = assignment(true);
    assertThat(judged(problem, "min-cost-flow").score().costMicros()).isEqualTo(optimum(problem));
  }

  @Test
  void neptuneIsOptimalOnItsOwnFamilyAndCloseToWhatTheEngineProves() {
    PlacementProblem problem = NeptuneFamily.generate(4, 3, 1);
    Evaluation judged = judged(problem, "neptune-delay");
    assertThat(judged.broken()).isEmpty();
    // Its second step may give up to 30 % of delay.
    assertThat(judged.score().costMicros())
        .isBetween(optimum(problem), Math.round(optimum(problem) * 1.3000001) + 1);
  }

  @Test
  void communitiesArePartsOfTheGraphAndNoLargerThanAllowed() {
    List<Set<Integer>> twoTriangles =
        List.of(Set.of(1, 2), Set.of(0, 2), Set.of(0, 1), Set.of(4, 5), Set.of(3, 5), Set.of(3, 4));
    assertThat(Communities.of(twoTriangles, 10, new SplittableRandom(1)))
        .allSatisfy(
            community -> assertThat(community.stream().map(v -> v / 3).distinct().count()).isOne());
    assertThat(Communities.of(twoTriangles, 2, new SplittableRandom(1)))
        .allSatisfy(community -> assertThat(community).hasSizeLessThanOrEqualTo(2));
  }

  private static PlacementProblem assignment(boolean alike) {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder("4 12\n");
    for (int i = 0; i < 48; i++) {
      text.append(random.nextInt(5, 30)).append(i % 12 == 11 ? "\n" : " ");
    }
    for (int i = 0; i < 48; i++) {
      text.append(alike ? 1 : random.nextInt(2, 9)).append(i % 12 == 11 ? "\n" : " ");
    }
    return GeneralisedAssignment.first().parse("t.txt", text + (alike ? "3 3 4 3" : "18 18 18 18"));
  }

  private static long optimum(PlacementProblem problem) {
    SolveResult result =
        new PlacementSolver()
            .solve(problem, SolveOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(60)));
    assertThat(result).isInstanceOf(SolveResult.Optimal.class);
    return ((SolveResult.Optimal) result).evaluation().score().costMicros();
  }

  private static Evaluation judged(PlacementProblem problem, String name) {
    Answer answer = plan(problem, name);
    assertThat(answer).isInstanceOf(Answer.Placed.class);
    return PlacementEvaluator.evaluate(problem, ((Answer.Placed) answer).placement());
  }

  private static Answer plan(PlacementProblem problem, String name) {
    Baseline.Budget ample = new Baseline.Budget(Duration.ofSeconds(60), 1, 1);
    return Baselines.named(name).orElseThrow().plan(problem, ample);
  }
}
