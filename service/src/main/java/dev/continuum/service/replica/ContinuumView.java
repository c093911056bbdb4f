package dev.continuum.service.replica;

import dev.continuum.service.state.ContinuumState;

/**
 * A continuum as readers see it. Immutable.
 *
 * @param state as of the last durable record this replica knows
 * @param sequence of that record
 * @param leading whether this replica leads it
 * @param requests requests that telemetry reported since the continuum was created
 */
public record ContinuumView(ContinuumState state, long sequence, boolean leading, long requests) {}
