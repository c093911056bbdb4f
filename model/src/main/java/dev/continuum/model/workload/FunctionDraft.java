package dev.continuum.model.workload;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A function while it is being changed: what its with-methods share. */
final class FunctionDraft {

  FunctionId id;
  Memory memory;
  int concurrency;
  Cpu cpuWhileBusy;
  Optional<Duration> work;
  double workScv;
  SortedMap<NodeClassId, ServiceProfile> profiles;
  List<AcceleratorNeed> accelerators;
  Artifact artifact;
  String runtime;
  StartUpPath defaultStartUp;
  SortedMap<NodeClassId, StartUpPath> startUp;
  Fence fence;
  Sizing sizing;
  Optional<FunctionId> sizeOf;

  FunctionDraft(Function from) {
    id = from.id();
    memory = from.memory();
    concurrency = from.concurrency();
    cpuWhileBusy = from.cpuWhileBusy();
    work = from.work();
    workScv = from.workScv();
    profiles = from.profiles();
    accelerators = from.accelerators();
    artifact = from.artifact();
    runtime = from.runtime();
    defaultStartUp = from.defaultStartUp();
    startUp = from.startUp();
    fence = from.fence();
    sizing = from.sizing();
    sizeOf = from.sizeOf();
  }

  Function finish() {
    return new Function(
        id,
        memory,
        concurrency,
        cpuWhileBusy,
        work,
        workScv,
        profiles,
        accelerators,
        artifact,
        runtime,
        defaultStartUp,
        startUp,
        fence,
        sizing,
        sizeOf);
  }
}
