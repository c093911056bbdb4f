package dev.continuum.datasets.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.topology.Node;
import dev.continuum.model.validation.ProblemValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassicalFamiliesTest {

  @ParameterizedTest
  @EnumSource(AssignmentFamily.Type.class)
  void assignmentIsValidAndFollowsItsSeed(AssignmentFamily.Type type) {
    PlacementProblem problem = AssignmentFamily.generate(type, 5, 20, 7);

    assertThat(ProblemValidator.validate(problem)).isEmpty();
    assertThat(problem).isEqualTo(AssignmentFamily.generate(type, 5, 20, 7));
    assertThat(problem).isNotEqualTo(AssignmentFamily.generate(type, 5, 20, 8));
    assertThat(problem.groups()).hasSize(20);
    assertThat(problem.topology().nodes()).hasSize(5);
  }

  @Test
  void capacityOfTypeDIsFourFifthsOfTheAverageUse() {
    PlacementProblem problem = AssignmentFamily.generate(AssignmentFamily.Type.D, 10, 200, 1);

    for (Node node : problem.topology().nodes()) {
      double uses =
          problem.functions().stream()
              .mapToDouble(f -> f.profiles().get(node.nodeClass()).mean().toNanos() / 1e6)
              .sum();
      double ratio = node.capacity().cpu().millicores() * 10 / uses;
      assertThat(ratio).isCloseTo(0.8, within(0.01));
    }
  }

  @Test
  void inTypeDWhatUsesLittleIsDear() {
    PlacementProblem problem = AssignmentFamily.generate(AssignmentFamily.Type.D, 4, 50, 1);

    for (Node node : problem.topology().nodes()) {
      for (ExplicitCost cost : problem.explicitCosts()) {
        double use = use(problem, cost, node.nodeClass());
        double perHour = cost.perHour().get(node.id());
        assertThat(perHour * scale(problem) + use).isBetween(100.99, 121.01);
      }
    }
  }

  private static double use(PlacementProblem problem, ExplicitCost cost, NodeClassId of) {
    return problem.functions().stream()
        .filter(f -> f.id().value().equals(cost.group().value()))
        .mapToDouble(f -> f.profiles().get(of).mean().toNanos() / 1e6)
        .sum();
  }

  private static double scale(PlacementProblem problem) {
    return problem.instanceUnit().orElseThrow().perCostUnit();
  }

  @Test
  void singleSourceHasTheRatioOfCapacityToDemand() {
    PlacementProblem problem = SingleSourceFamily.generate(20, 100, 3, 1);

    assertThat(ProblemValidator.validate(problem)).isEmpty();
    assertThat(problem).isEqualTo(SingleSourceFamily.generate(20, 100, 3, 1));
    assertThat(problem).isNotEqualTo(SingleSourceFamily.generate(20, 100, 3, 2));
    assertThat(problem.groups()).hasSize(100);
    assertThat(problem.topology().nodes()).hasSize(20);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AssignmentFamily.generate(AssignmentFamily.Type.A, 0, 5, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AssignmentFamily.generate(AssignmentFamily.Type.A, 20_000, 5_000, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SingleSourceFamily.generate(5, 5, 0.5, 1));
  }
}
