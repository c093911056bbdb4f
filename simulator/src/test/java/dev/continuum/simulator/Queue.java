package dev.continuum.simulator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Sizing;
import dev.continuum.model.workload.Splitting;
import dev.continuum.model.workload.StartUpPath;
import dev.continuum.simulator.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One source, one function, one node: a queue of the textbooks. Mean service time is one second.
 *
 * @param servers warm instances
 * @param erlang arrivals per second
 * @param arrivalScv of the gaps
 * @param serviceScv of the service
 * @param budgetSeconds τ, the wait that is counted as long
 */
record Queue(
    int servers, double erlang, double arrivalScv, double serviceScv, double budgetSeconds) {

  static final GroupId GROUP = new GroupId("clients");
  static final AppId APP = new AppId("app");
  static final FunctionId FUNCTION = new FunctionId("function");
  static final NodeId NODE = new NodeId("node");
  private static final NodeClassId CLASS = new NodeClassId("class");

  PlacementProblem problem() {
    Function function = Function.of(FUNCTION, Memory.mebibytes(256), Duration.ofSeconds(1));
    return problem(
        new Function(
            FUNCTION,
            function.memory(),
            1,
            function.cpuWhileBusy(),
            function.work(),
            serviceScv,
            function.profiles(),
            function.accelerators(),
            function.artifact(),
            "python",
            StartUpPath.INSTANT,
            function.startUp(),
            function.fence(),
            Sizing.erlang(Duration.ofNanos(Math.round(budgetSeconds * 1e9)), 0.5),
            Optional.empty()),
        Node.of(NODE, Tier.EDGE, CLASS, Capacity.UNLIMITED).withOverflow(Overflow.QUEUE));
  }

  PlacementProblem problem(Function function, Node node) {
    ClientGroup group =
        new ClientGroup(
            GROUP,
            APP,
            Optional.empty(),
            new PointId(NODE.value()),
            1,
            Splitting.WHOLE,
            Rate.perSecond(erlang),
            arrivalScv,
            AccessLink.NONE,
            Optional.empty());
    return PlacementProblem.builder("queue")
        .nodeClass(new NodeClass(CLASS, 1))
        .node(node)
        .function(function)
        .app(Application.single(APP, Call.of(new CallId("call"), FUNCTION)))
        .group(group)
        .build();
  }

  static NodeClassId nodeClass() {
    return CLASS;
  }

  Placement placement() {
    return Placement.of(
        List.of(
            new RouteAssignment(
                GROUP,
                1,
                List.of(new CallPlacement(new CallId("call"), FUNCTION, Place.on(NODE))))),
        List.of(new WarmInstances(FUNCTION, NODE, servers)));
  }

  /** About so many requests after a tenth of them as warm-up. */
  Scenario scenario(double requests, long seed) {
    Duration measured = Duration.ofNanos(Math.round(requests / erlang * 1e9));
    return Scenario.DEFAULT.with(
        new Scenario.Run(
            measured.plus(measured.dividedBy(10)),
            measured.dividedBy(10),
            seed,
            20,
            Duration.ofDays(3650)));
  }

  SimulationResult.FunctionResult run(double requests, long seed) {
    return Simulation.run(problem(), placement(), scenario(requests, seed)).functions().getFirst();
  }

  /** The same without a queue: who finds every server busy is lost. */
  SimulationResult.FunctionResult runAsLossSystem(double requests, long seed) {
    return Simulation.run(
            problem(),
            placement(),
            scenario(requests, seed).withPlatforms(Map.of(NODE, Platform.FixedPool.LOSS)))
        .functions()
        .getFirst();
  }
}
