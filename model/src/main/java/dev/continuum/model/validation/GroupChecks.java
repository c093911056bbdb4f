package dev.continuum.model.validation;

import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.ClientGroup;
import java.util.List;
import java.util.Optional;

/** Client groups, each by itself. */
final class GroupChecks {

  private static final double MOST_RATE = 1e9;

  private final Findings findings;
  private final Declared declared;

  GroupChecks(Findings findings, Declared declared) {
    this.findings = findings;
    this.declared = declared;
  }

  void check(List<ClientGroup> groups) {
    Declared.requireDistinctIds(
        findings, "groups", "group", groups, ClientGroup::id, Code.GROUP_DUPLICATE);
    for (int i = 0; i < groups.size(); i++) {
      ClientGroup group = groups.get(i);
      Subject at = Subject.of(findings, "groups", i, "group", group.id());
      references(at, group);
      if (group.devices() <= 0) {
        at.fault(
            Code.DEVICES_NOT_POSITIVE,
            "devices",
            "number of devices",
            group.devices(),
            "be positive");
      }
      double rate = group.rate().perSecond();
      if (!(rate > 0)) {
        at.fault(Code.GROUP_RATE_NOT_POSITIVE, "rate_per_s", "rate", rate + "/s", "be positive");
      } else if (rate > MOST_RATE) {
        at.fault(Code.GROUP_RATE_ABSURD, "rate_per_s", "rate", rate + "/s", "be at most 1e9/s");
      }
      Quantities.scv(at, "arrival_scv", group.arrivalScv());
      access(at.at("access"), group.access());
      group.battery().ifPresent(battery -> battery(at.at("battery"), group, battery));
    }
  }

  private void references(Subject at, ClientGroup group) {
    if (!declared.apps.containsKey(group.app())) {
      at.unknown(Code.GROUP_UNKNOWN_APP, "app", "application", group.app(), declared.nearApps);
    }
    if (!declared.points.containsKey(group.point())) {
      at.unknown(Code.GROUP_UNKNOWN_POINT, "point", "point", group.point(), declared.nearPoints);
    }
    group
        .deviceClass()
        .filter(id -> !declared.deviceClasses.containsKey(id))
        .ifPresent(
            id ->
                at.unknown(
                    Code.GROUP_UNKNOWN_DEVICE_CLASS,
                    "device_class",
                    "device class",
                    id,
                    declared.nearDeviceClasses));
  }

  private static void access(Subject at, AccessLink access) {
    Quantities.latency(at, "latency_ms", access.latency());
    Quantities.jitter(at, "jitter_ms", access.jitter());
    Quantities.bandwidth(at, "up_mbit_per_s", access.up());
    Quantities.bandwidth(at, "down_mbit_per_s", access.down());
    Quantities.utilisationCap(at, access.utilisationCap());
  }

  private void battery(Subject at, ClientGroup group, BatteryState battery) {
    double level = battery.levelJoules();
    if (!(level >= 0)) {
      at.fault(Code.BATTERY_LEVEL_NEGATIVE, "level_joules", "level", level + " J", "be at least 0");
    }
    double lifetime = Quantities.seconds(battery.requiredLifetime());
    if (!(lifetime >= 0 && lifetime <= Quantities.SECONDS_PER_CENTURY)) {
      at.fault(
          Code.LIFETIME_RANGE,
          "required_lifetime_s",
          "required lifetime",
          lifetime + " s",
          "be between 0 and a century");
    }
    if (group.deviceClass().isEmpty()) {
      at.fault(Code.BATTERY_NO_DEVICE, "", "battery", level + " J", "belong to a class of device");
    }
    Optional<DeviceClass> device =
        group.deviceClass().flatMap(id -> Optional.ofNullable(declared.deviceClasses.get(id)));
    device.ifPresent(
        kind -> {
          if (kind.batteryJoules() == Double.POSITIVE_INFINITY) {
            at.fault(
                Code.BATTERY_ON_MAINS,
                "",
                "battery",
                level + " J",
                "belong to a class of device with a battery, which "
                    + Subject.shown(kind.id())
                    + " has not");
          } else if (level > kind.batteryJoules()) {
            at.fault(
                Code.BATTERY_LEVEL_ABOVE,
                "level_joules",
                "level",
                level + " J",
                "be at most the capacity, " + kind.batteryJoules() + " J");
          }
        });
  }
}
