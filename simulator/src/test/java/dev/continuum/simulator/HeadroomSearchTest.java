package dev.continuum.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
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
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two functions of 256 MiB on one edge, each called twenty times a second for 20 ms. */
class HeadroomSearchTest {

  private static final List<String> NAMES = List.of("a", "b");

  private static PlacementProblem problem(int mebibytes) {
    var problem =
        PlacementProblem.builder("edge")
            .nodeClass(new NodeClass(Queue.nodeClass(), 1))
            .node(
                Node.of(
                        Queue.NODE,
                        Tier.EDGE,
                        Queue.nodeClass(),
                        Capacity.of(Capacity.UNLIMITED.cpu(), Memory.mebibytes(mebibytes)))
                    .withOverflow(Overflow.COLD_START));
    for (String name : NAMES) {
      FunctionId function = new FunctionId(name);
      problem
          .function(Function.of(function, Memory.mebibytes(256), Duration.ofMillis(20)))
          .app(Application.single(new AppId(name), Call.of(new CallId("call"), function)))
          .group(
              ClientGroup.of(
                  new GroupId(name), new AppId(name), Queue.NODE.point(), 1, Rate.perSecond(20)));
    }
    return problem.build();
  }

  private static Placement placement(int each) {
    List<RouteAssignment> routes = new ArrayList<>();
    List<WarmInstances> warm = new ArrayList<>();
    for (String name : NAMES) {
      FunctionId function = new FunctionId(name);
      routes.add(
          new RouteAssignment(
              new GroupId(name),
              1,
              List.of(new CallPlacement(new CallId("call"), function, Place.on(Queue.NODE)))));
      warm.add(new WarmInstances(function, Queue.NODE, each));
    }
    return Placement.of(routes, warm);
  }

  private static double headroom(PlacementProblem problem) {
    return problem.topology().nodes().getFirst().capacity().memoryHeadroom().mebibytes();
  }

  /** Keeps as many instances as the memory that may be planned holds, if that is enough. */
  private static Optional<Placement> plan(PlacementProblem problem, int fewestEach) {
    double memory = problem.topology().nodes().getFirst().capacity().memory().mebibytes();
    int each = (int) ((memory - headroom(problem)) / (2 * 256));
    return each < fewestEach ? Optional.empty() : Optional.of(placement(each));
  }

  @Test
  void anEdgeThatIsNotTooFullGivesUpNothing() {
    List<Double> asked = new ArrayList<>();
    PlacementProblem roomy = problem(16 * 1024);

    var planned =
        HeadroomSearch.planned(
            roomy,
            each -> {
              asked.add(headroom(each));
              return Optional.of(placement(2));
            },
            found -> found);

    assertThat(asked).containsExactly(0.0);
    assertThat(planned.problem()).isEqualTo(roomy);
  }

  @Test
  void asksForOneInstanceMoreUntilTheEdgeIsNotTooFull() {
    List<Double> asked = new ArrayList<>();

    var planned =
        HeadroomSearch.planned(
            problem(3072),
            each -> {
              asked.add(headroom(each));
              return plan(each, 1);
            },
            found -> found);

    assertThat(asked).hasSizeGreaterThan(1).isSorted().doesNotHaveDuplicates();
    assertThat(headroom(planned.problem())).isEqualTo(asked.getLast());
    assertThat(EvictionRisk.tooFull(planned.problem(), planned.result().orElseThrow())).isEmpty();
  }

  @Test
  void endsWithoutAPlacementWhereRoomAndInstancesDoNotFitTogether() {
    List<Double> asked = new ArrayList<>();

    var planned =
        HeadroomSearch.planned(
            problem(1024),
            each -> {
              asked.add(headroom(each));
              return plan(each, 2);
            },
            found -> found);

    assertThat(asked).containsExactly(0.0, 256.0);
    assertThat(planned.result()).isEmpty();
  }
}
