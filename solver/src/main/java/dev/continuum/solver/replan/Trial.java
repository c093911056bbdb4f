package dev.continuum.solver.replan;

import dev.continuum.model.evaluation.Score;

/**
 * What would come of events.
 *
 * @param replan the repaired plan
 * @param before what the plan was worth before them
 * @param change what it changes of the plan as it is
 */
public record Trial(Replan replan, Score before, PlanChange change) {}
