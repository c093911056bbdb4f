/**
 * Waiting, sizing and latency: Erlang and two-moment queueing formulas, the staircase that says how
 * many instances a load needs, and quantiles of the makespan of a graph of calls.
 *
 * <p>Lives here: plain mathematics on doubles and longs with the unit in the name, deterministic to
 * the bit. Must not live here: anything that knows a problem, a placement or a solver.
 */
@NullMarked
package dev.continuum.model.queueing;

import org.jspecify.annotations.NullMarked;
