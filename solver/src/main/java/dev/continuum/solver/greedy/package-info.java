/**
 * Construction and improvement that always end quickly: cheapest feasible route first, then ruin
 * and recreate. Gives the first incumbent of every strategy.
 */
@NullMarked
package dev.continuum.solver.greedy;

import org.jspecify.annotations.NullMarked;
