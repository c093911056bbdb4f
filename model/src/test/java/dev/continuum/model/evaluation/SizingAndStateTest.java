package dev.continuum.model.evaluation;

import static dev.continuum.model.evaluation.Lab.F;
import static dev.continuum.model.evaluation.Lab.GIB;
import static dev.continuum.model.evaluation.Lab.N;
import static dev.continuum.model.evaluation.Lab.at;
import static dev.continuum.model.evaluation.Lab.lab;
import static dev.continuum.model.evaluation.Lab.local;
import static dev.continuum.model.evaluation.Lab.route;
import static dev.continuum.model.evaluation.Lab.served;
import static dev.continuum.model.evaluation.Lab.warm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.queueing.ErlangB;
import dev.continuum.model.queueing.ErlangC;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Sizing;
import dev.continuum.model.workload.Splitting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SizingAndStateTest {

  private static FunctionEvaluation function(Evaluation evaluation) {
    return evaluation.functions().getFirst();
  }

  private static Lab erlang(int budgetMillis, double epsilon) {
    return lab()
        .function(f -> f.withSizing(Sizing.erlang(Duration.ofMillis(budgetMillis), epsilon)));
  }

  @Test
  void coldStartsAreSizedByErlangB() {
    // 1 Erlang: B = 1/2, 1/5, 1/16, 1/65.
    assertThat(function(erlang(0, 0.2).onNode(9)).requiredInstances()).isEqualTo(2);
    assertThat(function(erlang(0, 0.19).onNode(9)).requiredInstances()).isEqualTo(3);
    assertThat(function(erlang(0, 0.0625).onNode(9)).requiredInstances()).isEqualTo(3);
    assertThat(function(erlang(0, 0.0625).onNode(3)).overflowProbability().orElseThrow())
        .isCloseTo(ErlangB.probability(3, 1), within(1e-15));
    assertThat(function(erlang(0, 0.0625).onNode(4)).overflowProbability().orElseThrow())
        .isCloseTo(1 / 65.0, within(1e-15));
  }

  @Test
  void queuesAreSizedByErlangCAndTheBudget() {
    Lab queue = erlang(100, 0.1).node(n -> n.withOverflow(Overflow.QUEUE));
    // φ = (1 + 1)/2: C(2,1) e^-1 = e^-1/3 = 0.12; C(3,1) e^-2 = 1/11 × 0.135.
    assertThat(function(queue.onNode(9)).requiredInstances()).isEqualTo(3);
    assertThat(function(queue.onNode(3)).overflowProbability().orElseThrow())
        .isCloseTo(Math.exp(-2) / 11, within(1e-15));
  }

  @Test
  void burstyArrivalsOfAnyGroupThatMayUseAFunctionNeedMore() {
    Lab queue = erlang(100, 0.1).node(n -> n.withOverflow(Overflow.QUEUE));
    ClientGroup bursty =
        new ClientGroup(
            new GroupId("other"),
            Lab.A,
            Optional.empty(),
            N.point(),
            1,
            Splitting.WHOLE,
            Rate.perSecond(1),
            9,
            AccessLink.NONE,
            Optional.empty());

    // φ = (9 + 1)/2 = 5: C(3,1) e^(-2/5) = 0.061, C(2,1) e^(-1/5) = 0.27.
    Evaluation evaluation = queue.more(b -> b.group(bursty)).onNode(3);
    assertThat(function(evaluation).overflowProbability().orElseThrow())
        .isCloseTo(ErlangC.probabilityOfWait(3, 1) * Math.exp(-0.4), within(1e-15));
    assertThat(function(evaluation).requiredInstances()).isEqualTo(3);
  }

  @Test
  void scaleToZeroNeedsNothingButItsFloor() {
    assertThat(function(erlang(0, 1).onNode(0)).requiredInstances()).isZero();
    assertThat(
            function(erlang(0, 1).node(n -> n.withOverflow(Overflow.QUEUE)).onNode(0))
                .requiredInstances())
        .isZero();
    assertThat(
            function(
                    lab()
                        .function(f -> f.withSizing(Sizing.erlang(Duration.ZERO, 1).withFloor(4)))
                        .onNode(0))
                .requiredInstances())
        .isEqualTo(4);
  }

  @Test
  void theRateOfAnInstanceBoundsEvenUnsizedFunctions() {
    Lab lambda = lab().capacity(c -> c.withRates(Rate.UNLIMITED, Rate.perSecond(3)));

    assertThat(function(lambda.onNode(4)).requiredInstances()).isEqualTo(4);
    assertThat(lambda.onNode(4).score().feasible()).isTrue();
    assertThat(lambda.onNode(3).score().brokenPpm()).isEqualTo(333_334);
  }

  @Test
  void concurrencyMultipliesSlots() {
    Lab two = erlang(0, 0.0625).function(f -> f.withConcurrency(2));

    // 3 slots needed: 2 instances of 2.
    assertThat(function(two.onNode(2)).requiredInstances()).isEqualTo(2);
    assertThat(function(two.onNode(2)).busyShare()).hasValue(0.25);
  }

  @Test
  void thousandsOfInstancesAreSized() {
    // 20,000 Erlang at 50 % use: 40,000 instances.
    Evaluation evaluation =
        lab()
            .function(f -> f.withSizing(Sizing.utilization(0.5)))
            .group(g -> ClientGroup.of(g.id(), g.app(), g.point(), 10, Rate.perSecond(20_000)))
            .onNode(40_000);

    assertThat(function(evaluation).requiredInstances()).isEqualTo(40_000);
    assertThat(evaluation.score().feasible()).isTrue();
  }

  @Test
  void functionsReportTheirLoad() {
    Evaluation evaluation = erlang(0, 0.2).onNode(4);

    assertThat(function(evaluation))
        .isEqualTo(
            new FunctionEvaluation(
                F, N, true, 10, 1, 2, 4, OptionalDouble.of(0.25), OptionalDouble.of(1 / 65.0)));
  }

  @Test
  void aFunctionCalledTwiceOnADeviceIsSizedOnce() {
    // 2 calls of 0.1 Erlang by one function at 0.05: 4 instances, not 2 + 2 of 1 each.
    Evaluation evaluation =
        lab()
            .function(f -> f.withSizing(Sizing.utilization(0.15)))
            .deviceCapacity(c -> c.withInstances(2))
            .app(
                a ->
                    new Application(
                        a.id(),
                        List.of(Call.of(Lab.C, F), Call.of(new CallId("d"), F)),
                        List.of(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        a.deadline(),
                        a.admission(),
                        1))
            .evaluate(
                Placement.of(List.of(route(10, local("c", "f"), local("d", "f"))), List.of()));

    RuleCheck check = evaluation.rules(RuleKind.DEVICE_INSTANCES).findFirst().orElseThrow();
    assertThat(check.use()).isEqualTo(2);
    assertThat(check.broken()).isFalse();
  }

  @Test
  void batteriesReportTheirWorstRoute() {
    // Local: 1 + 0.1 × 10 = 2 W; away: 1 W idle + 1 B × 0.5 J = 1.5 W. 7,200 J.
    Evaluation evaluation =
        lab()
            .payloads(OptionalLong.of(1), OptionalLong.of(0))
            .device(
                d -> d.withEnergy(new PowerModel(1, 10), new Radio(0.5, 0, 0, Duration.ZERO), 9000))
            .group(g -> g.withBattery(new BatteryState(7200, Duration.ofMinutes(70))))
            .evaluate(
                Placement.of(
                    List.of(route(4, at("c", "f", "n")), route(6, local("c", "f"))), List.of()));

    GroupEvaluation group = evaluation.groups().getFirst();
    assertThat(group.worstWatts()).isEqualTo(2);
    assertThat(group.battery()).contains(new GroupEvaluation.Battery(2, 3600, 4200));
    assertThat(evaluation.energy().deviceWatts()).isEqualTo(4 * 1.5 + 6 * 2);
    // 4,200 s of 3,600 s on the local route only: 1/6, up.
    assertThat(evaluation.score().brokenPpm()).isEqualTo(166_667);
    assertThat(evaluation.routes().get(0).lifetimeSeconds()).hasValue(3600);
    assertThat(evaluation.routes().get(1).lifetimeSeconds()).hasValue(4800);
  }

  @Test
  void aDeviceThatDrawsNothingLastsForever() {
    Evaluation evaluation =
        lab().group(g -> g.withBattery(new BatteryState(0, Duration.ofHours(1)))).onNode(0);

    assertThat(evaluation.score().feasible()).isTrue();
    assertThat(evaluation.groups().getFirst().battery().orElseThrow().lifetimeSeconds())
        .isInfinite();
  }

  @Test
  void nodesReportTheirUse() {
    Evaluation evaluation =
        lab()
            .capacity(c -> c.withInstances(8).withRates(Rate.perSecond(40), Rate.UNLIMITED))
            .onNode(2);

    NodeEvaluation node = evaluation.nodes().getFirst();
    assertThat(node.active()).isTrue();
    assertThat(node.millicores()).isEqualTo(new Use(1000, Double.POSITIVE_INFINITY));
    assertThat(node.instances()).isEqualTo(new Use(2, 8));
    assertThat(node.instances().share()).isEqualTo(0.25);
    assertThat(node.ratePerSecond()).isEqualTo(new Use(10, 40));
    assertThat(node.memoryBytes().used()).isEqualTo(2.0 * GIB.bytes());
  }

  @Test
  void linksReportTheirTraffic() {
    LinkEvaluation link =
        lab()
            .away()
            .payloads(OptionalLong.of(1000), OptionalLong.of(0))
            .more(
                b ->
                    b.link(
                        Link.of(N.point(), Lab.P, Duration.ofMillis(1))
                            .withBandwidth(
                                Bandwidth.UNLIMITED, Bandwidth.megabitsPerSecond(1), 0.5)))
            .onNode(0)
            .links()
            .getFirst();

    assertThat(link).isEqualTo(new LinkEvaluation(Lab.P, N.point(), new Use(80_000, 500_000)));
  }

  @Test
  void aNodeThatIsDownServesNothing() {
    Evaluation evaluation =
        lab()
            .node(n -> n.withStatus(NodeStatus.DOWN))
            .more(b -> b.current(served(10, 2)))
            .onNode(2);

    // An artifact, instances and devices, each on nothing.
    assertThat(evaluation.broken()).hasSize(3).allMatch(c -> c.kind() == RuleKind.STATUS);
    assertThat(evaluation.score().brokenPpm()).isEqualTo(3_000_000);
  }

  @Test
  void aCordonedNodeStartsNothing() {
    Lab cordoned =
        lab().node(n -> n.withStatus(NodeStatus.CORDONED)).more(b -> b.current(served(10, 2)));

    assertThat(cordoned.onNode(2).score().feasible()).isTrue();
    assertThat(cordoned.onNode(1).score().feasible()).isTrue();
    assertThat(cordoned.onNode(3).score().brokenPpm()).isEqualTo(500_000);
  }

  @Test
  void wholeGroupsAreNotSplit() {
    Evaluation whole =
        lab()
            .evaluate(
                Placement.of(
                    List.of(route(2.5, at("c", "f", "n")), route(7.5, local("c", "f"))),
                    List.of()));
    Evaluation divisible =
        lab()
            .group(ClientGroup::divisible)
            .evaluate(
                Placement.of(
                    List.of(route(2.5, at("c", "f", "n")), route(7.5, local("c", "f"))),
                    List.of()));

    assertThat(whole.score().brokenPpm()).isEqualTo(1_000_000);
    assertThat(whole.broken()).allMatch(check -> check.kind() == RuleKind.COUNT);
    assertThat(divisible.score().feasible()).isTrue();
    assertThat(divisible.functions().getFirst().ratePerSecond()).isEqualTo(2.5);
  }

  @Test
  void sharesAreJudgedWithATolerance() {
    Lab tight =
        lab()
            .group(ClientGroup::divisible)
            .capacity(c -> c.withRates(Rate.perSecond(2.5), Rate.UNLIMITED));

    assertThat(tight.evaluate(served(2.5 * (1 + 9e-10), 0)).score().feasible()).isTrue();
    assertThat(tight.evaluate(served(2.5 * (1 + 2e-9), 0)).score().brokenPpm()).isEqualTo(1);
    Evaluation almost = lab().group(ClientGroup::divisible).evaluate(served(10 - 5e-9, 0));
    assertThat(almost.score().unservedMicros()).isZero();
    assertThat(lab().evaluate(served(9, 0)).score().unservedMicros()).isEqualTo(1_000_000);
  }

  private static void rejected(RouteAssignment route, String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lab().evaluate(new Placement(List.of(route), List.of(), new TreeSet<>())))
        .withMessageContaining(word);
  }

  @Test
  void unknownThingsAreNamed() {
    rejected(new RouteAssignment(new GroupId("who"), 1, List.of(at("c", "f", "n"))), "who");
    rejected(route(1, at("what", "f", "n")), "what");
    rejected(route(1, at("c", "which", "n")), "which");
    rejected(route(1, at("c", "f", "where")), "where");
    rejected(route(1), "c");
    rejected(route(1, at("c", "f", "n"), at("c", "f", "n")), "twice");
    rejected(route(-1, at("c", "f", "n")), "-1");
    rejected(route(Double.NaN, at("c", "f", "n")), "NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lab().evaluate(Placement.of(List.of(), List.of(warm("f", "where", 1)))))
        .withMessageContaining("where");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                lab()
                    .group(g -> ClientGroup.of(g.id(), new AppId("app?"), g.point(), 1, g.rate()))
                    .evaluate(Placement.EMPTY))
        .withMessageContaining("app?");
  }

  @Test
  void aFunctionOfAnotherCallIsNoVariant() {
    CallPlacement wrong = new CallPlacement(Lab.C, new FunctionId("h"), Place.local());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                lab()
                    .more(
                        b ->
                            b.function(Function.of(new FunctionId("h"), GIB, Duration.ofMillis(1))))
                    .evaluate(Placement.of(List.of(route(1, wrong)), List.of())))
        .withMessageContaining("no variant");
  }
}
