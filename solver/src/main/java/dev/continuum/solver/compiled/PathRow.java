package dev.continuum.solver.compiled;

import org.jspecify.annotations.Nullable;

/** Transfers from one point to every other, by point index. */
final class PathRow {

  static final long UNREACHABLE = -1;

  final long[] latencyMicros;
  final double[] bitsPerSecond;
  final double[] jitterMeanMicros;
  final double[] jitterVarianceMicros;

  /** Directed limited links on the way; null where there are none. */
  final int[] @Nullable [] links;

  PathRow(int points) {
    latencyMicros = new long[points];
    bitsPerSecond = new double[points];
    jitterMeanMicros = new double[points];
    jitterVarianceMicros = new double[points];
    links = new int[points][];
  }
}
