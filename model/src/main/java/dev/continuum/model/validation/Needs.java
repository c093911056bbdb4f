package dev.continuum.model.validation;

import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.workload.AcceleratorNeed;
import dev.continuum.model.workload.Function;

/** What a function asks of whatever serves it. */
final class Needs {

  private Needs() {}

  /** Whether it has a service time there at all. */
  static boolean runsOn(Function function, DeviceClass device) {
    return function.work().isPresent() || function.profiles().containsKey(device.nodeClass());
  }

  /** Whether serving it takes at least one warm instance, by its floor or by its load. */
  static boolean takesInstance(Function function) {
    if (function.sizing().floor() > 0) {
      return true;
    }
    return switch (function.sizing().kind()) {
      case ERLANG -> function.sizing().epsilon() < 1;
      case UTILIZATION -> true;
      case NONE -> false;
    };
  }

  /** Whether one instance fits, everything else aside. */
  static boolean oneFits(Function function, Capacity capacity) {
    return !takesInstance(function)
        || (function.memory().bytes() <= capacity.usableMemory().bytes()
            && capacity.instances() >= 1
            && function.accelerators().stream().allMatch(need -> has(capacity, need)));
  }

  private static boolean has(Capacity capacity, AcceleratorNeed need) {
    for (AcceleratorPool pool : capacity.accelerators()) {
      if (pool.kind().equals(need.kind())) {
        return need.units() <= pool.count();
      }
    }
    return false;
  }
}
