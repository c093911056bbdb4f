/**
 * The specialised core for assignment and location: every group has one call, every node one
 * capacity that binds, and perhaps a cost of being open. Recognised from the compiled form, never
 * declared.
 *
 * <p>{@link dev.continuum.solver.assignment.AssignmentCore} asks {@code Recognition} for an {@code
 * Instance}. Prices of jobs (the dual of serving each once) are raised by {@code Ascent} on {@code
 * Dual}; what they prove cannot be used is fixed; {@code ShiftSearch} (whole jobs) or {@code
 * SiteSearch} (divisible ones) find placements; {@code CoreProgram} and {@code SiteTree} close what
 * is left. Where whole jobs open nodes, {@code Splitting} chooses those as if jobs could be split.
 * Nothing here knows ids, variants, routes of several calls or instances.
 */
@NullMarked
package dev.continuum.solver.assignment;

import org.jspecify.annotations.NullMarked;
