package dev.continuum.solver.exact;

/**
 * A route that devices of a group may take.
 *
 * @param group index of the group
 * @param route option by call
 * @param micros cost coefficient, micro-units per hour and device
 * @param late whether its devices are late
 */
@SuppressWarnings("ArrayRecordComponent")
record Column(int group, int[] route, long micros, boolean late) {}
