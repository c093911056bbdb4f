package dev.continuum.model.workload;

import dev.continuum.model.id.AppId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Rate;
import java.util.Optional;

/**
 * Like devices of one class that use one application from one point. All data is per device.
 *
 * @param id its name
 * @param app the application
 * @param deviceClass class of its devices; absent for pure sources, on which nothing runs
 * @param point where they attach
 * @param devices K_g, how many there are
 * @param splitting whether devices stay whole
 * @param rate λ_g, requests per second of each device
 * @param arrivalScv c²_g, squared coefficient of variation of its inter-arrival times
 * @param access link of each device to the point
 * @param battery battery of each device; absent on mains or where lifetime does not matter
 */
public record ClientGroup(
    GroupId id,
    AppId app,
    Optional<DeviceClassId> deviceClass,
    PointId point,
    int devices,
    Splitting splitting,
    Rate rate,
    double arrivalScv,
    AccessLink access,
    Optional<BatteryState> battery) {

  /** A Poisson group at its point, without a device class or battery. */
  public static ClientGroup of(GroupId id, AppId app, PointId point, int devices, Rate rate) {
    return new ClientGroup(
        id,
        app,
        Optional.empty(),
        point,
        devices,
        Splitting.WHOLE,
        rate,
        1,
        AccessLink.NONE,
        Optional.empty());
  }

  /** This, divisible. */
  public ClientGroup divisible() {
    return new ClientGroup(
        id,
        app,
        deviceClass,
        point,
        devices,
        Splitting.DIVISIBLE,
        rate,
        arrivalScv,
        access,
        battery);
  }

  /** This, of so many devices. */
  public ClientGroup withDevices(int other) {
    return new ClientGroup(
        id, app, deviceClass, point, other, splitting, rate, arrivalScv, access, battery);
  }

  /** This, of a device class. */
  public ClientGroup withDeviceClass(DeviceClassId other) {
    return new ClientGroup(
        id, app, Optional.of(other), point, devices, splitting, rate, arrivalScv, access, battery);
  }

  /** This, behind another access link. */
  public ClientGroup withAccess(AccessLink other) {
    return new ClientGroup(
        id, app, deviceClass, point, devices, splitting, rate, arrivalScv, other, battery);
  }

  /** This, on battery. */
  public ClientGroup withBattery(BatteryState state) {
    return new ClientGroup(
        id,
        app,
        deviceClass,
        point,
        devices,
        splitting,
        rate,
        arrivalScv,
        access,
        Optional.of(state));
  }
}
