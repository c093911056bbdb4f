package dev.continuum.model.evaluation;

import static dev.continuum.model.evaluation.RuleCheck.Unit.ACCELERATORS;
import static dev.continuum.model.evaluation.RuleCheck.Unit.BYTES;
import static dev.continuum.model.evaluation.RuleCheck.Unit.INSTANCES;
import static dev.continuum.model.evaluation.RuleCheck.Unit.MILLIBITS_PER_SECOND;
import static dev.continuum.model.evaluation.RuleCheck.Unit.NANOCORES;
import static dev.continuum.model.evaluation.RuleCheck.Unit.NANO_REQUESTS_PER_SECOND;
import static dev.continuum.model.evaluation.RuleCheck.Unit.SECONDS;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rules 2 to 5 on one device that follows a route, and what the route takes of it. */
final class DeviceJudge {

  private final Catalogue catalogue;
  private final FunctionSizing sizing;
  private final RuleBook rules;

  DeviceJudge(Catalogue catalogue, FunctionSizing sizing, RuleBook rules) {
    this.catalogue = catalogue;
    this.sizing = sizing;
    this.rules = rules;
  }

  /** One function's local calls: load in nano-requests/s, instances. */
  private record Local(Function function, ServiceProfile profile, long load) {}

  DeviceUse judge(PlacedRoute route, List<Transfer> transfers) {
    judgeAccessLink(route, transfers);
    return route.device().map(device -> judge(route, transfers, device)).orElse(DeviceUse.NONE);
  }

  private DeviceUse judge(PlacedRoute route, List<Transfer> transfers, DeviceClass device) {
    SortedMap<FunctionId, Local> locals =
        route.shape().hasLocalCalls() ? new TreeMap<>() : Collections.emptySortedMap();
    Rate rate = route.group().rate();
    long cpu = 0;
    double watts = device.power().idleWatts();
    for (PlacedCall placed : route.calls()) {
      if (!placed.isLocal() || placed.profile().isEmpty()) {
        continue;
      }
      ServiceProfile profile = placed.profile().get();
      double perRequest = placed.call().callsPerRequest();
      Function function = placed.function();
      locals.merge(
          function.id(),
          new Local(function, profile, Rounding.loadNanos(rate, perRequest)),
          (a, b) -> new Local(function, profile, Amount.sum(a.load(), b.load())));
      cpu =
          Amount.sum(
              cpu, Rounding.nanocores(rate, perRequest, profile.mean(), function.cpuWhileBusy()));
      watts +=
          Rounding.busyWatts(
              rate,
              perRequest,
              profile.mean(),
              function.cpuWhileBusy(),
              device.power().wattsPerBusyCore());
    }
    double radio = radioWatts(rate, device.radio(), transfers);
    SortedMap<FunctionId, Long> instances = judgeCapacity(route, device, locals, cpu);
    judgeBattery(route, watts + radio);
    long keptMicros = 0;
    double keptMoney = 0;
    double price = device.prices().perGibSecondKept();
    for (Local local : locals.values()) {
      long warm = instances.getOrDefault(local.function().id(), 0L);
      var memory = local.function().memory();
      double weight = catalogue.problem().weights().perMoney();
      keptMicros =
          Amount.sum(keptMicros, Amount.product(warm, Rounding.keptMicros(weight, memory, price)));
      keptMoney += (double) warm * Rounding.keptMicros(1, memory, price) / Rounding.MICRO;
    }
    return new DeviceUse(watts + radio, radio, keptMicros, keptMoney);
  }

  private static double radioWatts(Rate rate, Radio radio, List<Transfer> transfers) {
    double up = 0;
    double down = 0;
    int count = 0;
    for (Transfer transfer : transfers) {
      up += transfer.isUp() ? transfer.bytes() : 0;
      down += transfer.isDown() ? transfer.bytes() : 0;
      count += transfer.isUp() || transfer.isDown() ? 1 : 0;
    }
    return Rounding.radioWatts(
        rate,
        up,
        down,
        count,
        radio.joulesPerByteUp(),
        radio.joulesPerByteDown(),
        radio.tailWatts(),
        radio.tail());
  }

  private void judgeAccessLink(PlacedRoute route, List<Transfer> transfers) {
    long up = 0;
    long down = 0;
    for (Transfer transfer : transfers) {
      long traffic = Rounding.millibitsPerSecond(route.group().rate(), transfer.bytes());
      up = transfer.isUp() ? Amount.sum(up, traffic) : up;
      down = transfer.isDown() ? Amount.sum(down, traffic) : down;
    }
    AccessLink access = route.group().access();
    judgeTraffic(RuleKind.DEVICE_UPLINK, route, up, access.up());
    judgeTraffic(RuleKind.DEVICE_DOWNLINK, route, down, access.down());
  }

  private void judgeTraffic(RuleKind kind, PlacedRoute route, long traffic, Bandwidth capacity) {
    if (!capacity.isUnlimited()) {
      double cap = route.group().access().utilisationCap();
      rules.limit(
          kind,
          route.subject(),
          traffic,
          Rounding.usableMillibitsPerSecond(capacity, cap),
          MILLIBITS_PER_SECOND);
    }
  }

  /** Instances by function. */
  private SortedMap<FunctionId, Long> judgeCapacity(
      PlacedRoute route, DeviceClass device, SortedMap<FunctionId, Local> locals, long cpu) {
    Capacity capacity = device.capacity();
    SortedMap<FunctionId, Long> instances =
        locals.isEmpty() ? Collections.emptySortedMap() : new TreeMap<>();
    CapacityUse use = new CapacityUse();
    long load = 0;
    for (Local local : locals.values()) {
      Function function = local.function();
      long warm =
          Math.max(
              function.sizing().floor(),
              sizing.required(
                  function,
                  local.profile(),
                  device.overflow(),
                  capacity.instanceRate(),
                  local.load()));
      instances.put(function.id(), warm);
      load = Amount.sum(load, local.load());
      use.keep(function, warm);
      use.store(function);
    }
    Subject.OfRoute subject = route.subject();
    rules.limited(RuleKind.DEVICE_CPU, subject, cpu, Limits.cpu(capacity), NANOCORES);
    rules.limited(
        RuleKind.DEVICE_RATE, subject, load, Limits.rate(capacity), NANO_REQUESTS_PER_SECOND);
    rules.limited(RuleKind.DEVICE_MEMORY, subject, use.memory(), Limits.memory(capacity), BYTES);
    rules.limited(RuleKind.DEVICE_STORAGE, subject, use.storage(), Limits.storage(capacity), BYTES);
    rules.limited(
        RuleKind.DEVICE_INSTANCES, subject, use.instances(), Limits.instances(capacity), INSTANCES);
    for (String kind : use.acceleratorKinds()) {
      Subject ofKind = new Subject.OfDeviceAccelerators(subject, kind);
      rules.limit(
          RuleKind.DEVICE_ACCELERATORS,
          ofKind,
          use.acceleratorUnits(kind),
          Limits.acceleratorUnits(capacity, kind),
          ACCELERATORS);
      rules.limit(
          RuleKind.DEVICE_ACCELERATOR_MEMORY,
          ofKind,
          use.acceleratorMemory(kind),
          Limits.acceleratorMemory(capacity, kind),
          BYTES);
    }
    return instances;
  }

  private void judgeBattery(PlacedRoute route, double watts) {
    if (watts > 0 && route.group().battery().isPresent()) {
      BatteryState battery = route.group().battery().get();
      rules.real(
          RuleKind.DEVICE_BATTERY,
          route.subject(),
          Connection.seconds(battery.requiredLifetime()),
          battery.levelJoules() / watts,
          SECONDS);
    }
  }
}
