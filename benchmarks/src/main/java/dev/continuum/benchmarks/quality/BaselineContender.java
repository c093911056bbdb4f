package dev.continuum.benchmarks.quality;

import dev.continuum.benchmarks.baseline.Baseline;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.solver.Bound;
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import java.util.Optional;
import java.util.OptionalDouble;

/** A baseline, judged by the oracle as the engine is. */
record BaselineContender(Baseline baseline) implements Contender {

  @Override
  public String name() {
    return baseline.name();
  }

  @Override
  public Outcome plan(PlacementProblem problem, Baseline.Budget budget) {
    ProblemValidator.requireValid(problem);
    return switch (baseline.plan(problem, budget)) {
      case Baseline.Answer.Placed placed -> judged(problem, placed);
      case Baseline.Answer.NotApplicable not ->
          Outcome.without(Outcome.Status.NOT_APPLICABLE, not.why());
      case Baseline.Answer.Nothing nothing ->
          Outcome.without(Outcome.Status.UNKNOWN, nothing.why());
    };
  }

  private static Outcome judged(PlacementProblem problem, Baseline.Answer.Placed placed) {
    Evaluation evaluation = PlacementEvaluator.evaluate(problem, placed.placement());
    Optional<Bound> bound =
        placed.boundMicros().isPresent()
            ? Optional.of(new Bound(Level.COST, placed.boundMicros().getAsLong(), BoundKind.TREE))
            : Optional.empty();
    long cost = evaluation.score().costMicros();
    return new Outcome(
        evaluation.score().feasible() ? Outcome.Status.FEASIBLE : Outcome.Status.BROKEN,
        Optional.of(evaluation),
        bound,
        bound.isPresent() && evaluation.score().feasible()
            ? OptionalDouble.of(
                Math.max(0, cost - bound.get().micros()) / Math.max(Math.abs((double) cost), 1e6))
            : OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        placed.note());
  }
}
