package dev.continuum.model.evaluation;

import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.Capacity;
import java.util.Optional;
import java.util.OptionalLong;

/** Capacities in the units placements are judged in; empty where there is no limit. */
final class Limits {

  private Limits() {}

  static OptionalLong cpu(Capacity capacity) {
    return Double.isInfinite(capacity.cpu().millicores())
        ? OptionalLong.empty()
        : OptionalLong.of(Rounding.usableNanocores(capacity.cpu(), capacity.utilisationCap()));
  }

  static OptionalLong memory(Capacity capacity) {
    return bytes(capacity.usableMemory());
  }

  static OptionalLong storage(Capacity capacity) {
    return bytes(capacity.storage());
  }

  static OptionalLong rate(Capacity capacity) {
    return Double.isInfinite(capacity.rate().perSecond())
        ? OptionalLong.empty()
        : OptionalLong.of(Rounding.rateLimitNanos(capacity.rate()));
  }

  static OptionalLong instances(Capacity capacity) {
    return capacity.instances() == Capacity.UNLIMITED_INSTANCES
        ? OptionalLong.empty()
        : OptionalLong.of(capacity.instances());
  }

  static long acceleratorUnits(Capacity capacity, String kind) {
    return pool(capacity, kind).map(AcceleratorPool::count).orElse(0);
  }

  static long acceleratorMemory(Capacity capacity, String kind) {
    return pool(capacity, kind)
        .map(
            pool ->
                pool.memoryEach().isUnlimited()
                    ? Rounding.LARGEST
                    : Amount.product(pool.count(), pool.memoryEach().bytes()))
        .orElse(0L);
  }

  private static Optional<AcceleratorPool> pool(Capacity capacity, String kind) {
    return capacity.accelerators().stream().filter(pool -> pool.kind().equals(kind)).findFirst();
  }

  private static OptionalLong bytes(Memory memory) {
    return memory.isUnlimited() ? OptionalLong.empty() : OptionalLong.of(memory.bytes());
  }
}
