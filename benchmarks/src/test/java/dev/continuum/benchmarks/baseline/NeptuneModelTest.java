package dev.continuum.benchmarks.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.benchmarks.baseline.NeptuneModel.Objective;
import dev.continuum.benchmarks.baseline.NeptuneModel.Rules;
import dev.continuum.model.id.PointId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The authors' own check, and the cases that their code wrongly forbids. */
class NeptuneModelTest {

  @ParameterizedTest
  @EnumSource(Rules.class)
  void itsOwnCheckOfDelayHasBothSteps(Rules rules) {
    NeptuneModel.Plan plan = solve(check(), rules, Objective.DELAY, 0.5).orElseThrow();
    assertThat(plan.step1()).isCloseTo(2.0, within(1e-9));
    assertThat(plan.step2()).isCloseTo(-4.0, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "AS_CODED, 0, 0.00660066",
    "AS_CODED, 0.5, 0.33663366",
    "AS_CODED, 1, 0.66666667",
    "CORRECTED, 0, 0.00660066",
    "CORRECTED, 0.5, 0.33663366",
    "CORRECTED, 1, 0.66666667"
  })
  void itsOwnChecksOfTheMix(Rules rules, double alpha, double expected) {
    NeptuneModel.Plan plan =
        solve(check(), rules, Objective.DELAY_AND_UTILIZATION, alpha).orElseThrow();
    assertThat(plan.step1()).isCloseTo(expected, within(5e-9));
  }

  @Test
  void leastNodesAreTwo() {
    NeptuneModel.Plan plan =
        solve(check(), Rules.CORRECTED, Objective.UTILIZATION, 0.5).orElseThrow();
    assertThat(plan.step1()).isCloseTo(2, within(1e-9));
  }

  @Test
  void itsCodeForbidsSplittingAndThePaperDoesNot() {
    NeptuneInstance two =
        instance(new double[][] {{0, 10}, {10, 0}}, new double[][] {{10, 10}}, 5, 15);
    assertThat(solve(two, Rules.AS_CODED, Objective.DELAY, 0.5)).isEmpty();
    assertThat(solve(two, Rules.CORRECTED, Objective.DELAY, 0.5).orElseThrow().step1())
        .isCloseTo(50, within(1e-9));
    NeptuneInstance three =
        instance(
            new double[][] {{0, 5, 9}, {5, 0, 4}, {9, 4, 0}},
            new double[][] {{10, 10, 10}},
            8,
            22,
            4);
    assertThat(solve(three, Rules.CORRECTED, Objective.DELAY, 0.5).orElseThrow().step1())
        .isCloseTo(34, within(1e-9));
  }

  @Test
  void sharesOfEachActiveEntryAddUpToOneAndFitTheCores() {
    NeptuneInstance three =
        instance(
            new double[][] {{0, 5, 9}, {5, 0, 4}, {9, 4, 0}},
            new double[][] {{10, 10, 10}},
            8,
            22,
            4);
    double[][][] x = solve(three, Rules.CORRECTED, Objective.DELAY, 0.5).orElseThrow().fractions();
    for (double[][] entry : x) {
      assertThat(Arrays.stream(entry[0]).sum()).isCloseTo(1, within(1e-9));
    }
    for (int j = 0; j < 3; j++) {
      int node = j;
      assertThat(Arrays.stream(x).mapToDouble(entry -> 10 * entry[0][node]).sum())
          .isLessThanOrEqualTo(three.nodeCores()[j] * (1 + 1e-9));
    }
  }

  private static NeptuneInstance check() {
    boolean[][] all = {{true, true, true}, {true, true, true}};
    return new NeptuneInstance(
        points(3),
        new double[][] {{0, 3, 2}, {3, 0, 4}, {2, 4, 0}},
        new double[][] {{100, 0, 0}, {1, 0, 0}},
        new double[] {5, 5},
        new double[] {100, 100, 200},
        new double[][] {{1, 1, 1}, {1, 1, 1}},
        new double[] {100, 50, 50},
        all);
  }

  private static NeptuneInstance instance(double[][] delay, double[][] rate, double... cores) {
    double[] ones = new double[cores.length];
    Arrays.fill(ones, 1);
    return new NeptuneInstance(
        points(cores.length),
        delay,
        rate,
        new double[] {1},
        ones,
        new double[][] {ones},
        cores,
        new boolean[1][cores.length]);
  }

  private static List<PointId> points(int count) {
    return IntStream.range(0, count).mapToObj(i -> new PointId("p" + i)).toList();
  }

  private static Optional<NeptuneModel.Plan> solve(
      NeptuneInstance instance, Rules rules, Objective objective, double alpha) {
    return new NeptuneModel(instance, rules, objective, alpha).solve(Duration.ofSeconds(30), 1);
  }
}
