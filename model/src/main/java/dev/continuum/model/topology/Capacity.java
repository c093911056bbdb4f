package dev.continuum.model.topology;

import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import java.util.List;

/**
 * What a node, or one device of a class, has to give.
 *
 * @param cpu processor capacity C_n
 * @param utilisationCap highest CPU utilisation the plan may use, ρ_n, in (0, 1]
 * @param memory memory for function instances M_n
 * @param memoryHeadroom part of it that no planned instance may take, h_n: room for the instances
 *     that a platform starts by itself when calls find every planned one busy
 * @param instances most instances at once Q_n; {@link #UNLIMITED_INSTANCES} for no limit
 * @param rate highest request rate R_n of all functions together
 * @param instanceRate highest request rate of one instance r_n
 * @param storage room for artifacts D_n
 * @param accelerators accelerators G_n, at most one pool per kind
 */
public record Capacity(
    Cpu cpu,
    double utilisationCap,
    Memory memory,
    Memory memoryHeadroom,
    long instances,
    Rate rate,
    Rate instanceRate,
    Memory storage,
    List<AcceleratorPool> accelerators) {

  /** No limit on instances. */
  public static final long UNLIMITED_INSTANCES = Long.MAX_VALUE;

  /** ρ_n where users say nothing. */
  public static final double DEFAULT_UTILISATION_CAP = 0.8;

  /** No limit on anything. */
  public static final Capacity UNLIMITED = of(Cpu.UNLIMITED, Memory.UNLIMITED);

  /** Copies the list. */
  public Capacity {
    accelerators = List.copyOf(accelerators);
  }

  /** CPU and memory limited, CPU up to the default utilisation, nothing else. */
  public static Capacity of(Cpu cpu, Memory memory) {
    return new Capacity(
        cpu,
        DEFAULT_UTILISATION_CAP,
        memory,
        Memory.ZERO,
        UNLIMITED_INSTANCES,
        Rate.UNLIMITED,
        Rate.UNLIMITED,
        Memory.UNLIMITED,
        List.of());
  }

  /** Memory that planned instances may take, M_n - h_n; nothing where headroom is all of it. */
  public Memory usableMemory() {
    return memory.isUnlimited()
        ? memory
        : new Memory(Math.max(0, memory.bytes() - memoryHeadroom.bytes()));
  }

  /** This, with another highest CPU utilisation. */
  public Capacity withUtilisationCap(double cap) {
    return new Capacity(
        cpu, cap, memory, memoryHeadroom, instances, rate, instanceRate, storage, accelerators);
  }

  /** This, with another part of the memory left free. */
  public Capacity withMemoryHeadroom(Memory headroom) {
    return new Capacity(
        cpu,
        utilisationCap,
        memory,
        headroom,
        instances,
        rate,
        instanceRate,
        storage,
        accelerators);
  }

  /** This, with another limit on instances. */
  public Capacity withInstances(long limit) {
    return new Capacity(
        cpu,
        utilisationCap,
        memory,
        memoryHeadroom,
        limit,
        rate,
        instanceRate,
        storage,
        accelerators);
  }

  /** This, with other limits on the rate of the whole and of one instance. */
  public Capacity withRates(Rate whole, Rate ofInstance) {
    return new Capacity(
        cpu,
        utilisationCap,
        memory,
        memoryHeadroom,
        instances,
        whole,
        ofInstance,
        storage,
        accelerators);
  }

  /** This, with other room for artifacts. */
  public Capacity withStorage(Memory room) {
    return new Capacity(
        cpu,
        utilisationCap,
        memory,
        memoryHeadroom,
        instances,
        rate,
        instanceRate,
        room,
        accelerators);
  }

  /** This, with other accelerators. */
  public Capacity withAccelerators(List<AcceleratorPool> pools) {
    return new Capacity(
        cpu, utilisationCap, memory, memoryHeadroom, instances, rate, instanceRate, storage, pools);
  }
}
