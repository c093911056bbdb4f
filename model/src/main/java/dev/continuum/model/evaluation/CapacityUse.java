package dev.continuum.model.evaluation;

import dev.continuum.model.workload.AcceleratorNeed;
import dev.continuum.model.workload.Function;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what instances and artifacts take of a node or device. Not thread-safe. */
final class CapacityUse {

  private long memory;
  private long storage;
  private long instances;
  private final SortedMap<String, Long> acceleratorUnits = new TreeMap<>();
  private final SortedMap<String, Long> acceleratorMemory = new TreeMap<>();

  /** So many warm instances. */
  void keep(Function function, long warm) {
    instances = Amount.sum(instances, warm);
    memory = Amount.sum(memory, Amount.product(warm, function.memory().bytes()));
    for (AcceleratorNeed need : function.accelerators()) {
      if (warm > 0) {
        acceleratorUnits.merge(need.kind(), Amount.product(warm, need.units()), Amount::sum);
        acceleratorMemory.merge(
            need.kind(), Amount.product(warm, need.memory().bytes()), Amount::sum);
      }
    }
  }

  /** An artifact. */
  void store(Function function) {
    storage = Amount.sum(storage, function.artifact().size().bytes());
  }

  long memory() {
    return memory;
  }

  long storage() {
    return storage;
  }

  long instances() {
    return instances;
  }

  Set<String> acceleratorKinds() {
    return acceleratorUnits.keySet();
  }

  long acceleratorUnits(String kind) {
    return acceleratorUnits.getOrDefault(kind, 0L);
  }

  long acceleratorMemory(String kind) {
    return acceleratorMemory.getOrDefault(kind, 0L);
  }
}
