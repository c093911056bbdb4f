package dev.continuum.planner;

import dev.continuum.solver.SolveResult;

/**
 * A plan worth publishing, and why.
 *
 * @param request what it was made for
 * @param result the solver's answer
 * @param savingMicros cost per hour saved against keeping the running placement, micro-units; 0 if
 *     that cannot be kept
 */
public record PlanProposal(PlanRequest request, SolveResult.Placed result, long savingMicros) {}
