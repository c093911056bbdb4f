package dev.continuum.model;

import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.Reconfiguration;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Topology;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Collects the parts of a {@link PlacementProblem} in any order. Declaration order never changes
 * what a solver returns under a step limit. Not thread-safe.
 */
public final class ProblemBuilder {

  private String name;
  private final List<NodeClass> nodeClasses = new ArrayList<>();
  private final List<DeviceClass> deviceClasses = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<AccessPoint> accessPoints = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<PairDelay> delays = new ArrayList<>();
  private Optional<DistanceRule> distanceRule = Optional.empty();
  private final List<Function> functions = new ArrayList<>();
  private final List<Application> apps = new ArrayList<>();
  private final List<ClientGroup> groups = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<ExplicitCost> explicitCosts = new ArrayList<>();
  private ObjectiveWeights weights = ObjectiveWeights.DEFAULT;
  private Reconfiguration reconfiguration = Reconfiguration.FREE;
  private Optional<Placement> current = Optional.empty();
  private Optional<InstanceUnit> instanceUnit = Optional.empty();

  ProblemBuilder(String name) {
    this.name = name;
  }

  ProblemBuilder(PlacementProblem from) {
    this(from.name());
    Topology t = from.topology();
    nodeClasses.addAll(t.nodeClasses());
    deviceClasses.addAll(t.deviceClasses());
    nodes.addAll(t.nodes());
    accessPoints.addAll(t.accessPoints());
    links.addAll(t.links());
    delays.addAll(t.delays());
    distanceRule = t.distanceRule();
    functions.addAll(from.functions());
    apps.addAll(from.apps());
    groups.addAll(from.groups());
    rules.addAll(from.rules());
    explicitCosts.addAll(from.explicitCosts());
    weights = from.weights();
    reconfiguration = from.reconfiguration();
    current = from.current();
    instanceUnit = from.instanceUnit();
  }

  /** Renames the problem. */
  public ProblemBuilder name(String other) {
    name = other;
    return this;
  }

  /** Adds a class of processor. */
  public ProblemBuilder nodeClass(NodeClass nodeClass) {
    nodeClasses.add(nodeClass);
    return this;
  }

  /** Adds a class of device. */
  public ProblemBuilder deviceClass(DeviceClass deviceClass) {
    deviceClasses.add(deviceClass);
    return this;
  }

  /** Adds a node. */
  public ProblemBuilder node(Node node) {
    nodes.add(node);
    return this;
  }

  /** Replaces every node by what the function makes of it. */
  public ProblemBuilder eachNode(UnaryOperator<Node> change) {
    nodes.replaceAll(change);
    return this;
  }

  /** Adds an access point. */
  public ProblemBuilder accessPoint(AccessPoint point) {
    accessPoints.add(point);
    return this;
  }

  /** Adds a link. */
  public ProblemBuilder link(Link link) {
    links.add(link);
    return this;
  }

  /** Adds an explicit delay. */
  public ProblemBuilder delay(PairDelay delay) {
    delays.add(delay);
    return this;
  }

  /** Sets the distance rule. */
  public ProblemBuilder distanceRule(DistanceRule rule) {
    distanceRule = Optional.of(rule);
    return this;
  }

  /** Adds a function. */
  public ProblemBuilder function(Function function) {
    functions.add(function);
    return this;
  }

  /** Replaces every function by what the change makes of it. */
  public ProblemBuilder eachFunction(UnaryOperator<Function> change) {
    functions.replaceAll(change);
    return this;
  }

  /** Adds an application. */
  public ProblemBuilder app(Application app) {
    apps.add(app);
    return this;
  }

  /** Adds a client group. */
  public ProblemBuilder group(ClientGroup group) {
    groups.add(group);
    return this;
  }

  /** Replaces every group by what the function makes of it. */
  public ProblemBuilder eachGroup(UnaryOperator<ClientGroup> change) {
    groups.replaceAll(change);
    return this;
  }

  /** Adds a rule. */
  public ProblemBuilder rule(Rule rule) {
    rules.add(rule);
    return this;
  }

  /** Adds explicit costs. */
  public ProblemBuilder explicitCost(ExplicitCost cost) {
    explicitCosts.add(cost);
    return this;
  }

  /** Sets the weights. */
  public ProblemBuilder weights(ObjectiveWeights others) {
    weights = others;
    return this;
  }

  /** Sets what changes may cost. */
  public ProblemBuilder reconfiguration(Reconfiguration other) {
    reconfiguration = other;
    return this;
  }

  /** Sets the running placement. */
  public ProblemBuilder current(Placement running) {
    current = Optional.of(running);
    return this;
  }

  /** Sets the unit of an imported instance. */
  public ProblemBuilder instanceUnit(InstanceUnit unit) {
    instanceUnit = Optional.of(unit);
    return this;
  }

  /** Adds many like parts: {@code each(nodes, ProblemBuilder::node)}. */
  public <T> ProblemBuilder each(
      Iterable<? extends T> parts, BiFunction<ProblemBuilder, T, ProblemBuilder> add) {
    for (T part : parts) {
      var unused = add.apply(this, part);
    }
    return this;
  }

  /** The problem as collected so far. */
  public PlacementProblem build() {
    return new PlacementProblem(
        name,
        new Topology(nodeClasses, deviceClasses, nodes, accessPoints, links, delays, distanceRule),
        functions,
        apps,
        groups,
        rules,
        explicitCosts,
        weights,
        reconfiguration,
        current,
        instanceUnit);
  }
}
