package dev.continuum.model.topology;

import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Bandwidth;
import java.time.Duration;

/**
 * An explicit one-way delay between two points. It wins over any path of links and loads no link.
 *
 * @param from where transfers start
 * @param to where they end; the way back is another pair, or a path
 * @param latency least one-way delay
 * @param jitter mean of the exponential delay that is added to each transfer
 * @param bandwidth rate at which payloads cross; unlimited means the size does not matter
 */
public record PairDelay(
    PointId from, PointId to, Duration latency, Duration jitter, Bandwidth bandwidth) {

  /** Without jitter, at unlimited bandwidth. */
  public static PairDelay of(PointId from, PointId to, Duration latency) {
    return new PairDelay(from, to, latency, Duration.ZERO, Bandwidth.UNLIMITED);
  }
}
