/**
 * Search and bounds for problems with very many groups: candidates are found by price, kept in
 * primitive arrays, and whatever is left out is proven to cost more.
 *
 * <p>{@link Volume} picks what suits the shape of a problem; {@code Demands} is what it looks at,
 * {@code Candidates} and {@code CandidateFinder} generate options by price, {@code CapacityPrices}
 * raises the bound, {@code Assignment}, {@code Repair} and {@code Improvement} make placements.
 * {@code RouteSearch} takes the full model: {@code BlockPlan} places, {@code PoolBound} bounds.
 */
@NullMarked
package dev.continuum.solver.volume;

import org.jspecify.annotations.NullMarked;
