package dev.continuum.solver.compiled;

import dev.continuum.model.queueing.LatencyLaw;

/**
 * Transfers between the places of one group's routes: its device ({@link RouteSpace#LOCAL}) and
 * nodes. Thread-safe.
 */
final class Hops {

  private static final int[] NO_LINKS = {};

  private final Network network;
  private final int[] pointOfNode;
  private final double[] perGibSentOfNode;
  private final double perGibSentOfDevice;
  private final int clientPoint;
  private final Access access;

  /** The access link: µs, bit/s and the laws of its jitter. */
  record Access(
      long latencyMicros,
      double jitterMeanMicros,
      double upBitsPerSecond,
      double downBitsPerSecond) {}

  Hops(
      Network network,
      int[] pointOfNode,
      double[] perGibSentOfNode,
      double perGibSentOfDevice,
      int clientPoint,
      Access access) {
    this.network = network;
    this.pointOfNode = pointOfNode;
    this.perGibSentOfNode = perGibSentOfNode;
    this.perGibSentOfDevice = perGibSentOfDevice;
    this.clientPoint = clientPoint;
    this.access = access;
  }

  /** Latency without payload, or a negative number where there is no way. */
  long latencyMicros(int from, int to) {
    long path = row(from).latencyMicros[point(to)];
    return path < 0 || !crossesAccess(from, to) ? path : path + access.latencyMicros;
  }

  double bitsPerSecond(int from, int to) {
    double path = row(from).bitsPerSecond[point(to)];
    if (from == RouteSpace.LOCAL) {
      return Math.min(path, access.upBitsPerSecond);
    }
    return to == RouteSpace.LOCAL ? Math.min(path, access.downBitsPerSecond) : path;
  }

  double jitterMeanMicros(int from, int to) {
    double path = row(from).jitterMeanMicros[point(to)];
    return crossesAccess(from, to) ? path + access.jitterMeanMicros : path;
  }

  double jitterVarianceMicros(int from, int to) {
    double path = row(from).jitterVarianceMicros[point(to)];
    return crossesAccess(from, to)
        ? path + access.jitterMeanMicros * access.jitterMeanMicros
        : path;
  }

  /** The law of jitter by its moments; few differ, and each is costly to make. */
  LatencyLaw jitter(double meanMicros, double varianceMicros) {
    return network.jitter(meanMicros, varianceMicros);
  }

  int[] links(int from, int to) {
    int[] links = row(from).links[point(to)];
    return links == null ? NO_LINKS : links;
  }

  double perGibSent(int from) {
    return from == RouteSpace.LOCAL ? perGibSentOfDevice : perGibSentOfNode[from];
  }

  private static boolean crossesAccess(int from, int to) {
    return from == RouteSpace.LOCAL || to == RouteSpace.LOCAL;
  }

  private PathRow row(int place) {
    return network.from(point(place));
  }

  private int point(int place) {
    return place == RouteSpace.LOCAL ? clientPoint : pointOfNode[place];
  }
}
