package dev.continuum.model.topology;

import java.time.Duration;

/**
 * A device's radio.
 *
 * @param joulesPerByteUp energy to send a byte
 * @param joulesPerByteDown energy to receive a byte
 * @param tailWatts power while the radio stays up after a transfer
 * @param tail how long it stays up
 */
public record Radio(
    double joulesPerByteUp, double joulesPerByteDown, double tailWatts, Duration tail) {

  /** Costs nothing. */
  public static final Radio NONE = new Radio(0, 0, 0, Duration.ZERO);
}
