/**
 * The continuous planner: keeps the plan of one continuum current. {@link
 * dev.continuum.planner.ContinuousPlanner} is the way in; it is a state machine on one {@link
 * dev.continuum.planner.Loop}, with clock, solver, store and platform behind interfaces.
 *
 * <p>No IO and no threads of its own.
 */
@NullMarked
package dev.continuum.planner;

import org.jspecify.annotations.NullMarked;
