package dev.continuum.solver;

/**
 * A proven lower bound on one level, over all placements that are best on the levels before.
 *
 * @param level which level: the first that is not closed, or COST
 * @param micros no placement has less; micro-units
 * @param kind what proves it
 */
public record Bound(Level level, long micros, BoundKind kind) {}
