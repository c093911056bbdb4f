package dev.continuum.solver.compiled;

import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.workload.AcceleratorNeed;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles the rules on one device of a group. */
final class DeviceCompiler {

  private final Declared declared;
  private final Map<DeviceClassId, DeviceRules.@Nullable OnDevice[]> functionsOf = new HashMap<>();

  DeviceCompiler(Declared declared) {
    this.declared = declared;
  }

  DeviceRules compile(ClientGroup group, DeviceClass device) {
    int kinds = declared.acceleratorKinds.size();
    long[] poolUnits = new long[kinds];
    long[] poolBytes = new long[kinds];
    for (AcceleratorPool pool : device.capacity().accelerators()) {
      int kind = declared.acceleratorKinds.indexOf(pool.kind());
      if (kind >= 0) {
        poolUnits[kind] = pool.count();
        poolBytes[kind] = Sizes.total(pool);
      }
    }
    return new DeviceRules(
        device.capacity(),
        poolUnits,
        poolBytes,
        device.radio(),
        device.power().idleWatts(),
        group.battery(),
        functionsOf.computeIfAbsent(device.id(), id -> functions(device)));
  }

  private DeviceRules.@Nullable OnDevice[] functions(DeviceClass device) {
    DeviceRules.@Nullable OnDevice[] on = new DeviceRules.OnDevice[declared.functions.size()];
    for (int f = 0; f < on.length; f++) {
      Function function = declared.functions.get(f);
      var profile = function.profileOn(declared.nodeClass(device.nodeClass()));
      on[f] = profile.isEmpty() ? null : onDevice(f, function, profile.get(), device);
    }
    return on;
  }

  private DeviceRules.OnDevice onDevice(
      int f, Function function, ServiceProfile profile, DeviceClass device) {
    long[] units = new long[declared.acceleratorKinds.size()];
    long[] bytes = new long[declared.acceleratorKinds.size()];
    for (AcceleratorNeed need : function.accelerators()) {
      int kind = declared.acceleratorKinds.indexOf(need.kind());
      units[kind] = need.units();
      bytes[kind] = need.memory().bytes();
    }
    return new DeviceRules.OnDevice(
        Sizes.staircase(
            function, profile, device.capacity(), device.overflow(), declared.arrivalScv(f)),
        function.sizing().floor(),
        function.memory().bytes(),
        function.artifact().size().bytes(),
        Rounding.keptMicros(
            declared.problem.weights().perMoney(),
            function.memory(),
            device.prices().perGibSecondKept()),
        units,
        bytes);
  }
}
