package dev.continuum.solver.compiled;

import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.workload.AccessLink;

/**
 * Transfers between the places of one group's routes: its device ({@link RouteSpace#LOCAL}) and
 * nodes. Thread-safe.
 */
final class Hops {

  private final Places places;
  private final int clientPoint;
  private final Access access;

  /** What is the same for all groups whose devices pay the same for what they send. */
  @SuppressWarnings("ArrayRecordComponent")
  record Places(
      Network network,
      NodeTransfers transfers,
      int[] pointOfNode,
      double[] perGibSentOfNode,
      double perGibSentOfDevice) {}

  /** The access link: µs, bit/s and the law of its jitter. */
  record Access(
      long latencyMicros,
      double jitterMeanMicros,
      double upBitsPerSecond,
      double downBitsPerSecond) {

    static Access of(AccessLink link) {
      return new Access(
          Rounding.micros(link.latency()),
          link.jitter().toNanos() / 1000.0,
          link.up().bitsPerSecond(),
          link.down().bitsPerSecond());
    }
  }

  Hops(Places places, int clientPoint, Access access) {
    this.places = places;
    this.clientPoint = clientPoint;
    this.access = access;
  }

  Access access() {
    return access;
  }

  int clientPoint() {
    return clientPoint;
  }

  boolean areMetric() {
    return places.network.isMetric();
  }

  /** Latency without payload, or a negative number where there is no way. */
  long latencyMicros(int from, int to) {
    long path = places.network.latencyMicros(point(from), point(to));
    return path < 0 || !crossesAccess(from, to) ? path : path + access.latencyMicros;
  }

  NodeTransfers transfers() {
    return places.transfers;
  }

  double bitsPerSecond(int from, int to) {
    double path = places.network.bitsPerSecond(point(from), point(to));
    if (from == RouteSpace.LOCAL) {
      return Math.min(path, access.upBitsPerSecond);
    }
    return to == RouteSpace.LOCAL ? Math.min(path, access.downBitsPerSecond) : path;
  }

  double jitterMeanMicros(int from, int to) {
    double path = places.network.jitterMeanMicros(point(from), point(to));
    return crossesAccess(from, to) ? path + access.jitterMeanMicros : path;
  }

  double jitterVarianceMicros(int from, int to) {
    double path = places.network.jitterVarianceMicros(point(from), point(to));
    return crossesAccess(from, to)
        ? path + access.jitterMeanMicros * access.jitterMeanMicros
        : path;
  }

  /** The law of jitter by its moments; few differ, and each is costly to make. */
  LatencyLaw jitter(double meanMicros, double varianceMicros) {
    return places.network.jitter(meanMicros, varianceMicros);
  }

  int[] links(int from, int to) {
    return places.network.links(point(from), point(to));
  }

  double perGibSent(int from) {
    return from == RouteSpace.LOCAL ? places.perGibSentOfDevice : places.perGibSentOfNode[from];
  }

  private static boolean crossesAccess(int from, int to) {
    return from == RouteSpace.LOCAL || to == RouteSpace.LOCAL;
  }

  private int point(int place) {
    return place == RouteSpace.LOCAL ? clientPoint : places.pointOfNode[place];
  }
}
