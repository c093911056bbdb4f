package dev.continuum.solver.compiled;

import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.queueing.Staircase;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.workload.BatteryState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules 2, 3 and 5 on one device of a group. Per function (by index): what an instance takes and
 * how many its load needs. Thread-safe.
 */
final class DeviceRules {

  /** One function on this device. */
  @SuppressWarnings("ArrayRecordComponent")
  record OnDevice(
      Staircase staircase,
      long floor,
      long memoryBytes,
      long artifactBytes,
      long keptMicros,
      long[] acceleratorUnits,
      long[] acceleratorBytes) {}

  private final Capacity capacity;
  private final long[] poolUnits;
  private final long[] poolBytes;
  private final Radio radio;
  private final double idleWatts;
  private final Optional<BatteryState> battery;
  private final @Nullable OnDevice[] functions;

  /** Arrays by function. */
  DeviceRules(
      Capacity capacity,
      long[] poolUnits,
      long[] poolBytes,
      Radio radio,
      double idleWatts,
      Optional<BatteryState> battery,
      @Nullable OnDevice[] functions) {
    this.capacity = capacity;
    this.poolUnits = poolUnits;
    this.poolBytes = poolBytes;
    this.radio = radio;
    this.idleWatts = idleWatts;
    this.battery = battery;
    this.functions = functions;
  }

  Radio radio() {
    return radio;
  }

  /**
   * Cost of the instances that calls [from, to) of a route ask for on the device, or FORBIDDEN.
   * More calls never ask for less, so what some of them may not do all of them may not.
   */
  long keptMicros(int[] route, int from, int to, OptionTable options, double radioWatts) {
    double watts = idleWatts;
    long cpu = 0;
    long rate = 0;
    long memory = 0;
    long storage = 0;
    long instances = 0;
    long kept = 0;
    long[] units = new long[poolUnits.length];
    long[] bytes = new long[poolUnits.length];
    for (int call = from; call < to; call++) {
      if (options.node(call, route[call]) != RouteSpace.LOCAL) {
        continue;
      }
      int f = options.function(call, route[call]);
      watts += options.busyWatts(call, route[call]);
      cpu += options.cpuNanocores(call, route[call]);
      rate += options.loadNanos(call);
      if (firstLocalUse(f, from, call, route, options) < call) {
        continue;
      }
      OnDevice it = functions[f];
      if (it == null) {
        return RouteJudge.FORBIDDEN;
      }
      long w = Math.max(it.floor, it.staircase.instancesFor(load(f, route, call, to, options)));
      if (w > it.staircase.mostInstances() && w > it.floor) {
        return RouteJudge.FORBIDDEN;
      }
      instances += w;
      memory += w * it.memoryBytes;
      storage += it.artifactBytes;
      kept += w * it.keptMicros;
      for (int kind = 0; kind < units.length; kind++) {
        units[kind] += w * it.acceleratorUnits[kind];
        bytes[kind] += w * it.acceleratorBytes[kind];
      }
    }
    for (int kind = 0; kind < units.length; kind++) {
      if (units[kind] > poolUnits[kind] || bytes[kind] > poolBytes[kind]) {
        return RouteJudge.FORBIDDEN;
      }
    }
    boolean fits =
        cpu <= Rounding.usableNanocores(capacity.cpu(), capacity.utilisationCap())
            && rate <= Rounding.rateLimitNanos(capacity.rate())
            && memory <= capacity.usableMemory().bytes()
            && storage <= capacity.storage().bytes()
            && instances <= capacity.instances();
    return fits && lasts(watts + radioWatts) ? kept : RouteJudge.FORBIDDEN;
  }

  private boolean lasts(double watts) {
    return battery.isEmpty()
        || watts <= 0
        || battery.get().levelJoules() / watts >= battery.get().requiredLifetime().toNanos() / 1e9;
  }

  /** The first of calls [from, call] that runs a function on the device. */
  private static int firstLocalUse(int f, int from, int call, int[] route, OptionTable options) {
    int first = from;
    while (first < call && !runs(f, first, route, options)) {
      first++;
    }
    return first;
  }

  private static long load(int f, int[] route, int from, int to, OptionTable options) {
    long load = 0;
    for (int call = from; call < to; call++) {
      load += runs(f, call, route, options) ? options.loadNanos(call) : 0;
    }
    return load;
  }

  private static boolean runs(int f, int call, int[] route, OptionTable options) {
    return options.node(call, route[call]) == RouteSpace.LOCAL
        && options.function(call, route[call]) == f;
  }
}
