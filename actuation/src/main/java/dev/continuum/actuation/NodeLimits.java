package dev.continuum.actuation;

import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;

/**
 * What a platform lets us do on a node: Q_n and R_n of the model.
 *
 * @param instances most instances at once; {@link Long#MAX_VALUE} where unlimited
 * @param rate highest request rate
 * @param instanceRate highest request rate of one instance
 * @param leastMemory least memory of an instance
 * @param mostMemory most memory of an instance
 */
public record NodeLimits(
    long instances, Rate rate, Rate instanceRate, Memory leastMemory, Memory mostMemory) {

  /** No limit known. */
  public static final NodeLimits NONE =
      new NodeLimits(Long.MAX_VALUE, Rate.UNLIMITED, Rate.UNLIMITED, Memory.ZERO, Memory.UNLIMITED);
}
