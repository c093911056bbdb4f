package dev.continuum.model.validation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.workload.Function;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a function needs and nothing in the whole continuum has, however empty. */
final class FitChecks {

  private final Findings findings;
  private final List<Node> nodes;
  private final List<DeviceClass> devices;
  private final Set<String> kinds = new HashSet<>();
  private long mostMemory = -1;
  private long mostStorage = -1;

  FitChecks(Findings findings, PlacementProblem problem) {
    this.findings = findings;
    this.nodes = problem.topology().nodes();
    this.devices = problem.topology().deviceClasses();
    List<Capacity> capacities = new ArrayList<>();
    nodes.forEach(node -> capacities.add(node.capacity()));
    devices.forEach(device -> capacities.add(device.capacity()));
    for (Capacity capacity : capacities) {
      mostMemory = Math.max(mostMemory, capacity.usableMemory().bytes());
      mostStorage = Math.max(mostStorage, capacity.storage().bytes());
      for (AcceleratorPool pool : capacity.accelerators()) {
        if (pool.count() > 0) {
          kinds.add(pool.kind());
        }
      }
    }
  }

  void check(List<Function> functions) {
    if (nodes.isEmpty() && devices.isEmpty()) {
      return;
    }
    for (int i = 0; i < functions.size(); i++) {
      Function function = functions.get(i);
      Subject at = Subject.of(findings, "functions", i, "function", function.id());
      long memory = function.memory().bytes();
      if (mostMemory >= 0 && memory > mostMemory && Needs.takesInstance(function)) {
        at.fault(
            Code.MEMORY_NOWHERE,
            "memory_mib",
            "memory of an instance",
            memory + " bytes",
            "be at most what a plan may use of the largest node or device, "
                + mostMemory
                + " bytes");
      }
      long size = function.artifact().size().bytes();
      if (mostStorage >= 0 && size > mostStorage) {
        at.fault(
            Code.STORAGE_NOWHERE,
            "artifact.size_mib",
            "size of the artifact",
            size + " bytes",
            "be at most the largest storage of a node or device, " + mostStorage + " bytes");
      }
      accelerators(at, function);
      floor(at, function);
    }
  }

  private void accelerators(Subject at, Function function) {
    for (int j = 0; j < function.accelerators().size(); j++) {
      String kind = function.accelerators().get(j).kind();
      if (!kind.isBlank() && function.accelerators().get(j).units() >= 0 && !kinds.contains(kind)) {
        at.at("accelerators", j)
            .fault(
                Code.ACCELERATOR_NOWHERE,
                "kind",
                "kind of accelerator",
                kind,
                "be one that some node or device has");
      }
    }
  }

  private void floor(Subject at, Function function) {
    long floor = function.sizing().floor();
    if (floor <= 0) {
      return;
    }
    long most = -1;
    for (Node node : nodes) {
      if (function.fence().allows(node)) {
        long own =
            node.functionInstances().getOrDefault(function.id(), Capacity.UNLIMITED_INSTANCES);
        most = Math.max(most, Math.min(own, node.capacity().instances()));
        if (most >= floor) {
          return;
        }
      }
    }
    if (function.fence().allowsDevice()) {
      for (DeviceClass device : devices) {
        most = Math.max(most, device.capacity().instances());
      }
    }
    if (most >= 0 && floor > most) {
      at.fault(
          Code.FLOOR_ABOVE_QUOTA,
          "sizing.floor",
          "floor",
          floor,
          "be at most the largest quota on instances where it may run, " + most);
    }
  }
}
