package dev.continuum.model.workload;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.topology.NodeClass;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A microservice that can be placed.
 *
 * @param id its name
 * @param memory memory of an instance, m_f
 * @param concurrency calls one instance serves at once, k_f
 * @param cpuWhileBusy CPU a call takes while it is served, u_f
 * @param work mean service time on the reference core (work_f), for classes without a profile;
 *     absent if only profiles count
 * @param workScv squared coefficient of variation of the service time derived from {@code work}
 * @param profiles measured service times by class of processor
 * @param accelerators what an instance takes of accelerators, at most one entry per kind
 * @param artifact what must be present on a node
 * @param runtime runtime kind, say {@code java}; carried for adapters
 * @param defaultStartUp start-up path where {@code startUp} has none
 * @param startUp start-up paths by class of processor
 * @param fence where it may run
 * @param sizing how many warm instances its load needs
 * @param sizeOf the function of which this is a memory size; platforms run it under that name, one
 *     size on a node
 */
public record Function(
    FunctionId id,
    Memory memory,
    int concurrency,
    Cpu cpuWhileBusy,
    Optional<Duration> work,
    double workScv,
    SortedMap<NodeClassId, ServiceProfile> profiles,
    List<AcceleratorNeed> accelerators,
    Artifact artifact,
    String runtime,
    StartUpPath defaultStartUp,
    SortedMap<NodeClassId, StartUpPath> startUp,
    Fence fence,
    Sizing sizing,
    Optional<FunctionId> sizeOf) {

  /** Copies the collections. */
  public Function {
    profiles = Collections.unmodifiableSortedMap(new TreeMap<>(profiles));
    accelerators = List.copyOf(accelerators);
    startUp = Collections.unmodifiableSortedMap(new TreeMap<>(startUp));
  }

  /**
   * A function that takes one core while busy, with an exponential service time on the reference
   * core, no artifact, no fence and no sizing.
   */
  public static Function of(FunctionId id, Memory memory, Duration work) {
    return new Function(
        id,
        memory,
        1,
        Cpu.cores(1),
        Optional.of(work),
        1,
        Collections.emptySortedMap(),
        List.of(),
        Artifact.NONE,
        "",
        StartUpPath.INSTANT,
        Collections.emptySortedMap(),
        Fence.NONE,
        Sizing.NONE,
        Optional.empty());
  }

  /** Whether both are memory sizes of one function. */
  public boolean isOtherSizeOf(Function other) {
    return sizeOf.isPresent() && sizeOf.equals(other.sizeOf);
  }

  /** The name under which platforms run it. */
  public FunctionId deployedAs() {
    return sizeOf.orElse(id);
  }

  /**
   * Service time on a class of processor: the measured profile, else {@code work} divided by the
   * class's speed, to the nanosecond. Empty if the function cannot run there.
   */
  public Optional<ServiceProfile> profileOn(NodeClass nodeClass) {
    ServiceProfile measured = profiles.get(nodeClass.id());
    if (measured != null) {
      return Optional.of(measured);
    }
    return work.map(
        reference ->
            ServiceProfile.gamma(
                Duration.ofNanos(Math.round(reference.toNanos() / nodeClass.speed())), workScv));
  }

  /** Start-up path on a class of processor. */
  public StartUpPath startUpOn(NodeClassId nodeClass) {
    StartUpPath own = startUp.get(nodeClass);
    return own == null ? defaultStartUp : own;
  }

  /** This, with another CPU demand. */
  public Function withCpuWhileBusy(Cpu cpu) {
    return with(draft -> draft.cpuWhileBusy = cpu);
  }

  /** This, served so many calls at once by an instance. */
  public Function withConcurrency(int calls) {
    return with(draft -> draft.concurrency = calls);
  }

  /** This, with measured profiles; {@code work} no longer counts. */
  public Function withProfiles(SortedMap<NodeClassId, ServiceProfile> measured) {
    return with(
        draft -> {
          draft.work = Optional.empty();
          draft.profiles = measured;
        });
  }

  /** This, with profiles measured on some classes; on others as before. */
  public Function measuredOn(SortedMap<NodeClassId, ServiceProfile> measured) {
    SortedMap<NodeClassId, ServiceProfile> all = new TreeMap<>(profiles);
    all.putAll(measured);
    return with(draft -> draft.profiles = all);
  }

  /** This, needing accelerators. */
  public Function withAccelerators(List<AcceleratorNeed> needs) {
    return with(draft -> draft.accelerators = needs);
  }

  /** This, with an artifact. */
  public Function withArtifact(Artifact other) {
    return with(draft -> draft.artifact = other);
  }

  /** This, with a start-up path for every class. */
  public Function withStartUp(StartUpPath path) {
    return with(draft -> draft.defaultStartUp = path);
  }

  /** This, fenced. */
  public Function withFence(Fence other) {
    return with(draft -> draft.fence = other);
  }

  /** This, sized by another rule. */
  public Function withSizing(Sizing other) {
    return with(draft -> draft.sizing = other);
  }

  /**
   * This function at a memory size.
   *
   * @param name of the size
   * @param megabytes of an instance
   * @param cpu it takes of a core while busy
   * @param measured its service times
   */
  public Function sized(
      FunctionId name, Memory megabytes, Cpu cpu, SortedMap<NodeClassId, ServiceProfile> measured) {
    return with(
        draft -> {
          draft.id = name;
          draft.sizeOf = Optional.of(deployedAs());
          draft.memory = megabytes;
          draft.cpuWhileBusy = cpu;
          draft.work = Optional.empty();
          draft.profiles = measured;
        });
  }

  private Function with(Consumer<FunctionDraft> change) {
    FunctionDraft draft = new FunctionDraft(this);
    change.accept(draft);
    return draft.finish();
  }
}
