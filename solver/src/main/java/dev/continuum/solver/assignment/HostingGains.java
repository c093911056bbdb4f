package dev.continuum.solver.assignment;

import java.util.Arrays;

/** What bounds gained when pairs were decided, and when that was seen. Thread-safe. */
final class HostingGains {

  private static final int NEVER = Integer.MIN_VALUE / 2;

  private final int[] asked;
  private final double[] in;
  private final double[] out;
  private int vertices;

  HostingGains(int pairs) {
    asked = new int[pairs];
    Arrays.fill(asked, NEVER);
    in = new double[pairs];
    out = new double[pairs];
  }

  /** The number of the next vertex. */
  synchronized int next() {
    return ++vertices;
  }

  /** The vertex at which a pair was last looked at. */
  synchronized int asked(int pair) {
    return asked[pair];
  }

  synchronized void put(int pair, int vertex, double gainIn, double gainOut) {
    asked[pair] = vertex;
    in[pair] = gainIn;
    out[pair] = gainOut;
  }

  /** The product of both gains, as shares of what is left, each at least so much. */
  synchronized double score(int pair, double left, double least) {
    return Math.clamp(in[pair] / left, least, 1) * Math.clamp(out[pair] / left, least, 1);
  }
}
