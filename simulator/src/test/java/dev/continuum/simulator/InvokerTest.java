package dev.continuum.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.StartUpPath;
import dev.continuum.simulator.client.Arrivals;
import dev.continuum.simulator.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Containers of two functions in the memory of one OpenWhisk invoker. */
class InvokerTest {

  private static final NodeClassId CLASS = new NodeClassId("class");
  private static final Duration COLD = Duration.ofMillis(1000);

  /** Two clients, one for each function of 20 ms, that call every two seconds in turn. */
  private static PlacementProblem problem(long memoryMib, Capacity capacity) {
    var problem =
        PlacementProblem.builder("invoker")
            .nodeClass(new NodeClass(CLASS, 1))
            .node(
                Node.of(
                    Queue.NODE,
                    Tier.EDGE,
                    CLASS,
                    Capacity.of(capacity.cpu(), Memory.mebibytes(memoryMib))));
    for (String name : List.of("a", "b")) {
      FunctionId function = new FunctionId(name);
      problem
          .function(
              Function.of(function, Memory.mebibytes(256), Duration.ofMillis(20))
                  .withStartUp(new StartUpPath(Duration.ZERO, COLD, Duration.ZERO)))
          .app(Application.single(new AppId(name), Call.of(new CallId("call"), function)))
          .group(
              ClientGroup.of(
                  new GroupId(name), new AppId(name), Queue.NODE.point(), 1, Rate.perSecond(0.1)));
    }
    return problem.build();
  }

  private static Placement placement(int warm) {
    List<RouteAssignment> routes = new ArrayList<>();
    List<WarmInstances> instances = new ArrayList<>();
    TreeSet<Acquisition> acquired = new TreeSet<>();
    for (String name : List.of("a", "b")) {
      FunctionId function = new FunctionId(name);
      routes.add(
          new RouteAssignment(
              new GroupId(name),
              1,
              List.of(new CallPlacement(new CallId("call"), function, Place.on(Queue.NODE)))));
      if (warm > 0) {
        instances.add(new WarmInstances(function, Queue.NODE, warm));
      }
      acquired.add(new Acquisition(function, Queue.NODE));
    }
    return new Placement(routes, instances, acquired);
  }

  private static SimulationResult run(
      long memoryMib, int warm, Scenario.Start start, Platform.OpenWhisk platform) {
    Map<GroupId, Arrivals> arrivals = new TreeMap<>();
    for (String name : List.of("a", "b")) {
      arrivals.put(new GroupId(name), new Arrivals.Closed(5, 100));
    }
    return Simulation.run(
        problem(memoryMib, Capacity.of(Cpu.cores(4), Memory.mebibytes(memoryMib))),
        placement(warm),
        Scenario.DEFAULT
            .with(new Scenario.Run(Duration.ofDays(1), Duration.ZERO, 1, 1, Duration.ofDays(1)))
            .withArrivals(arrivals)
            .startingWith(start)
            .withPlatforms(Map.of(Queue.NODE, platform)));
  }

  private static long cold(SimulationResult result) {
    return result.functions().stream().mapToLong(SimulationResult.FunctionResult::cold).sum();
  }

  @Test
  void withRoomForOneEachFunctionEvictsTheOther() {
    var tight = run(256, 0, Scenario.Start.INSTALLED, Platform.OpenWhisk.DEFAULT);
    var ample = run(512, 0, Scenario.Start.INSTALLED, Platform.OpenWhisk.DEFAULT);

    // A call is cold whenever the call before it was the other function's: about half of them.
    assertThat(cold(tight)).isBetween(80L, 130L);
    assertThat(cold(ample)).isEqualTo(2);
  }

  @Test
  void plannedContainersAreEvictedUnlessOnlySpareOnesAre() {
    // Where there is room for one of the two that the plan keeps, spare eviction leaves the other
    // function's call at the head of the one buffer, and all wait behind it.
    Platform.OpenWhisk spare = Platform.OpenWhisk.DEFAULT.withEviction(Platform.Eviction.SPARE);

    var any = run(512, 1, Scenario.Start.WARM, Platform.OpenWhisk.DEFAULT);
    var kept = run(512, 1, Scenario.Start.WARM, spare);
    var full = run(256, 1, Scenario.Start.INSTALLED, Platform.OpenWhisk.DEFAULT);
    var stuck = run(256, 1, Scenario.Start.INSTALLED, spare);

    assertThat(cold(any)).isZero();
    assertThat(cold(kept)).isZero();
    assertThat(cold(full)).isGreaterThan(50);
    assertThat(stuck.requests()).isLessThan(20);
  }

  @Test
  void aStemCellSparesTheBoot() {
    Platform.OpenWhisk cells =
        Platform.OpenWhisk.DEFAULT.withStemCells(
            new Platform.StemCells("", 256L << 20, 1, Duration.ofMillis(195)));

    var withCell = run(1024, 0, Scenario.Start.INSTALLED, cells);
    var without = run(1024, 0, Scenario.Start.INSTALLED, Platform.OpenWhisk.DEFAULT);
    double first = withCell.app(new AppId("a")).latency().largest();
    double second = withCell.app(new AppId("b")).latency().largest();

    // Whoever calls first takes the cell; a new one comes ten seconds later.
    assertThat(Math.min(first, second)).isBetween(195.0, 350.0);
    assertThat(without.app(new AppId("a")).latency().largest()).isGreaterThan(1000);
  }
}
