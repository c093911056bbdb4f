/**
 * Placements under construction: a compiled placement, its exact score, and a state that knows what
 * a change costs and whether it fits. Shared by every search of the solver; searches themselves
 * live elsewhere.
 */
@NullMarked
package dev.continuum.solver.state;

import org.jspecify.annotations.NullMarked;
