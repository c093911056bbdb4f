/**
 * The price core: Lagrangian relaxation of who is served where, with a knapsack kept in every node.
 * Its multipliers are prices; the dual function evaluated at them is a certified bound.
 *
 * <p>Own code on primitive arrays. Nothing here builds placements; prices drive those who do.
 */
@NullMarked
package dev.continuum.solver.price;

import org.jspecify.annotations.NullMarked;
