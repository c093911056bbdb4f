package dev.continuum.model.topology;

import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.NodeClassId;

/**
 * One description for many like devices. A device serves only its own client.
 *
 * @param id its name
 * @param nodeClass class of its processor
 * @param capacity what one device has to give
 * @param overflow what a local call meets when every local instance is busy
 * @param prices what running locally costs, usually nothing
 * @param power idle power and power of a busy core
 * @param radio energy of its transfers
 * @param batteryJoules battery capacity; {@link Double#POSITIVE_INFINITY} for a device on mains
 */
public record DeviceClass(
    DeviceClassId id,
    NodeClassId nodeClass,
    Capacity capacity,
    Overflow overflow,
    Prices prices,
    PowerModel power,
    Radio radio,
    double batteryJoules) {

  /** A device on mains that queues, costs nothing and draws no counted power. */
  public static DeviceClass of(DeviceClassId id, NodeClassId nodeClass, Capacity capacity) {
    return new DeviceClass(
        id,
        nodeClass,
        capacity,
        Overflow.QUEUE,
        Prices.FREE,
        PowerModel.NONE,
        Radio.NONE,
        Double.POSITIVE_INFINITY);
  }

  /** This, with energy figures and a battery. */
  public DeviceClass withEnergy(PowerModel model, Radio itsRadio, double joules) {
    return new DeviceClass(id, nodeClass, capacity, overflow, prices, model, itsRadio, joules);
  }
}
