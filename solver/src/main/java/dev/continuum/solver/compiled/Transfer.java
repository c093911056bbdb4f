package dev.continuum.solver.compiled;

/**
 * A payload between two calls of an application, or between the client and a call.
 *
 * @param from position of the producing call, or {@link #CLIENT}
 * @param to position of the consuming call, or {@link #CLIENT}
 * @param bytes payload per request
 */
record Transfer(int from, int to, long bytes) {
  static final int CLIENT = -1;
}
