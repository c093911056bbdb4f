/**
 * Replanning while the continuum changes: {@link dev.continuum.solver.replan.Replanner} keeps
 * problem, placement and prices warm, repairs after each {@link
 * dev.continuum.solver.replan.ContinuumEvent} at once by price, then improves as long as it is
 * given, every change paid for by its saving.
 *
 * <p>No IO and no threads but those that find prices. {@code Warm} is the state, {@code Server}
 * finds the cheapest place that is free, {@code Repair} restores the rules with few moves, {@code
 * Betterment} serves groups anew and makes room where that pays, {@code Residents} knows who is on
 * a node, {@code Audit} re-checks touched nodes.
 */
@NullMarked
package dev.continuum.solver.replan;

import org.jspecify.annotations.NullMarked;
