package dev.continuum.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlacementEvaluatorPropertyTest {

  @Property(tries = 30)
  void theOrderOfDeclarationChangesNothing(@ForAll long seed) {
    RandomCase random = new RandomCase(seed);

    assertThat(
            PlacementEvaluator.evaluate(random.shuffled(seed + 1), random.shuffledPlacement(seed)))
        .isEqualTo(PlacementEvaluator.evaluate(random.problem(), random.placement()));
  }

  @Property(tries = 30)
  void equalRoutesAddUp(@ForAll long seed) {
    RandomCase random = new RandomCase(seed);
    List<RouteAssignment> single = new ArrayList<>();
    for (RouteAssignment route : random.placement().routes()) {
      for (int i = 0; i < route.devices(); i++) {
        single.add(new RouteAssignment(route.group(), 1, route.calls()));
      }
    }
    Placement split =
        new Placement(single, random.placement().warm(), random.placement().acquired());

    assertThat(PlacementEvaluator.evaluate(random.problem(), split))
        .isEqualTo(PlacementEvaluator.evaluate(random.problem(), random.placement()));
  }

  @Property(tries = 30)
  void divisibleGroupsAtWholeCountsAreLikeWholeOnes(@ForAll long seed) {
    RandomCase random = new RandomCase(seed);

    assertThat(PlacementEvaluator.evaluate(random.divisible(), random.placement()))
        .isEqualTo(PlacementEvaluator.evaluate(random.problem(), random.placement()));
  }

  @Property(tries = 30)
  void theTermsAndTheRoundingAreTheCost(@ForAll long seed) {
    RandomCase random = new RandomCase(seed);
    Evaluation evaluation = PlacementEvaluator.evaluate(random.problem(), random.placement());

    assertThat(evaluation.cost().totalMicros()).isEqualTo(evaluation.score().costMicros());
    // Half a micro-unit for each device's route, instance, node and term at most.
    double roundings = evaluation.groups().stream().mapToDouble(GroupEvaluation::served).sum();
    assertThat((double) Math.abs(evaluation.cost().roundingMicros()))
        .isLessThanOrEqualTo(roundings / 2 + evaluation.nodes().size() + CostTerm.values().length);
    assertThat(evaluation.rules().stream().mapToLong(RuleCheck::excessPpm).sum())
        .isEqualTo(evaluation.score().brokenPpm());
  }

  @Property(tries = 30)
  void halvedSharesCostAndUseHalf(@ForAll long seed) {
    RandomCase random = new RandomCase(seed);
    PlacementProblem problem =
        random.divisible().toBuilder().reconfiguration(Reconfiguration.FREE).build();
    Evaluation whole = PlacementEvaluator.evaluate(problem, scaled(random.placement(), 1));
    Evaluation half = PlacementEvaluator.evaluate(problem, scaled(random.placement(), 0.5));
    Evaluation none = PlacementEvaluator.evaluate(problem, scaled(random.placement(), 0));

    assertThat((double) (half.score().costMicros() - none.score().costMicros()))
        .isCloseTo((whole.score().costMicros() - none.score().costMicros()) / 2.0, within(2.0));
    assertThat((double) half.score().lateMicros())
        .isCloseTo(whole.score().lateMicros() / 2.0, within(2.0));
    for (int i = 0; i < whole.functions().size(); i++) {
      assertThat(half.functions().get(i).ratePerSecond())
          .isCloseTo(whole.functions().get(i).ratePerSecond() / 2, within(1e-9));
    }
  }

  /** All artifacts stay, so that only the routes differ. */
  private static Placement scaled(Placement placement, double factor) {
    return new Placement(
        placement.routes().stream()
            .map(r -> new RouteAssignment(r.group(), r.devices() * factor, r.calls()))
            .toList(),
        placement.warm(),
        placement.acquired());
  }

  @Property(tries = 30)
  void whatIsKeptBetweenPlacementsChangesNothing(@ForAll long seed) {
    RandomCase random = new RandomCase(seed);
    PlacementEvaluator evaluator = new PlacementEvaluator(random.problem());
    Evaluation fresh = PlacementEvaluator.evaluate(random.problem(), random.placement());
    Evaluation unused = evaluator.evaluate(scaled(random.placement(), 2));

    assertThat(evaluator.evaluate(random.placement())).isEqualTo(fresh);
    assertThat(evaluator.score(random.placement())).isEqualTo(fresh.score());
    assertThat(evaluator.evaluateWithoutEstimates(random.placement()).rules())
        .isEqualTo(fresh.rules());
    assertThat(unused.constantMicros()).isEqualTo(fresh.constantMicros());
  }

  @Property(tries = 30)
  void moreWarmInstancesNeverBreakSizing(@ForAll long seed) {
    RandomCase random = new RandomCase(seed);
    Evaluation before = PlacementEvaluator.evaluate(random.problem(), random.placement());
    List<WarmInstances> required = new ArrayList<>();
    before
        .functions()
        .forEach(
            f ->
                required.add(
                    new WarmInstances(
                        f.function(),
                        f.node(),
                        Math.max(f.warmInstances(), f.requiredInstances()))));
    Evaluation after =
        PlacementEvaluator.evaluate(
            random.problem(),
            new Placement(random.placement().routes(), required, random.placement().acquired()));

    assertThat(after.rules(RuleKind.SIZING)).noneMatch(RuleCheck::broken);
    assertThat(after.functions()).allMatch(f -> f.warmInstances() >= f.requiredInstances());
  }

  @Property(tries = 30)
  void anEvaluationDoesNotDifferFromItself(@ForAll long seed) {
    RandomCase random = new RandomCase(seed);
    Evaluation evaluation = PlacementEvaluator.evaluate(random.problem(), random.placement());
    Evaluation empty = PlacementEvaluator.evaluate(random.problem(), Placement.EMPTY);

    assertThat(evaluation.since(evaluation).isEmpty()).isTrue();
    EvaluationDifference difference = evaluation.since(empty);
    long sum = difference.costMicros().values().stream().mapToLong(Long::longValue).sum();
    long rounding = evaluation.cost().roundingMicros() - empty.cost().roundingMicros();
    assertThat(sum + rounding)
        .isEqualTo(difference.after().costMicros() - difference.before().costMicros());
    assertThat(difference.broken().size() - difference.mended().size())
        .isEqualTo(evaluation.broken().size() - empty.broken().size());
  }

  @Example
  void theCasesExerciseEveryRule() {
    Set<RuleKind> kept = EnumSet.noneOf(RuleKind.class);
    Set<RuleKind> broken = EnumSet.noneOf(RuleKind.class);
    Set<CostTerm> costs = EnumSet.noneOf(CostTerm.class);
    for (long seed = 0; seed < 150; seed++) {
      RandomCase random = new RandomCase(seed);
      Evaluation evaluation = PlacementEvaluator.evaluate(random.problem(), random.placement());
      evaluation.rules().forEach(check -> (check.broken() ? broken : kept).add(check.kind()));
      evaluation
          .cost()
          .micros()
          .forEach(
              (term, micros) -> {
                if (micros > 0) {
                  costs.add(term);
                }
              });
    }

    // A random placement is of whole devices, no more than there are, with its artifacts.
    Set<RuleKind> breakable = EnumSet.allOf(RuleKind.class);
    breakable.removeAll(Set.of(RuleKind.ACQUIRED, RuleKind.COUNT));
    assertThat(broken).isEqualTo(breakable);
    assertThat(kept).isEqualTo(EnumSet.allOf(RuleKind.class));
    assertThat(costs).isEqualTo(EnumSet.allOf(CostTerm.class));
  }
}
