package dev.continuum.datasets.importer;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.topology.Topology;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.Fence;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Variant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes memory a choice of the plan: on nodes where memory buys CPU (AWS Lambda), a function
 * becomes one function per size, each a variant of the calls it serves, with the service time that
 * was measured at that size; no two of them keep warm instances on one node. Elsewhere the function
 * stays what it was.
 *
 * <p>So every solver chooses sizes together with places and warm instances, and the oracle judges
 * them as it judges everything. Immutable, thread-safe.
 */
public final class MemorySizes {

  /** Memory with a whole core. */
  private static final double MEBIBYTES_PER_CORE = 1769;

  private final PlacementProblem problem;
  private final SortedMap<FunctionId, List<Size>> sizes;
  private final SortedSet<NodeId> nodes;
  private final SortedSet<NodeClassId> classes = new TreeSet<>();

  /**
   * A size of a function.
   *
   * @param mebibytes memory of an instance
   * @param service time of a call, measured at that size
   */
  public record Size(int mebibytes, ServiceProfile service) {}

  private MemorySizes(
      PlacementProblem problem, SortedMap<FunctionId, List<Size>> sizes, SortedSet<NodeId> nodes) {
    this.problem = problem;
    this.sizes = sizes;
    this.nodes = nodes;
    for (Node each : problem.topology().nodes()) {
      if (nodes.contains(each.id())) {
        classes.add(each.nodeClass());
      }
    }
  }

  /** Name of a size of a function, say {@code match-512mb}. */
  public static FunctionId name(FunctionId function, int mebibytes) {
    return new FunctionId(function.value() + "-" + mebibytes + "mb");
  }

  /**
   * The problem with a choice of sizes.
   *
   * @param sizes of functions of the problem, each at most once
   * @param nodes of the problem where they can be chosen
   * @throws IllegalArgumentException if a function has a rule that counts its instances, which
   *     would be those of several sizes
   */
  public static PlacementProblem choice(
      PlacementProblem problem, SortedMap<FunctionId, List<Size>> sizes, SortedSet<NodeId> nodes) {
    return new MemorySizes(problem, sizes, nodes).made();
  }

  private PlacementProblem made() {
    List<Function> functions = new ArrayList<>();
    for (Function each : problem.functions()) {
      if (!sizes.containsKey(each.id())) {
        functions.add(each);
        continue;
      }
      if (runsElsewhere(each)) {
        functions.add(each.withFence(without(each.fence())));
      }
      for (Size size : of(each.id())) {
        functions.add(sized(each, size));
      }
    }
    return new PlacementProblem(
        problem.name(),
        limited(problem.topology()),
        functions,
        problem.apps().stream().map(this::sized).toList(),
        problem.groups(),
        rules(),
        problem.explicitCosts(),
        problem.weights(),
        problem.reconfiguration(),
        problem.current().map(this::sized),
        problem.instanceUnit());
  }

  private List<Size> of(FunctionId function) {
    return sizes.getOrDefault(function, List.of());
  }

  private boolean runsElsewhere(Function function) {
    Topology topology = problem.topology();
    return topology.nodes().stream()
            .filter(node -> !nodes.contains(node.id()) && function.fence().allows(node))
            .anyMatch(node -> serves(function, node.nodeClass()))
        || (function.fence().allowsDevice()
            && topology.deviceClasses().stream()
                .anyMatch(device -> serves(function, device.nodeClass())));
  }

  private boolean serves(Function function, NodeClassId nodeClass) {
    return problem.topology().nodeClasses().stream()
        .filter(each -> each.id().equals(nodeClass))
        .anyMatch(each -> function.profileOn(each).isPresent());
  }

  private Fence without(Fence fence) {
    SortedSet<NodeId> forbidden = new TreeSet<>(fence.forbiddenNodes());
    forbidden.addAll(nodes);
    return new Fence(
        fence.allowedTiers(),
        fence.forbiddenTiers(),
        fence.allowedZones(),
        fence.forbiddenZones(),
        fence.allowedNodes(),
        forbidden);
  }

  private Function sized(Function function, Size size) {
    SortedMap<NodeClassId, ServiceProfile> profiles = new TreeMap<>();
    classes.forEach(each -> profiles.put(each, size.service()));
    double share = Math.min(1, size.mebibytes() / MEBIBYTES_PER_CORE);
    return function
        .sized(
            name(function.id(), size.mebibytes()),
            Memory.mebibytes((double) size.mebibytes()),
            Cpu.millicores(share * function.cpuWhileBusy().millicores()),
            profiles)
        .withFence(within(function.fence()));
  }

  /** Of the allowed nodes those of the choice, and never a device. */
  private Fence within(Fence fence) {
    SortedSet<NodeId> allowed = new TreeSet<>(nodes);
    if (!fence.allowedNodes().isEmpty()) {
      allowed.retainAll(fence.allowedNodes());
    }
    SortedSet<Tier> forbidden = new TreeSet<>(fence.forbiddenTiers());
    forbidden.add(Tier.DEVICE);
    return new Fence(
        fence.allowedTiers(),
        forbidden,
        fence.allowedZones(),
        fence.forbiddenZones(),
        allowed,
        fence.forbiddenNodes());
  }

  /** What bounds the instances of a function bounds those of each size: one of them is kept. */
  private Topology limited(Topology topology) {
    return new Topology(
        topology.nodeClasses(),
        topology.deviceClasses(),
        topology.nodes().stream().map(this::limited).toList(),
        topology.accessPoints(),
        topology.links(),
        topology.delays(),
        topology.distanceRule());
  }

  private Node limited(Node node) {
    if (!nodes.contains(node.id())) {
      return node;
    }
    Map<FunctionId, Long> limits = new TreeMap<>(node.functionInstances());
    node.functionInstances()
        .forEach(
            (function, most) ->
                of(function).forEach(size -> limits.put(name(function, size.mebibytes()), most)));
    limits.keySet().removeAll(sizes.keySet());
    return node.withFunctionInstances(limits);
  }

  private Application sized(Application app) {
    return new Application(
        app.id(),
        app.calls().stream().map(this::sized).toList(),
        app.edges(),
        app.entryBytes(),
        app.replyBytes(),
        app.deadline(),
        app.admission(),
        app.weight());
  }

  private Call sized(Call call) {
    if (call.pin() == Call.Pin.LOCAL) {
      return call;
    }
    List<Variant> variants = new ArrayList<>();
    for (Variant each : call.variants()) {
      boolean stays =
          problem.functions().stream()
              .filter(function -> function.id().equals(each.function()))
              .anyMatch(function -> of(function.id()).isEmpty() || runsElsewhere(function));
      if (stays) {
        variants.add(each);
      }
      for (Size size : of(each.function())) {
        variants.add(
            new Variant(name(each.function(), size.mebibytes()), each.qualityPricePerRequest()));
      }
    }
    return call.withVariants(variants);
  }

  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : problem.rules()) {
      switch (rule) {
        case Rule.Spread(FunctionId function, int zones) -> {
          if (sizes.containsKey(function)) {
            throw new IllegalArgumentException(
                "The function ("
                    + function
                    + ") must not have sizes: a rule spreads its instances over "
                    + zones
                    + " zones.");
          }
          rules.add(rule);
        }
        case Rule.Gather(SortedSet<FunctionId> functions) -> {
          SortedSet<FunctionId> all = new TreeSet<>();
          functions.forEach(each -> all.addAll(names(each)));
          rules.add(new Rule.Gather(all));
        }
        case Rule.Apart(FunctionId one, FunctionId other) -> {
          for (FunctionId first : names(one)) {
            names(other).forEach(second -> rules.add(new Rule.Apart(first, second)));
          }
        }
      }
    }
    sizes.forEach(
        (function, some) -> {
          for (int i = 0; i < some.size(); i++) {
            for (int j = 0; j < i; j++) {
              rules.add(
                  new Rule.Apart(
                      name(function, some.get(j).mebibytes()),
                      name(function, some.get(i).mebibytes())));
            }
          }
        });
    return rules;
  }

  /** A function, where it is left, and its sizes. */
  private SortedSet<FunctionId> names(FunctionId function) {
    SortedSet<FunctionId> names = new TreeSet<>();
    of(function).forEach(size -> names.add(name(function, size.mebibytes())));
    boolean stays =
        problem.functions().stream()
            .filter(each -> each.id().equals(function))
            .anyMatch(this::runsElsewhere);
    if (names.isEmpty() || stays) {
      names.add(function);
    }
    return Collections.unmodifiableSortedSet(names);
  }

  /** What runs there now runs at the size that is nearest to the function's memory. */
  private Placement sized(Placement running) {
    SortedSet<Acquisition> acquired = new TreeSet<>();
    running
        .acquired()
        .forEach(
            each ->
                acquired.add(new Acquisition(running(each.function(), each.node()), each.node())));
    return new Placement(
        running.routes().stream()
            .map(
                route ->
                    new RouteAssignment(
                        route.group(),
                        route.devices(),
                        route.calls().stream().map(this::running).toList()))
            .toList(),
        running.warm().stream()
            .map(
                each ->
                    new WarmInstances(
                        running(each.function(), each.node()), each.node(), each.instances()))
            .toList(),
        acquired);
  }

  private CallPlacement running(CallPlacement call) {
    return call.place() instanceof Place.OnNode(NodeId node)
        ? new CallPlacement(call.call(), running(call.function(), node), call.place())
        : call;
  }

  private FunctionId running(FunctionId function, NodeId node) {
    if (!nodes.contains(node) || of(function).isEmpty()) {
      return function;
    }
    double memory =
        problem.functions().stream()
            .filter(each -> each.id().equals(function))
            .findFirst()
            .map(each -> each.memory().mebibytes())
            .orElse(0.0);
    Optional<Size> nearest =
        of(function).stream()
            .min(java.util.Comparator.comparingDouble(size -> Math.abs(size.mebibytes() - memory)));
    return nearest.map(size -> name(function, size.mebibytes())).orElse(function);
  }
}
