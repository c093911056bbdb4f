package dev.continuum.model.workload;

import dev.continuum.model.quantity.Bandwidth;
import java.time.Duration;

/**
 * The link of each device of a group to its point of the network.
 *
 * @param latency least one-way delay, the same both ways
 * @param jitter mean of the exponential delay that is added to each transfer
 * @param up capacity from the device, of one device
 * @param down capacity to the device, of one device
 * @param utilisationCap share of each capacity the plan may use, in (0, 1]
 */
public record AccessLink(
    Duration latency, Duration jitter, Bandwidth up, Bandwidth down, double utilisationCap) {

  /** At the point itself: no delay, unlimited bandwidth. */
  public static final AccessLink NONE =
      new AccessLink(Duration.ZERO, Duration.ZERO, Bandwidth.UNLIMITED, Bandwidth.UNLIMITED, 1);

  /** With a delay only. */
  public static AccessLink of(Duration latency) {
    return new AccessLink(latency, Duration.ZERO, Bandwidth.UNLIMITED, Bandwidth.UNLIMITED, 1);
  }
}
