package dev.continuum.model.placement;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What changing the current placement may cost (rule 8). Changes are artifacts newly acquired,
 * instances started, and devices of a call moved onto a node, each counted against the current
 * placement. One-time prices are divided by the horizon.
 *
 * @param budget most changes; absent for no limit
 * @param pricePerAcquisitionSecond for each second of download and install of an artifact
 * @param pricePerStart for each instance started
 * @param pricePerMovedDevice for each device and call moved onto a node
 * @param horizon H, how long the new placement is expected to hold
 */
public record Reconfiguration(
    OptionalDouble budget,
    double pricePerAcquisitionSecond,
    double pricePerStart,
    double pricePerMovedDevice,
    Duration horizon) {

  /** Changes are free and unlimited; the horizon is an hour. */
  public static final Reconfiguration FREE =
      new Reconfiguration(OptionalDouble.empty(), 0, 0, 0, Duration.ofHours(1));

  /** This, with at most so many changes. */
  public Reconfiguration withBudget(double changes) {
    return new Reconfiguration(
        OptionalDouble.of(changes),
        pricePerAcquisitionSecond,
        pricePerStart,
        pricePerMovedDevice,
        horizon);
  }
}
