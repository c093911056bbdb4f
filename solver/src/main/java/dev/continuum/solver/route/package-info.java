/**
 * Finding cheap routes of one group: the subproblem that construction, repair and pricing share.
 *
 * <p>It knows groups and penalties, not placements.
 */
@NullMarked
package dev.continuum.solver.route;

import org.jspecify.annotations.NullMarked;
