package dev.continuum.simulator.client;

import java.time.Duration;

/** Where a device sends a request. */
public sealed interface ClientPolicy {

  /** The device's route of the placement. */
  record Plan() implements ClientPolicy {}

  /** All calls that may leave the device go to the node of least latency that is up. */
  record Nearest() implements ClientPolicy {}

  /** All calls on the device. */
  record DeviceOnly() implements ClientPolicy {}

  /** All calls that may leave the device go to the nearest cloud node that is up. */
  record CloudOnly() implements ClientPolicy {}

  /** All calls that may leave the device go to the nearest edge node that is up. */
  record EdgeOnly() implements ClientPolicy {}

  /**
   * A3-E's scores, taken anew every period from measured round trips; see {@link A3eRule}.
   *
   * @param rule weights
   * @param every the period
   */
  record A3e(A3eRule rule, Duration every) implements ClientPolicy {

    /** Both weights 1, every two seconds. */
    public static final A3e DEFAULT = new A3e(new A3eRule(1, 1), Duration.ofSeconds(2));
  }
}
