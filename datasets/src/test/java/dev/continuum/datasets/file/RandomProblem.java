package dev.continuum.datasets.file;

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
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.InstanceUnit;
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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A problem with random values in every field; its ids dangle and its numbers may be absurd. */
final class RandomProblem {

  private static final List<String> NAMES =
      List.of(
          "edge-1",
          "reference",
          "a",
          "true",
          "null",
          "007",
          "1e3",
          "~",
          "a: b",
          "- x",
          "#x",
          "é",
          "two words",
          "it's",
          "say \"hi\"",
          "back\\slash",
          "line\nbreak",
          "tab\tbed",
          "\u2028x",
          "😀",
          " padded ",
          "*x",
          "&x",
          "!x",
          "%x",
          "@x",
          "`x",
          "[x]",
          "{x}",
          "a,b",
          "no",
          "-",
          "?",
          "0x1F",
          ".inf",
          "2001-01-01",
          "a/b.c_d",
          "\u0085x",
          "\u0001x");

  private final SplittableRandom random;

  private RandomProblem(long seed) {
    random = new SplittableRandom(seed);
  }

  static PlacementProblem of(long seed) {
    return new RandomProblem(seed).problem();
  }

  private PlacementProblem problem() {
    ProblemBuilder builder = PlacementProblem.builder(name());
    builder
        .each(
            many(() -> new NodeClass(new NodeClassId(name()), decimal())),
            ProblemBuilder::nodeClass)
        .each(many(this::deviceClass), ProblemBuilder::deviceClass)
        .each(many(this::node), ProblemBuilder::node)
        .each(
            many(() -> new AccessPoint(point(), maybe(this::position))),
            ProblemBuilder::accessPoint)
        .each(many(this::link), ProblemBuilder::link)
        .each(
            many(() -> new PairDelay(point(), point(), time(), time(), bandwidth())),
            ProblemBuilder::delay)
        .each(many(this::function), ProblemBuilder::function)
        .each(many(this::app), ProblemBuilder::app)
        .each(many(this::group), ProblemBuilder::group)
        .each(many(this::rule), ProblemBuilder::rule)
        .each(many(this::explicitCost), ProblemBuilder::explicitCost);
    if (flip()) {
      builder.distanceRule(
          new DistanceRule(
              decimal(), decimal(), decimal(), bandwidth(), one(Position.Geometry.values())));
    }
    if (flip()) {
      builder.weights(new ObjectiveWeights(decimal(), decimal(), decimal(), decimal()));
    }
    if (flip()) {
      builder.reconfiguration(
          new Reconfiguration(
              flip() ? OptionalDouble.of(decimal()) : OptionalDouble.empty(),
              decimal(),
              decimal(),
              decimal(),
              time()));
    }
    if (flip()) {
      builder.current(placement());
    }
    if (flip()) {
      builder.instanceUnit(new InstanceUnit(name(), decimal()));
    }
    return builder.build();
  }

  Placement placement() {
    List<RouteAssignment> routes =
        many(() -> new RouteAssignment(new GroupId(name()), decimal(), some(this::callPlacement)));
    List<WarmInstances> warm =
        many(() -> new WarmInstances(functionId(), nodeId(), random.nextLong(-5, 1000)));
    SortedSet<Acquisition> acquired = new TreeSet<>(Placement.of(routes, warm).acquired());
    if (flip()) {
      acquired.addAll(many(() -> new Acquisition(functionId(), nodeId())));
    }
    return new Placement(routes, warm, acquired);
  }

  private CallPlacement callPlacement() {
    String call = name();
    return new CallPlacement(
        new CallId(call),
        flip() ? new FunctionId(call) : functionId(),
        flip() ? Place.local() : Place.on(nodeId()));
  }

  private DeviceClass deviceClass() {
    return new DeviceClass(
        new DeviceClassId(name()),
        nodeClass(),
        capacity(),
        one(Overflow.values()),
        prices(),
        power(),
        new Radio(decimal(), decimal(), decimal(), time()),
        flip() ? decimal() : Double.POSITIVE_INFINITY);
  }

  private Node node() {
    SortedMap<FunctionId, Long> limits = new TreeMap<>();
    many(this::functionId).forEach(f -> limits.put(f, random.nextLong()));
    return new Node(
        nodeId(),
        one(Tier.values()),
        new ZoneId(name()),
        maybe(this::position),
        one(NodeStatus.values()),
        nodeClass(),
        capacity(),
        limits,
        one(Overflow.values()),
        flip() ? prices() : Prices.FREE,
        flip() ? power() : PowerModel.NONE);
  }

  private Capacity capacity() {
    return new Capacity(
        flip() ? Cpu.millicores(decimal()) : Cpu.UNLIMITED,
        flip() ? decimal() : Capacity.DEFAULT_UTILISATION_CAP,
        memory(),
        flip() ? random.nextLong() : Capacity.UNLIMITED_INSTANCES,
        flip() ? new Rate(decimal()) : Rate.UNLIMITED,
        flip() ? new Rate(decimal()) : Rate.UNLIMITED,
        memory(),
        many(() -> new AcceleratorPool(name(), random.nextInt(), memory())));
  }

  private Prices prices() {
    return new Prices(decimal(), decimal(), decimal(), decimal(), decimal(), decimal());
  }

  private PowerModel power() {
    return new PowerModel(decimal(), decimal());
  }

  private Position position() {
    return new Position(decimal(), decimal());
  }

  private Link link() {
    return new Link(
        point(), point(), time(), time(), bandwidth(), bandwidth(), flip() ? decimal() : 1);
  }

  private Function function() {
    SortedMap<NodeClassId, ServiceProfile> profiles = new TreeMap<>();
    many(this::nodeClass).forEach(name -> profiles.put(name, profile()));
    SortedMap<NodeClassId, StartUpPath> startUp = new TreeMap<>();
    many(this::nodeClass).forEach(name -> startUp.put(name, path()));
    return new Function(
        functionId(),
        memory(),
        random.nextInt(),
        Cpu.millicores(decimal()),
        maybe(this::time),
        decimal(),
        profiles,
        many(() -> new AcceleratorNeed(name(), random.nextInt(3), memory())),
        new Artifact(memory(), maybe(this::point)),
        flip() ? "" : name(),
        path(),
        startUp,
        fence(),
        new Sizing(one(Sizing.Kind.values()), time(), decimal(), decimal(), random.nextLong()));
  }

  private ServiceProfile profile() {
    return new ServiceProfile(
        time(), decimal(), many(() -> new ServiceProfile.Percentile(decimal(), time())));
  }

  private StartUpPath path() {
    return flip() ? StartUpPath.INSTANT : new StartUpPath(time(), time(), time());
  }

  private Fence fence() {
    return flip()
        ? Fence.NONE
        : new Fence(
            set(() -> one(Tier.values())), set(() -> one(Tier.values())),
            set(() -> new ZoneId(name())), set(() -> new ZoneId(name())),
            set(this::nodeId), set(this::nodeId));
  }

  private Application app() {
    return new Application(
        new AppId(name()),
        some(this::call),
        many(() -> new CallEdge(new CallId(name()), new CallId(name()), bytes())),
        bytes(),
        bytes(),
        maybe(() -> new Deadline(time(), decimal(), one(Deadline.Hardness.values()))),
        one(Admission.values()),
        decimal());
  }

  private Call call() {
    String id = name();
    List<Variant> variants =
        flip()
            ? List.of(new Variant(new FunctionId(id), 0))
            : some(() -> new Variant(functionId(), decimal()));
    return new Call(new CallId(id), variants, decimal(), one(Call.Pin.values()), fence());
  }

  private ClientGroup group() {
    return new ClientGroup(
        new GroupId(name()),
        new AppId(name()),
        maybe(() -> new DeviceClassId(name())),
        point(),
        random.nextInt(),
        one(Splitting.values()),
        new Rate(decimal()),
        decimal(),
        flip()
            ? AccessLink.NONE
            : new AccessLink(time(), time(), bandwidth(), bandwidth(), decimal()),
        maybe(() -> new BatteryState(decimal(), time())));
  }

  private Rule rule() {
    return switch (random.nextInt(3)) {
      case 0 -> new Rule.Spread(functionId(), random.nextInt());
      case 1 -> new Rule.Gather(new TreeSet<>(some(this::functionId)));
      default -> new Rule.Apart(functionId(), functionId());
    };
  }

  private ExplicitCost explicitCost() {
    SortedMap<NodeId, Double> costs = new TreeMap<>();
    many(this::nodeId).forEach(node -> costs.put(node, decimal()));
    return new ExplicitCost(new GroupId(name()), new CallId(name()), costs);
  }

  private String name() {
    return flip() ? "n" + random.nextInt(100) : NAMES.get(random.nextInt(NAMES.size()));
  }

  private NodeClassId nodeClass() {
    return new NodeClassId(random.nextInt(3) == 0 ? "reference" : name());
  }

  private FunctionId functionId() {
    return new FunctionId(name());
  }

  private NodeId nodeId() {
    return new NodeId(name());
  }

  private PointId point() {
    return new PointId(name());
  }

  /** Decimals as people write them, and some that need all digits of a double. */
  private double decimal() {
    return switch (random.nextInt(7)) {
      case 0 -> 0;
      case 1 -> 1;
      case 2 -> random.nextInt(-1000, 100_000) / 1000.0;
      case 3 -> random.nextInt(1000) / 1e9;
      case 4 -> random.nextInt() * 1e6;
      case 5 -> -0.0;
      default -> random.nextInt(100_000_000) / 10_000.0;
    };
  }

  private Duration time() {
    return switch (random.nextInt(4)) {
      case 0 -> Duration.ZERO;
      case 1 -> Duration.ofMillis(random.nextInt(100_000));
      case 2 -> Duration.ofHours(random.nextInt(1000));
      default -> Duration.ofNanos(random.nextLong(-1_000_000_000L, 2_000_000_000_000_000L));
    };
  }

  private Memory memory() {
    return switch (random.nextInt(4)) {
      case 0 -> Memory.ZERO;
      case 1 -> Memory.UNLIMITED;
      case 2 -> Memory.mebibytes(random.nextInt(100_000));
      default -> new Memory(random.nextLong(-1000, 1L << 53));
    };
  }

  private Bandwidth bandwidth() {
    return flip()
        ? Bandwidth.UNLIMITED
        : Bandwidth.megabitsPerSecond(random.nextInt(1_000_000) / 1000.0);
  }

  private OptionalLong bytes() {
    return flip() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
  }

  private boolean flip() {
    return random.nextBoolean();
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return flip() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> many(Supplier<T> value) {
    return list(random.nextInt(4), value);
  }

  private <T> List<T> some(Supplier<T> value) {
    return list(1 + random.nextInt(3), value);
  }

  private <T extends Comparable<? super T>> SortedSet<T> set(Supplier<T> value) {
    return new TreeSet<>(many(value));
  }

  private static <T> List<T> list(int size, Supplier<T> value) {
    List<T> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(value.get());
    }
    return list;
  }
}
