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
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** A problem with random values in every field; its ids dangle and its numbers may be absurd. */
final class RandomProblem {

  private final SplittableRandom random;
  private final RandomValues any;

  private RandomProblem(long seed) {
    random = new SplittableRandom(seed);
    any = new RandomValues(random);
  }

  static PlacementProblem of(long seed) {
    return new RandomProblem(seed).problem();
  }

  private PlacementProblem problem() {
    ProblemBuilder builder = PlacementProblem.builder(any.name());
    builder
        .each(
            any.many(() -> new NodeClass(new NodeClassId(any.name()), any.decimal())),
            ProblemBuilder::nodeClass)
        .each(any.many(this::deviceClass), ProblemBuilder::deviceClass)
        .each(any.many(this::node), ProblemBuilder::node)
        .each(
            any.many(() -> new AccessPoint(point(), any.maybe(this::position))),
            ProblemBuilder::accessPoint)
        .each(any.many(this::link), ProblemBuilder::link)
        .each(
            any.many(
                () -> new PairDelay(point(), point(), any.time(), any.time(), any.bandwidth())),
            ProblemBuilder::delay)
        .each(any.many(this::function), ProblemBuilder::function)
        .each(any.many(this::app), ProblemBuilder::app)
        .each(any.many(this::group), ProblemBuilder::group)
        .each(any.many(this::rule), ProblemBuilder::rule)
        .each(any.many(this::explicitCost), ProblemBuilder::explicitCost);
    if (any.flip()) {
      builder.distanceRule(
          new DistanceRule(
              any.decimal(),
              any.decimal(),
              any.decimal(),
              any.bandwidth(),
              any.one(Position.Geometry.values())));
    }
    if (any.flip()) {
      builder.weights(
          new ObjectiveWeights(any.decimal(), any.decimal(), any.decimal(), any.decimal()));
    }
    if (any.flip()) {
      builder.reconfiguration(
          new Reconfiguration(
              any.flip() ? OptionalDouble.of(any.decimal()) : OptionalDouble.empty(),
              any.decimal(),
              any.decimal(),
              any.decimal(),
              any.time()));
    }
    if (any.flip()) {
      builder.current(placement());
    }
    if (any.flip()) {
      builder.instanceUnit(new InstanceUnit(any.name(), any.decimal()));
    }
    return builder.build();
  }

  Placement placement() {
    List<RouteAssignment> routes =
        any.many(
            () ->
                new RouteAssignment(
                    new GroupId(any.name()), any.decimal(), any.some(this::callPlacement)));
    List<WarmInstances> warm =
        any.many(() -> new WarmInstances(functionId(), nodeId(), random.nextLong(-5, 1000)));
    SortedSet<Acquisition> acquired = new TreeSet<>(Placement.of(routes, warm).acquired());
    if (any.flip()) {
      acquired.addAll(any.many(() -> new Acquisition(functionId(), nodeId())));
    }
    return new Placement(routes, warm, acquired);
  }

  private CallPlacement callPlacement() {
    String call = any.name();
    return new CallPlacement(
        new CallId(call),
        any.flip() ? new FunctionId(call) : functionId(),
        any.flip() ? Place.local() : Place.on(nodeId()));
  }

  private DeviceClass deviceClass() {
    return new DeviceClass(
        new DeviceClassId(any.name()),
        nodeClass(),
        capacity(),
        any.one(Overflow.values()),
        prices(),
        power(),
        new Radio(any.decimal(), any.decimal(), any.decimal(), any.time()),
        any.flip() ? any.decimal() : Double.POSITIVE_INFINITY);
  }

  private Node node() {
    SortedMap<FunctionId, Long> limits = new TreeMap<>();
    any.many(this::functionId).forEach(f -> limits.put(f, random.nextLong()));
    return new Node(
        nodeId(),
        any.one(Tier.values()),
        new ZoneId(any.name()),
        any.maybe(this::position),
        any.one(NodeStatus.values()),
        nodeClass(),
        capacity(),
        limits,
        any.one(Overflow.values()),
        any.flip() ? prices() : Prices.FREE,
        any.flip() ? power() : PowerModel.NONE);
  }

  private Capacity capacity() {
    return new Capacity(
        any.flip() ? Cpu.millicores(any.decimal()) : Cpu.UNLIMITED,
        any.flip() ? any.decimal() : Capacity.DEFAULT_UTILISATION_CAP,
        any.memory(),
        any.flip() ? any.memory() : Memory.ZERO,
        any.flip() ? random.nextLong() : Capacity.UNLIMITED_INSTANCES,
        any.flip() ? new Rate(any.decimal()) : Rate.UNLIMITED,
        any.flip() ? new Rate(any.decimal()) : Rate.UNLIMITED,
        any.memory(),
        any.many(() -> new AcceleratorPool(any.name(), random.nextInt(), any.memory())));
  }

  private Prices prices() {
    return new Prices(
        any.decimal(), any.decimal(), any.decimal(), any.decimal(), any.decimal(), any.decimal());
  }

  private PowerModel power() {
    return new PowerModel(any.decimal(), any.decimal());
  }

  private Position position() {
    return new Position(any.decimal(), any.decimal());
  }

  private Link link() {
    return new Link(
        point(),
        point(),
        any.time(),
        any.time(),
        any.bandwidth(),
        any.bandwidth(),
        any.flip() ? any.decimal() : 1);
  }

  private Function function() {
    SortedMap<NodeClassId, ServiceProfile> profiles = new TreeMap<>();
    any.many(this::nodeClass).forEach(name -> profiles.put(name, profile()));
    SortedMap<NodeClassId, StartUpPath> startUp = new TreeMap<>();
    any.many(this::nodeClass).forEach(name -> startUp.put(name, path()));
    return new Function(
        functionId(),
        any.memory(),
        random.nextInt(),
        Cpu.millicores(any.decimal()),
        any.maybe(any::time),
        any.decimal(),
        profiles,
        any.many(() -> new AcceleratorNeed(any.name(), random.nextInt(3), any.memory())),
        new Artifact(any.memory(), any.maybe(this::point)),
        any.flip() ? "" : any.name(),
        path(),
        startUp,
        fence(),
        new Sizing(
            any.one(Sizing.Kind.values()),
            any.time(),
            any.decimal(),
            any.decimal(),
            random.nextLong()),
        any.maybe(this::functionId));
  }

  private ServiceProfile profile() {
    return new ServiceProfile(
        any.time(),
        any.decimal(),
        any.many(() -> new ServiceProfile.Percentile(any.decimal(), any.time())));
  }

  private StartUpPath path() {
    return any.flip() ? StartUpPath.INSTANT : new StartUpPath(any.time(), any.time(), any.time());
  }

  private Fence fence() {
    return any.flip()
        ? Fence.NONE
        : new Fence(
            any.set(() -> any.one(Tier.values())), any.set(() -> any.one(Tier.values())),
            any.set(() -> new ZoneId(any.name())), any.set(() -> new ZoneId(any.name())),
            any.set(this::nodeId), any.set(this::nodeId));
  }

  private Application app() {
    return new Application(
        new AppId(any.name()),
        any.some(this::call),
        any.many(() -> new CallEdge(new CallId(any.name()), new CallId(any.name()), any.bytes())),
        any.bytes(),
        any.bytes(),
        any.maybe(
            () -> new Deadline(any.time(), any.decimal(), any.one(Deadline.Hardness.values()))),
        any.one(Admission.values()),
        any.decimal());
  }

  private Call call() {
    String id = any.name();
    List<Variant> variants =
        any.flip()
            ? List.of(new Variant(new FunctionId(id), 0))
            : any.some(() -> new Variant(functionId(), any.decimal()));
    return new Call(new CallId(id), variants, any.decimal(), any.one(Call.Pin.values()), fence());
  }

  private ClientGroup group() {
    return new ClientGroup(
        new GroupId(any.name()),
        new AppId(any.name()),
        any.maybe(() -> new DeviceClassId(any.name())),
        point(),
        random.nextInt(),
        any.one(Splitting.values()),
        new Rate(any.decimal()),
        any.decimal(),
        any.flip()
            ? AccessLink.NONE
            : new AccessLink(
                any.time(), any.time(), any.bandwidth(), any.bandwidth(), any.decimal()),
        any.maybe(() -> new BatteryState(any.decimal(), any.time())));
  }

  private Rule rule() {
    return switch (random.nextInt(3)) {
      case 0 -> new Rule.Spread(functionId(), random.nextInt());
      case 1 -> new Rule.Gather(new TreeSet<>(any.some(this::functionId)));
      default -> new Rule.Apart(functionId(), functionId());
    };
  }

  private ExplicitCost explicitCost() {
    SortedMap<NodeId, Double> costs = new TreeMap<>();
    any.many(this::nodeId).forEach(node -> costs.put(node, any.decimal()));
    return new ExplicitCost(new GroupId(any.name()), new CallId(any.name()), costs);
  }

  private NodeClassId nodeClass() {
    return new NodeClassId(random.nextInt(3) == 0 ? "reference" : any.name());
  }

  private FunctionId functionId() {
    return new FunctionId(any.name());
  }

  private NodeId nodeId() {
    return new NodeId(any.name());
  }

  private PointId point() {
    return new PointId(any.name());
  }
}
