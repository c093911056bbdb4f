package dev.continuum.simulator.a3e;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Topology;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A3-E's testbed, changed for one experiment.
 *
 * @param problem the shipped problem {@code datasets/a3e-testbed.yaml}
 */
record Testbed(PlacementProblem problem) {

  static final NodeId EDGE_1 = new NodeId("local-edge-1");
  static final NodeId EDGE_2 = new NodeId("local-edge-2");
  static final NodeId CLOUD = new NodeId("cloud-faas");

  /** Share of calls that may meet no warm instance in our plan. */
  static final double OVERFLOW = 1e-4;

  /**
   * Share of the edges' processors that our plan may use: with four whole cores that calls share,
   * latency grows well before the model's 0.8 are used.
   */
  static final double USED = 0.5;

  private static final NodeClassId OPENWHISK = new NodeClassId("openwhisk");

  /** Counted in steps, so that a busy machine finds the same plan. */
  private static final SolveOptions STEPS =
      SolveOptions.DEFAULT.withSteps(2000).withTimeLimit(Duration.ofMinutes(10));

  /** So many clients of two requests per second beside a node, and none else. */
  Testbed withClients(NodeId beside, int clients) {
    ClientGroup like = problem.groups().getFirst();
    ClientGroup group =
        new ClientGroup(
            new GroupId("clients"),
            like.app(),
            like.deviceClass(),
            new PointId(beside.value()),
            clients,
            like.splitting(),
            like.rate(),
            1,
            like.access(),
            Optional.empty());
    return with(problem.topology(), problem.functions(), List.of(group));
  }

  /** Edge processors on which both functions take so many times as long. */
  Testbed withSlowerEdges(double factor) {
    return with(
        problem.topology(),
        problem.functions().stream().map(function -> slower(function, factor)).toList(),
        problem.groups());
  }

  private static Function slower(Function function, double factor) {
    ServiceProfile measured = function.profiles().get(OPENWHISK);
    if (measured == null) {
      return function;
    }
    TreeMap<NodeClassId, ServiceProfile> profiles = new TreeMap<>(function.profiles());
    profiles.put(
        OPENWHISK,
        ServiceProfile.gamma(
            Duration.ofNanos(Math.round(measured.mean().toNanos() * factor)), measured.scv()));
    return new Function(
        function.id(),
        function.memory(),
        function.concurrency(),
        function.cpuWhileBusy(),
        function.work(),
        function.workScv(),
        profiles,
        function.accelerators(),
        function.artifact(),
        function.runtime(),
        function.defaultStartUp(),
        function.startUp(),
        function.fence(),
        function.sizing(),
        function.sizeOf());
  }

  /** The cloud as virtual machines, with whole cores instead of Lambda's share of one. */
  Testbed withMachinesInTheCloud() {
    return withNodes(
        node ->
            node.id().equals(CLOUD)
                ? new Node(
                    node.id(),
                    node.tier(),
                    node.zone(),
                    node.position(),
                    node.status(),
                    OPENWHISK,
                    node.capacity(),
                    node.functionInstances(),
                    node.overflow(),
                    node.prices(),
                    node.power())
                : node);
  }

  /** The plan may use so much of the edges' processors. */
  Testbed withEdgesUsedUpTo(double share) {
    return withNodes(
        node ->
            node.id().equals(CLOUD)
                ? node
                : node.withCapacity(node.capacity().withUtilisationCap(share)));
  }

  private Testbed withNodes(UnaryOperator<Node> change) {
    Topology topology = problem.topology();
    return with(
        new Topology(
            topology.nodeClasses(),
            topology.deviceClasses(),
            topology.nodes().stream().map(change).toList(),
            topology.accessPoints(),
            topology.links(),
            topology.delays(),
            topology.distanceRule()),
        problem.functions(),
        problem.groups());
  }

  /** One call of extraction from the device and back, nothing else. */
  Testbed withExtractionOnly() {
    Application ar = problem.apps().getFirst();
    Call call = Call.of(new CallId("extraction"), new FunctionId("extraction"));
    Application single =
        Application.single(ar.id(), call)
            .withPayloads(OptionalLong.of(105_000), OptionalLong.of(1000));
    return new Testbed(
        new PlacementProblem(
            problem.name(),
            problem.topology(),
            problem.functions(),
            List.of(single),
            problem.groups(),
            problem.rules(),
            problem.explicitCosts(),
            problem.weights(),
            problem.reconfiguration(),
            problem.current(),
            problem.instanceUnit()));
  }

  private Testbed with(Topology topology, List<Function> functions, List<ClientGroup> groups) {
    return new Testbed(
        new PlacementProblem(
            problem.name(),
            topology,
            functions,
            problem.apps(),
            groups,
            problem.rules(),
            problem.explicitCosts(),
            problem.weights(),
            problem.reconfiguration(),
            problem.current(),
            problem.instanceUnit()));
  }

  /** The edges' memory filled half and half with containers of both functions. */
  List<WarmInstances> allocated() {
    List<WarmInstances> warm = new ArrayList<>();
    for (NodeId node : List.of(EDGE_1, EDGE_2)) {
      int half = node.equals(EDGE_1) ? 8 : 32;
      warm.add(new WarmInstances(new FunctionId("extraction"), node, half));
      warm.add(new WarmInstances(new FunctionId("matching"), node, half));
    }
    return warm;
  }

  /** Links of a gigabit, so that 64 clients' frames pass. */
  Testbed withWideLines() {
    Topology topology = problem.topology();
    Bandwidth wide = Bandwidth.megabitsPerSecond(1000);
    return with(
        new Topology(
            topology.nodeClasses(),
            topology.deviceClasses(),
            topology.nodes(),
            topology.accessPoints(),
            topology.links().stream().map(link -> link.withBandwidth(wide, wide, 1)).toList(),
            topology.delays(),
            topology.distanceRule()),
        problem.functions(),
        problem.groups());
  }

  /** Both offloadable functions' artifacts on every node. */
  List<Acquisition> everywhere() {
    List<Acquisition> all = new ArrayList<>();
    for (NodeId node : List.of(EDGE_1, EDGE_2, CLOUD)) {
      all.add(new Acquisition(new FunctionId("extraction"), node));
      all.add(new Acquisition(new FunctionId("matching"), node));
    }
    return all;
  }

  /**
   * So sized that hardly a call starts an instance: a start takes 1.8 s of a core, which the
   * model's rule on CPU does not count. At the problem file's 1 % the starts of 64 clients alone
   * would take 4.6 cores.
   */
  Testbed withFewOverflows() {
    return with(
        problem.topology(),
        problem.functions().stream()
            .map(
                function ->
                    function.sizing().kind() == Sizing.Kind.ERLANG
                        ? function.withSizing(
                            Sizing.erlang(function.sizing().waitBudget(), OVERFLOW))
                        : function)
            .toList(),
        problem.groups());
  }

  /** Our plan, the same for the same seed; empty where none is found. */
  Optional<Placement> plan(long seed) {
    SolveResult result = new PlacementSolver().solve(problem, STEPS.withSeed(seed));
    return result instanceof SolveResult.Placed placed
        ? Optional.of(placed.placement())
        : Optional.empty();
  }
}
