package dev.continuum.solver.compiled;

/**
 * What one device on a route costs.
 *
 * @param micros cost coefficient, micro-units per hour and device
 * @param late whether the device misses a soft deadline
 */
public record RouteCost(long micros, boolean late) {}
