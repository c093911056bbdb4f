package dev.continuum.solver.compiled;

/**
 * The options of every call of an application for devices of one rate and class; groups that differ
 * only in where they attach share one.
 */
@SuppressWarnings("ArrayRecordComponent")
record OptionTable(
    int[][] function,
    int[][] node,
    long[][] termNanos,
    long[][] cpuNanocores,
    double[][] busyWatts,
    long[] loadNanos) {}
