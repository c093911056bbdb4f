package dev.continuum.model.topology;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Bandwidth;
import java.time.Duration;

/**
 * A network link between two points, usable both ways.
 *
 * @param a one end
 * @param b the other end
 * @param latency least one-way delay, the same both ways
 * @param jitter mean of the exponential delay that is added to each transfer, independent of others
 * @param bandwidthAToB capacity from a to b
 * @param bandwidthBToA capacity from b to a
 * @param utilisationCap share of each capacity the plan may use, in (0, 1]
 */
public record Link(
    PointId a,
    PointId b,
    Duration latency,
    Duration jitter,
    Bandwidth bandwidthAToB,
    Bandwidth bandwidthBToA,
    double utilisationCap) {

  /** Without jitter or a limit on bandwidth. */
  public static Link of(PointId a, PointId b, Duration latency) {
    return new Link(a, b, latency, Duration.ZERO, Bandwidth.UNLIMITED, Bandwidth.UNLIMITED, 1);
  }

  /** This, with limited bandwidth each way. */
  public Link withBandwidth(Bandwidth aToB, Bandwidth bToA, double cap) {
    return new Link(a, b, latency, jitter, aToB, bToA, cap);
  }

  /** This, with jitter. */
  public Link withJitter(Duration mean) {
    return new Link(a, b, latency, mean, bandwidthAToB, bandwidthBToA, utilisationCap);
  }
}
