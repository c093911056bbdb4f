package dev.continuum.simulator.engine;

/** How a payload gets from one place of a route to another. */
final class Path {

  final boolean up;
  final boolean down;

  /** Latency and transmission at the narrowest place, ns. */
  final long fixedNanos;

  /** Time the device's access link is taken each way, ns. */
  final long upNanos;

  final long downNanos;

  /** Means of the exponential jitters, ns. */
  final double[] jitterNanos;

  /** Directed links with limited bandwidth, and the time each is taken, ns. */
  final int[] links;

  final long[] linkNanos;

  /** Radio energy of the payload, J. */
  final double radioJoules;

  final long bytes;

  Path(Ends ends, long fixedNanos, double[] jitterNanos, int[] links, long[] linkNanos) {
    this.up = ends.up;
    this.down = ends.down;
    this.upNanos = ends.upNanos;
    this.downNanos = ends.downNanos;
    this.radioJoules = ends.radioJoules;
    this.bytes = ends.bytes;
    this.fixedNanos = fixedNanos;
    this.jitterNanos = jitterNanos;
    this.links = links;
    this.linkNanos = linkNanos;
  }

  /**
   * What happens at the ends of a path.
   *
   * @param up whether it leaves a device
   * @param down whether it reaches one
   * @param upNanos time the device's link up is taken
   * @param downNanos time its link down is taken
   * @param radioJoules energy of the radio
   * @param bytes payload
   */
  record Ends(
      boolean up, boolean down, long upNanos, long downNanos, double radioJoules, long bytes) {}

  /** Mean one-way time without waiting, ns. */
  double meanNanos() {
    double mean = fixedNanos;
    for (double jitter : jitterNanos) {
      mean += jitter;
    }
    return mean;
  }
}
