package dev.continuum.simulator.warm.trace;

/**
 * A function and its calls in every minute of a trace. Not copied and not written to: who made the
 * array must leave it alone.
 *
 * @param profile the function
 * @param calls calls that arrive in each minute
 */
@SuppressWarnings("ArrayRecordComponent") // a minute is one of millions of ints
public record TracedFunction(FunctionProfile profile, int[] calls) {}
