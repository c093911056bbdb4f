package dev.continuum.model.evaluation;

import static dev.continuum.model.evaluation.Lab.F;
import static dev.continuum.model.evaluation.Lab.GIB;
import static dev.continuum.model.evaluation.Lab.N;
import static dev.continuum.model.evaluation.Lab.at;
import static dev.continuum.model.evaluation.Lab.lab;
import static dev.continuum.model.evaluation.Lab.local;
import static dev.continuum.model.evaluation.Lab.route;
import static dev.continuum.model.evaluation.Lab.served;
import static dev.continuum.model.evaluation.Lab.warm;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.ZoneId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.workload.AcceleratorNeed;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Artifact;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.Fence;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * For every rule a placement that keeps it with nothing to spare and one that breaks it alone. The
 * compiler asks for both when a rule is added.
 */
final class RuleCases {

  private static final long WHOLLY = 1_000_000;

  private RuleCases() {}

  /**
   * @param tight keeps the rule exactly
   * @param broken breaks this rule and no other
   * @param excessPpm by how much
   */
  record RuleCase(Evaluation tight, Evaluation broken, long excessPpm) {}

  static RuleCase of(RuleKind kind) {
    return switch (kind) {
      case FENCE ->
          new RuleCase(
              lab().function(f -> f.withFence(Fence.nodes(N))).onNode(0),
              lab().function(f -> f.withFence(Fence.nodes(new NodeId("m")))).onNode(0),
              WHOLLY);
      case SERVABLE -> new RuleCase(profiled("x").onNode(0), profiled("y").onNode(0), WHOLLY);
      case REACHABLE ->
          new RuleCase(
              linked(1e9).onNode(0),
              lab().away().payloads(OptionalLong.of(0), OptionalLong.empty()).onNode(0),
              WHOLLY);
      case ACQUIRED ->
          new RuleCase(
              lab().onNode(0),
              lab()
                  .evaluate(
                      new Placement(
                          List.of(route(10, at("c", "f", "n"))), List.of(), new TreeSet<>())),
              WHOLLY);
      case ADMISSION ->
          new RuleCase(
              lab().app(a -> a.withAdmission(Admission.ALL)).onNode(0),
              lab().app(a -> a.withAdmission(Admission.ALL)).evaluate(served(9, 0)),
              WHOLLY);
      // 11 devices of 10.
      case COUNT -> new RuleCase(lab().onNode(0), lab().evaluate(served(11, 0)), 100_000);
      // 10 devices where 10, then 9 were: 1/9, up.
      case STATUS -> new RuleCase(cordoned(10).onNode(0), cordoned(9).onNode(0), 111_112);
      // 10/s × 100 ms = 1 Erlang at half use: 2 instances; 1 is one short of 1.
      case SIZING -> new RuleCase(halfBusy().onNode(2), halfBusy().onNode(1), WHOLLY);
      // 1 Erlang × 1 core of 1.25 × 0.8 = 1, then of 1 × 0.8.
      case CPU ->
          new RuleCase(
              lab().node(n -> n.withCapacity(cores(1.25))).onNode(0),
              lab().node(n -> n.withCapacity(cores(1))).onNode(0),
              250_000);
      case MEMORY -> new RuleCase(memory(2).onNode(2), memory(2).onNode(3), 500_000);
      case STORAGE -> new RuleCase(storage(1).onNode(0), storage(0.5).onNode(0), WHOLLY);
      case RATE -> new RuleCase(rate(10).onNode(0), rate(8).onNode(0), 250_000);
      case INSTANCES ->
          new RuleCase(
              lab().capacity(c -> c.withInstances(2)).onNode(2),
              lab().capacity(c -> c.withInstances(2)).onNode(3),
              500_000);
      case FUNCTION_INSTANCES ->
          new RuleCase(
              lab().node(n -> n.withFunctionInstances(Map.of(F, 2L))).onNode(2),
              lab().node(n -> n.withFunctionInstances(Map.of(F, 2L))).onNode(3),
              500_000);
      case ACCELERATORS ->
          new RuleCase(gpus(2, 1, 0.5).onNode(2), gpus(2, 1, 0.5).onNode(3), 500_000);
      case ACCELERATOR_MEMORY ->
          new RuleCase(gpus(4, 1, 2).onNode(2), gpus(4, 1, 2).onNode(3), 500_000);
      // 10 × 1/s × 1,000 bytes = 80 kbit/s.
      case LINK -> new RuleCase(linked(80e3).onNode(0), linked(64e3).onNode(0), 250_000);
      case DEVICE_CPU, DEVICE_MEMORY, DEVICE_STORAGE, DEVICE_RATE, DEVICE_INSTANCES ->
          ofDevice(kind);
      case DEVICE_ACCELERATORS ->
          new RuleCase(
              deviceGpus(2, 1, 0.5).onDevices(), deviceGpus(1, 1, 0.5).onDevices(), WHOLLY);
      case DEVICE_ACCELERATOR_MEMORY ->
          new RuleCase(deviceGpus(4, 1, 2).onDevices(), deviceGpus(2, 1, 2).onDevices(), WHOLLY);
      // 1/s × 1,000 bytes = 8 kbit/s, of 16 × 0.5 and of 6.4 × 1.
      case DEVICE_UPLINK ->
          new RuleCase(access(16e3, 1e9, 0.5).onNode(0), access(6.4e3, 1e9, 1).onNode(0), 250_000);
      case DEVICE_DOWNLINK ->
          new RuleCase(access(1e9, 16e3, 0.5).onNode(0), access(1e9, 6.4e3, 1).onNode(0), 250_000);
      // 0.1 Erlang × 1 core × 10 W = 1 W of 3,600 J: one hour.
      case DEVICE_BATTERY -> new RuleCase(battery(1).onDevices(), battery(2).onDevices(), WHOLLY);
      // 100 ms of service, always.
      case DEADLINE -> new RuleCase(hard(100).onNode(0), hard(80).onNode(0), 250_000);
      case SPREAD -> new RuleCase(spread(1), spread(0), WHOLLY);
      case GATHER -> new RuleCase(gathered("n"), gathered("m"), WHOLLY);
      case APART -> new RuleCase(apart(0), apart(1), WHOLLY);
      // 1 artifact + 1 instance + 10 devices.
      case CHANGES -> new RuleCase(budget(12).onNode(1), budget(10).onNode(1), 200_000);
    };
  }

  private static RuleCase ofDevice(RuleKind kind) {
    // Half busy at 1/s × 100 ms: 0.1 Erlang at 0.05 is 2 instances.
    Lab two = lab().function(f -> f.withSizing(Sizing.utilization(0.05)));
    Lab artifact = lab().function(f -> f.withArtifact(new Artifact(GIB, Optional.empty())));
    return switch (kind) {
      case DEVICE_CPU ->
          new RuleCase(
              lab().deviceCapacity(c -> cores(0.125)).onDevices(),
              lab().deviceCapacity(c -> cores(0.1)).onDevices(),
              250_000);
      case DEVICE_MEMORY ->
          new RuleCase(
              two.deviceCapacity(c -> Capacity.of(Cpu.UNLIMITED, Memory.gibibytes(2.0)))
                  .onDevices(),
              two.deviceCapacity(c -> Capacity.of(Cpu.UNLIMITED, GIB)).onDevices(),
              WHOLLY);
      case DEVICE_STORAGE ->
          new RuleCase(
              artifact.deviceCapacity(c -> c.withStorage(GIB)).onDevices(),
              artifact.deviceCapacity(c -> c.withStorage(Memory.gibibytes(0.5))).onDevices(),
              WHOLLY);
      case DEVICE_RATE ->
          new RuleCase(
              lab().deviceCapacity(c -> c.withRates(Rate.perSecond(1), Rate.UNLIMITED)).onDevices(),
              lab()
                  .deviceCapacity(c -> c.withRates(Rate.perSecond(0.8), Rate.UNLIMITED))
                  .onDevices(),
              250_000);
      default ->
          new RuleCase(
              two.deviceCapacity(c -> c.withInstances(2)).onDevices(),
              two.deviceCapacity(c -> c.withInstances(1)).onDevices(),
              WHOLLY);
    };
  }

  private static Lab profiled(String nodeClass) {
    return lab()
        .more(b -> b.nodeClass(new NodeClass(new NodeClassId("y"), 1)))
        .function(
            f ->
                f.withProfiles(
                    new TreeMap<>(
                        Map.of(
                            new NodeClassId(nodeClass),
                            ServiceProfile.gamma(Duration.ofMillis(100), 1)))));
  }

  private static Lab linked(double bitsPerSecond) {
    Bandwidth up = new Bandwidth(bitsPerSecond);
    return lab()
        .away()
        .payloads(OptionalLong.of(1000), OptionalLong.of(0))
        .more(
            b ->
                b.link(
                    Link.of(Lab.P, N.point(), Duration.ofMillis(1))
                        .withBandwidth(up, Bandwidth.UNLIMITED, 1)));
  }

  private static Lab cordoned(double running) {
    return lab()
        .node(n -> n.withStatus(NodeStatus.CORDONED))
        .more(b -> b.current(served(running, 0)));
  }

  private static Lab halfBusy() {
    return lab().function(f -> f.withSizing(Sizing.utilization(0.5)));
  }

  private static Capacity cores(double cores) {
    return Capacity.of(Cpu.cores(cores), Memory.UNLIMITED);
  }

  private static Lab memory(double gibibytes) {
    return lab().node(n -> n.withCapacity(Capacity.of(Cpu.UNLIMITED, Memory.gibibytes(gibibytes))));
  }

  private static Lab storage(double gibibytes) {
    return lab()
        .function(f -> f.withArtifact(new Artifact(GIB, Optional.empty())))
        .capacity(c -> c.withStorage(Memory.gibibytes(gibibytes)));
  }

  private static Lab rate(double perSecond) {
    return lab().capacity(c -> c.withRates(Rate.perSecond(perSecond), Rate.UNLIMITED));
  }

  private static Function onGpu(Function function, double gibibytes) {
    return function.withAccelerators(
        List.of(new AcceleratorNeed("gpu", 1, Memory.gibibytes(gibibytes))));
  }

  private static List<AcceleratorPool> pool(int count, double gibibytesEach) {
    return List.of(new AcceleratorPool("gpu", count, Memory.gibibytes(gibibytesEach)));
  }

  private static Lab gpus(int count, double gibibytesEach, double need) {
    return lab()
        .function(f -> onGpu(f, need))
        .capacity(c -> c.withAccelerators(pool(count, gibibytesEach)));
  }

  private static Lab deviceGpus(int count, double gibibytesEach, double need) {
    return lab()
        .function(f -> onGpu(f, need).withSizing(Sizing.utilization(0.05)))
        .deviceCapacity(c -> c.withAccelerators(pool(count, gibibytesEach)));
  }

  private static Lab access(double up, double down, double cap) {
    return lab()
        .payloads(OptionalLong.of(1000), OptionalLong.of(1000))
        .group(
            g ->
                g.withAccess(
                    new AccessLink(
                        Duration.ZERO,
                        Duration.ZERO,
                        new Bandwidth(up),
                        new Bandwidth(down),
                        cap)));
  }

  private static Lab battery(int hours) {
    return lab()
        .device(d -> d.withEnergy(new PowerModel(0, 10), Radio.NONE, 3600))
        .group(g -> g.withBattery(new BatteryState(3600, Duration.ofHours(hours))));
  }

  private static Lab hard(int millis) {
    return lab()
        .function(
            f ->
                f.withProfiles(
                    new TreeMap<>(
                        Map.of(Lab.CLASS, ServiceProfile.gamma(Duration.ofMillis(100), 0)))))
        .app(
            a ->
                a.withDeadline(
                    new Deadline(Duration.ofMillis(millis), 0.95, Deadline.Hardness.HARD)));
  }

  private static Evaluation spread(long elsewhere) {
    return lab()
        .more(b -> b.node(Lab.node("m").withZone(new ZoneId("other"))).rule(new Rule.Spread(F, 2)))
        .evaluate(
            Placement.of(
                List.of(route(10, at("c", "f", "n"))),
                List.of(warm("f", "n", 3), warm("f", "m", elsewhere))));
  }

  private static Evaluation gathered(String other) {
    return lab()
        .app(
            a ->
                new Application(
                    a.id(),
                    List.of(Call.of(Lab.C, F), Call.of(new CallId("d"), F)),
                    List.of(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Admission.BEST_EFFORT,
                    1))
        .more(b -> b.node(Lab.node("m")).rule(new Rule.Gather(new TreeSet<>(List.of(F)))))
        .evaluate(
            Placement.of(
                List.of(
                    route(9, at("c", "f", "n"), at("d", "f", other)),
                    route(1, local("c", "f"), local("d", "f"))),
                List.of()));
  }

  private static Evaluation apart(long warm) {
    FunctionId other = new FunctionId("other");
    return lab()
        .more(
            b ->
                b.function(Function.of(other, GIB, Duration.ofMillis(1)))
                    .rule(new Rule.Apart(F, other)))
        .evaluate(
            Placement.of(
                List.of(route(10, at("c", "f", "n"))),
                List.of(warm("f", "n", 1), warm("other", "n", warm))));
  }

  private static Lab budget(double changes) {
    return lab()
        .more(
            b ->
                b.reconfiguration(Reconfiguration.FREE.withBudget(changes))
                    .current(Placement.EMPTY));
  }
}
