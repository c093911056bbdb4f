package dev.continuum.model.validation;

import dev.continuum.model.quantity.Memory;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Prices;
import java.util.HashSet;
import java.util.Set;

/** What a node or a device has to give, and what it charges and draws. */
final class CapacityCheck {

  private CapacityCheck() {}

  static void capacity(Subject owner, Capacity capacity) {
    Subject at = owner.at("capacity");
    Quantities.cpu(at, "cpu_millicores", capacity.cpu(), true);
    Quantities.utilisationCap(at, capacity.utilisationCap());
    Quantities.offered(at, "memory_mib", capacity.memory());
    headroom(at, capacity);
    if (!capacity.storage().isUnlimited()) {
      Quantities.storage(at, "storage_mib", "storage", capacity.storage());
    }
    if (capacity.instances() < 0) {
      at.fault(
          Code.INSTANCES_NEGATIVE,
          "instances",
          "most instances",
          capacity.instances(),
          "not be negative");
    }
    if (!(capacity.rate().perSecond() >= 0)) {
      at.fault(
          Code.RATE_NEGATIVE,
          "rate_per_s",
          "highest rate",
          capacity.rate().perSecond() + "/s",
          "be at least 0");
    }
    if (!(capacity.instanceRate().perSecond() > 0)) {
      at.fault(
          Code.INSTANCE_RATE_NOT_POSITIVE,
          "instance_rate_per_s",
          "highest rate of an instance",
          capacity.instanceRate().perSecond() + "/s",
          "be positive");
    }
    accelerators(at, capacity);
  }

  private static void headroom(Subject at, Capacity capacity) {
    Memory headroom = capacity.memoryHeadroom();
    if (headroom.bytes() > capacity.memory().bytes() && capacity.memory().bytes() >= 0) {
      at.fault(
          Code.MEMORY_HEADROOM_RANGE,
          "memory_headroom_mib",
          "memory headroom",
          headroom.bytes() + " bytes",
          "be at most the memory, " + capacity.memory().bytes() + " bytes");
    } else {
      Quantities.needed(at, "memory_headroom_mib", headroom);
    }
  }

  private static void accelerators(Subject at, Capacity capacity) {
    Set<String> kinds = new HashSet<>();
    for (int i = 0; i < capacity.accelerators().size(); i++) {
      AcceleratorPool pool = capacity.accelerators().get(i);
      Subject one = at.at("accelerators", i);
      kind(one, pool.kind(), kinds);
      if (pool.count() < 0) {
        one.fault(
            Code.ACCELERATOR_COUNT_NEGATIVE,
            "count",
            "number of accelerators",
            pool.count(),
            "not be negative");
      }
      Quantities.needed(one, "memory_mib", pool.memoryEach());
    }
  }

  static void kind(Subject at, String kind, Set<String> seen) {
    if (kind.isBlank()) {
      at.fault(Code.ACCELERATOR_BLANK, "kind", "kind of accelerator", kind, "not be blank");
    } else if (!seen.add(kind)) {
      at.fault(Code.ACCELERATOR_DUPLICATE, "kind", "kind of accelerator", kind, "be given once");
    }
  }

  static void prices(Subject owner, Prices prices) {
    Subject at = owner.at("prices");
    price(at, "per_request", prices.perRequest());
    price(at, "per_gib_second_on_demand", prices.perGibSecondOnDemand());
    price(at, "per_gib_second_provisioned", prices.perGibSecondProvisioned());
    price(at, "per_gib_second_kept", prices.perGibSecondKept());
    price(at, "per_gib_sent", prices.perGibSent());
    price(at, "active_per_hour", prices.activePerHour());
  }

  static void price(Subject at, String field, double value) {
    Quantities.amount(at, field, "price", value, Code.PRICE_NEGATIVE, Code.PRICE_NOT_FINITE);
  }

  static void power(Subject owner, PowerModel power) {
    Subject at = owner.at("power");
    Quantities.amount(
        at,
        "idle_watts",
        "idle power",
        power.idleWatts(),
        Code.POWER_NEGATIVE,
        Code.POWER_NOT_FINITE);
    Quantities.amount(
        at,
        "watts_per_busy_core",
        "power of a busy core",
        power.wattsPerBusyCore(),
        Code.POWER_NEGATIVE,
        Code.POWER_NOT_FINITE);
  }
}
