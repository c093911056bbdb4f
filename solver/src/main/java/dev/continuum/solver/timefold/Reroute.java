package dev.continuum.solver.timefold;

import org.jspecify.annotations.Nullable;

/**
 * A part and where it is to go.
 *
 * @param part which devices
 * @param route option by call, or null to leave them unserved
 */
@SuppressWarnings("ArrayRecordComponent")
record Reroute(Part part, int @Nullable [] route) {}
