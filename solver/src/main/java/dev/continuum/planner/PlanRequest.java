package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.Reconfiguration;
import java.util.OptionalDouble;

/**
 * What to plan for.
 *
 * @param problem the continuum as it is, with the running placement as its current one
 * @param trigger why
 * @param declaredRevision which declaration the problem holds
 * @param observedRevision which observation the problem holds
 * @param allowance changes that a {@link ChangeBudget} has left, beside the problem's own budget;
 *     empty for no limit
 */
public record PlanRequest(
    PlacementProblem problem,
    PlanTrigger trigger,
    long declaredRevision,
    long observedRevision,
    OptionalDouble allowance) {

  /** Without a limit of changes over time. */
  public PlanRequest(
      PlacementProblem problem, PlanTrigger trigger, long declaredRevision, long observedRevision) {
    this(problem, trigger, declaredRevision, observedRevision, OptionalDouble.empty());
  }

  /** The problem, with the allowance as its budget where that is less than its own. */
  PlacementProblem bounded() {
    Reconfiguration own = problem.reconfiguration();
    if (allowance.isEmpty()
        || own.budget().orElse(Double.POSITIVE_INFINITY) <= allowance.getAsDouble()) {
      return problem;
    }
    return problem.toBuilder().reconfiguration(own.withBudget(allowance.getAsDouble())).build();
  }

  /** Whether the changes of a placement of the problem are within the allowance. */
  boolean allows(Evaluation evaluation) {
    return allowance.isEmpty() || evaluation.reconfiguration().changes() <= allowance.getAsDouble();
  }

  /** What to plan for once a placement of the problem was published. */
  PlanRequest after(Placement placement, Evaluation evaluation) {
    return new PlanRequest(
        problem.withCurrent(placement),
        trigger,
        declaredRevision,
        observedRevision,
        allowance.isEmpty()
            ? allowance
            : OptionalDouble.of(
                Math.max(0, allowance.getAsDouble() - evaluation.reconfiguration().changes())));
  }
}
