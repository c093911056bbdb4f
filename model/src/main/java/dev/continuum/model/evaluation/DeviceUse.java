package dev.continuum.model.evaluation;

/**
 * What a route takes of one device.
 *
 * @param watts P of rule 5: idle, busy cores, radio
 * @param radioWatts the radio's part
 * @param keptMicros cost of its local instances, micro-units per hour
 * @param keptMoney the same in money per hour
 */
record DeviceUse(double watts, double radioWatts, long keptMicros, double keptMoney) {

  /** Nothing: the group has no class of device. */
  static final DeviceUse NONE = new DeviceUse(0, 0, 0, 0);
}
