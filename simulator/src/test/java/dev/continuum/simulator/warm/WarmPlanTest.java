package dev.continuum.simulator.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.topology.Tier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plan as the simulator's schedule, and its price of memory as placement's. */
class WarmPlanTest {

  private static final NodeId NODE = new NodeId("edge");
  private static final FunctionId FUNCTION = new FunctionId("function");
  private static final Acquisition PAIR = new Acquisition(FUNCTION, NODE);

  private static final WarmPlan PLAN =
      new WarmPlan(
          100,
          160,
          List.of(
              new WarmPlan.NodePlan(
                  NODE,
                  List.of(
                      new WarmPlan.Schedule(
                          FUNCTION,
                          List.of(
                              new WarmPlan.Step(100, 2),
                              new WarmPlan.Step(110, 5),
                              new WarmPlan.Step(130, 0)))),
                  List.of(new WarmPlan.Price(110, 120), new WarmPlan.Price(130, 0)))));

  @Test
  void aScheduleBeginsWithThePlansFirstMinuteAndKeepsNothingAfterItsLast() {
    assertThat(PLAN.instances(PAIR, Duration.ZERO)).isEqualTo(2);
    assertThat(PLAN.instances(PAIR, Duration.ofSeconds(599))).isEqualTo(2);
    assertThat(PLAN.instances(PAIR, Duration.ofMinutes(10))).isEqualTo(5);
    assertThat(PLAN.instances(PAIR, Duration.ofMinutes(30))).isZero();
    assertThat(PLAN.instances(PAIR, Duration.ofDays(1))).isZero();
    assertThat(PLAN.instances(new Acquisition(FUNCTION, new NodeId("other")), Duration.ZERO))
        .isZero();
  }

  @Test
  void changesAreToldOneAfterAnother() {
    assertThat(PLAN.nextChange(Duration.ZERO)).contains(Duration.ofMinutes(10));
    assertThat(PLAN.nextChange(Duration.ofMinutes(10))).contains(Duration.ofMinutes(30));
    assertThat(PLAN.nextChange(Duration.ofMinutes(30))).contains(Duration.ofMinutes(60));
    assertThat(PLAN.nextChange(Duration.ofMinutes(60))).isEmpty();
  }

  @Test
  void scarceMemoryIsDearerForPlacement() {
    Prices prices = new Prices(1, 2, 3, 4, 5, 6);
    PlacementProblem problem =
        PlacementProblem.builder("two nodes")
            .nodeClass(new NodeClass(new NodeClassId("class"), 1))
            .node(node(NODE, prices))
            .node(node(new NodeId("other"), prices))
            .build();

    PlacementProblem dearer = MemoryPrices.applied(problem, PLAN);

    // 120 GB-s saved by a GB through a minute, for 20 of 60 minutes: 2/3 of its own price more.
    assertThat(dearer.topology().nodes().get(0).prices())
        .isEqualTo(new Prices(1, 2, 3, 4 * (1 + 2.0 / 3), 5, 6));
    assertThat(dearer.topology().nodes().get(1).prices()).isEqualTo(prices);
  }

  private static Node node(NodeId id, Prices prices) {
    return Node.of(id, Tier.EDGE, new NodeClassId("class"), Capacity.UNLIMITED).withPrices(prices);
  }
}
