package dev.continuum.model.evaluation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.id.ZoneId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.AcceleratorPool;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.AcceleratorNeed;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Artifact;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.Fence;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import dev.continuum.model.workload.Splitting;
import dev.continuum.model.workload.StartUpPath;
import dev.continuum.model.workload.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A random problem over all features and a random placement of it, good or bad. */
final class RandomCase {

  private static final NodeClassId[] CLASSES = {new NodeClassId("slow"), new NodeClassId("fast")};

  private final SplittableRandom random;
  private final List<NodeClass> nodeClasses = new ArrayList<>();
  private final List<DeviceClass> deviceClasses = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<AccessPoint> points = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<PairDelay> delays = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private final List<Application> apps = new ArrayList<>();
  private final List<ClientGroup> groups = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<ExplicitCost> costs = new ArrayList<>();
  private final Placement current;
  private final Placement placement;

  RandomCase(long seed) {
    random = new SplittableRandom(seed);
    nodeClasses.add(new NodeClass(CLASSES[0], 1));
    nodeClasses.add(new NodeClass(CLASSES[1], 2.5));
    times(2, i -> deviceClasses.add(deviceClass(i)));
    times(between(2, 4), i -> nodes.add(node(i)));
    times(3, i -> points.add(new AccessPoint(new PointId("p" + i), position())));
    network();
    times(3, i -> functions.add(function(i)));
    times(2, i -> apps.add(app(i)));
    times(between(1, 4), i -> groups.add(group(i)));
    rules.add(new Rule.Spread(functions.get(0).id(), 2));
    rules.add(
        new Rule.Gather(new TreeSet<>(List.of(functions.get(0).id(), functions.get(1).id()))));
    rules.add(new Rule.Apart(functions.get(1).id(), functions.get(2).id()));
    costs.add(
        new ExplicitCost(
            groups.getFirst().id(),
            new CallId("c0"),
            new TreeMap<>(Map.of(nodes.getFirst().id(), random.nextDouble()))));
    current = randomPlacement();
    placement = randomPlacement();
  }

  Placement placement() {
    return placement;
  }

  PlacementProblem problem() {
    return problem(new SplittableRandom(0), false);
  }

  /** The same problem, declared in another order. */
  PlacementProblem shuffled(long seed) {
    return problem(new SplittableRandom(seed), true);
  }

  /** The same problem with every group divisible. */
  PlacementProblem divisible() {
    return problem().toBuilder().eachGroup(ClientGroup::divisible).build();
  }

  /** The same placement, declared in another order. */
  Placement shuffledPlacement(long seed) {
    SplittableRandom order = new SplittableRandom(seed);
    List<RouteAssignment> routes = new ArrayList<>();
    for (RouteAssignment route : placement.routes()) {
      List<CallPlacement> calls = new ArrayList<>(route.calls());
      Shuffle.shuffle(calls, order);
      routes.add(new RouteAssignment(route.group(), route.devices(), calls));
    }
    Shuffle.shuffle(routes, order);
    List<WarmInstances> warm = new ArrayList<>(placement.warm());
    Shuffle.shuffle(warm, order);
    return new Placement(routes, warm, placement.acquired());
  }

  private PlacementProblem problem(SplittableRandom order, boolean shuffle) {
    ProblemBuilder builder =
        PlacementProblem.builder("random")
            .each(Shuffle.mixed(nodeClasses, shuffle, order), ProblemBuilder::nodeClass)
            .each(Shuffle.mixed(deviceClasses, shuffle, order), ProblemBuilder::deviceClass)
            .each(Shuffle.mixed(nodes, shuffle, order), ProblemBuilder::node)
            .each(Shuffle.mixed(points, shuffle, order), ProblemBuilder::accessPoint)
            .each(Shuffle.mixed(links, shuffle, order), ProblemBuilder::link)
            .each(Shuffle.mixed(delays, shuffle, order), ProblemBuilder::delay)
            .each(Shuffle.mixed(functions, shuffle, order), ProblemBuilder::function)
            .each(
                Shuffle.mixed(
                    apps.stream().map(a -> Shuffle.mixed(a, shuffle, order)).toList(),
                    shuffle,
                    order),
                ProblemBuilder::app)
            .each(Shuffle.mixed(groups, shuffle, order), ProblemBuilder::group)
            .each(rules, ProblemBuilder::rule)
            .each(costs, ProblemBuilder::explicitCost)
            .distanceRule(
                new DistanceRule(500, 20, 100, new Bandwidth(1e8), Position.Geometry.PLANE))
            .weights(new ObjectiveWeights(1e-4, 2e-4, 3e-4, 1.5))
            .reconfiguration(
                new Reconfiguration(OptionalDouble.of(7), 0.1, 0.2, 0.3, Duration.ofMinutes(90)))
            .current(current);
    return builder.build();
  }

  private static void times(int count, IntConsumer step) {
    IntStream.range(0, count).forEach(step);
  }

  private int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private Prices prices() {
    return new Prices(
        random.nextDouble() * 1e-4,
        random.nextDouble() * 1e-4,
        random.nextDouble() * 1e-4,
        random.nextDouble() * 1e-4,
        random.nextDouble(),
        random.nextDouble());
  }

  private Capacity capacity() {
    return new Capacity(
        Cpu.cores(random.nextDouble() * 4),
        0.8,
        Memory.gibibytes(random.nextDouble() * 8),
        Memory.gibibytes(chance(0.3) ? random.nextDouble() : 0),
        between(1, 12),
        Rate.perSecond(random.nextDouble() * 40),
        Rate.perSecond(1 + random.nextDouble() * 10),
        Memory.gibibytes(random.nextDouble()),
        List.of(new AcceleratorPool("gpu", between(0, 3), Memory.gibibytes(1.0))));
  }

  private Optional<Position> position() {
    return chance(0.5)
        ? Optional.of(new Position(random.nextDouble() * 9, random.nextDouble() * 9))
        : Optional.empty();
  }

  private DeviceClass deviceClass(int index) {
    return new DeviceClass(
        new DeviceClassId("phone" + index),
        CLASSES[between(0, 1)],
        capacity(),
        chance(0.5) ? Overflow.QUEUE : Overflow.COLD_START,
        prices(),
        new PowerModel(random.nextDouble(), random.nextDouble() * 5),
        new Radio(1e-6, 2e-6, 0.5, Duration.ofMillis(200)),
        20_000);
  }

  private Node node(int index) {
    return new Node(
        new NodeId("n" + index),
        chance(0.7) ? Tier.EDGE : Tier.CLOUD,
        new ZoneId("z" + between(0, 1)),
        position(),
        chance(0.7) ? NodeStatus.UP : chance(0.5) ? NodeStatus.CORDONED : NodeStatus.DOWN,
        CLASSES[between(0, 1)],
        capacity(),
        new TreeMap<>(Map.of(new FunctionId("f0"), 3L)),
        chance(0.5) ? Overflow.QUEUE : Overflow.COLD_START,
        prices(),
        new PowerModel(random.nextDouble() * 20, random.nextDouble() * 20));
  }

  private void network() {
    List<PointId> all = new ArrayList<>();
    nodes.forEach(node -> all.add(node.id().point()));
    points.forEach(point -> all.add(point.id()));
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        if (chance(0.5)) {
          links.add(
              Link.of(all.get(i), all.get(j), Duration.ofMillis(between(1, 3)))
                  .withBandwidth(
                      Bandwidth.megabitsPerSecond(1 + random.nextDouble()),
                      Bandwidth.megabitsPerSecond(1 + random.nextDouble()),
                      0.7)
                  .withJitter(Duration.ofNanos(1000L * between(0, 900))));
        }
        if (chance(0.1)) {
          delays.add(PairDelay.of(all.get(i), all.get(j), Duration.ofMillis(between(1, 30))));
        }
      }
    }
  }

  private Function function(int index) {
    Sizing sizing =
        switch (between(0, 3)) {
          case 0 -> Sizing.NONE;
          case 1 -> Sizing.utilization(0.6).withFloor(between(0, 2));
          case 2 -> Sizing.erlang(Duration.ofMillis(between(0, 50)), 0.02);
          default -> Sizing.erlang(Duration.ofMillis(5), chance(0.5) ? 1 : 0.2);
        };
    Function function =
        Function.of(
                new FunctionId("f" + index),
                Memory.mebibytes(between(100, 2000)),
                Duration.ofMillis(between(5, 200)))
            .withCpuWhileBusy(Cpu.cores(random.nextDouble()))
            .withConcurrency(between(1, 3))
            .withArtifact(
                new Artifact(Memory.mebibytes(between(1, 500)), Optional.of(new PointId("p0"))))
            .withStartUp(
                new StartUpPath(Duration.ofMillis(300), Duration.ofMillis(700), Duration.ZERO))
            .withFence(chance(0.2) ? Fence.tiers(Tier.EDGE, Tier.DEVICE) : Fence.NONE)
            .withSizing(sizing);
    if (chance(0.3)) {
      function =
          function.withAccelerators(List.of(new AcceleratorNeed("gpu", 1, Memory.gibibytes(0.4))));
    }
    if (chance(0.3)) {
      function =
          function.withProfiles(
              new TreeMap<>(
                  Map.of(
                      CLASSES[0], ServiceProfile.gamma(Duration.ofMillis(between(5, 99)), 0.5))));
    }
    return function;
  }

  private Application app(int index) {
    List<Call> calls = new ArrayList<>();
    List<CallEdge> edges = new ArrayList<>();
    for (int i = 0; i < between(1, 4); i++) {
      Call call =
          Call.of(new CallId("c" + i), functions.get(between(0, 2)).id())
              .withCallsPerRequest(random.nextDouble() * 2);
      if (chance(0.4)) {
        call =
            call.withVariants(
                List.of(
                    new Variant(functions.get(0).id(), 1e-4),
                    new Variant(functions.get(2).id(), 0)));
      }
      calls.add(chance(0.2) ? call.pinnedLocal() : call);
      for (int j = 0; j < i; j++) {
        if (chance(0.6)) {
          edges.add(
              new CallEdge(
                  new CallId("c" + j),
                  new CallId("c" + i),
                  chance(0.8) ? OptionalLong.of(between(0, 50_000)) : OptionalLong.empty()));
        }
      }
    }
    return new Application(
        new AppId("a" + index),
        calls,
        edges,
        chance(0.8) ? OptionalLong.of(between(0, 50_000)) : OptionalLong.empty(),
        chance(0.8) ? OptionalLong.of(between(0, 50_000)) : OptionalLong.empty(),
        chance(0.7)
            ? Optional.of(
                new Deadline(
                    Duration.ofMillis(between(50, 900)),
                    0.9,
                    chance(0.3) ? Deadline.Hardness.HARD : Deadline.Hardness.SOFT))
            : Optional.empty(),
        chance(0.3) ? Admission.ALL : Admission.BEST_EFFORT,
        random.nextDouble() * 3);
  }

  private ClientGroup group(int index) {
    return new ClientGroup(
        new GroupId("g" + index),
        apps.get(between(0, 1)).id(),
        chance(0.9) ? Optional.of(deviceClasses.get(between(0, 1)).id()) : Optional.empty(),
        points.get(between(0, 2)).id(),
        between(1, 9),
        Splitting.WHOLE,
        Rate.perSecond(random.nextDouble() * 3),
        0.5 + random.nextDouble() * 3,
        new AccessLink(
            Duration.ofMillis(between(0, 5)),
            Duration.ofMillis(between(0, 3)),
            Bandwidth.megabitsPerSecond(1.5),
            Bandwidth.megabitsPerSecond(1),
            0.9),
        chance(0.7)
            ? Optional.of(new BatteryState(15_000, Duration.ofMinutes(between(10, 200))))
            : Optional.empty());
  }

  private Placement randomPlacement() {
    List<RouteAssignment> routes = new ArrayList<>();
    for (ClientGroup group : groups) {
      Application app =
          apps.stream().filter(a -> a.id().equals(group.app())).findFirst().orElseThrow();
      int left = group.devices();
      for (int i = 0; i < 3 && left > 0; i++) {
        int devices = between(0, left);
        left -= devices;
        routes.add(new RouteAssignment(group.id(), devices, calls(app)));
      }
    }
    List<WarmInstances> warm = new ArrayList<>();
    for (Function function : functions) {
      for (Node node : nodes) {
        if (chance(0.6)) {
          warm.add(new WarmInstances(function.id(), node.id(), between(0, 4)));
        }
      }
    }
    return Placement.of(routes, warm);
  }

  private List<CallPlacement> calls(Application app) {
    List<CallPlacement> calls = new ArrayList<>();
    for (Call call : app.calls()) {
      FunctionId function = call.variants().get(between(0, call.variants().size() - 1)).function();
      boolean local = chance(call.pin() == Call.Pin.LOCAL ? 0.95 : 0.4);
      Place place = local ? Place.local() : Place.on(nodes.get(between(0, nodes.size() - 1)).id());
      calls.add(new CallPlacement(call.id(), function, place));
    }
    return calls;
  }
}
