package dev.continuum.planner;

import dev.continuum.model.PlacementProblem;

/**
 * What to plan for.
 *
 * @param problem the continuum as it is, with the running placement as its current one
 * @param trigger why
 * @param declaredRevision which declaration the problem holds
 * @param observedRevision which observation the problem holds
 */
public record PlanRequest(
    PlacementProblem problem, PlanTrigger trigger, long declaredRevision, long observedRevision) {}
