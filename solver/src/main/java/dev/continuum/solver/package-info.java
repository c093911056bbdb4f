/**
 * From a problem to a placement with a certificate. {@link dev.continuum.solver.PlacementSolver} is
 * the way in; its one short method shows the whole engine.
 *
 * <p>No IO: clock, progress and cancellation come in from outside.
 */
@NullMarked
package dev.continuum.solver;

import org.jspecify.annotations.NullMarked;
