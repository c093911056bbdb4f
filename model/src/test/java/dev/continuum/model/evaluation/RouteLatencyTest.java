package dev.continuum.model.evaluation;

import static dev.continuum.model.evaluation.Lab.CLASS;
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
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.queueing.LatencyLaw;
import dev.continuum.model.queueing.MakespanQuantile;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.Deadline;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import dev.continuum.model.workload.StartUpPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RouteLatencyTest {

  private static Function always(Function function, int millis) {
    return function.withProfiles(
        new TreeMap<>(Map.of(CLASS, ServiceProfile.gamma(Duration.ofMillis(millis), 0))));
  }

  private static Lab fixed() {
    return lab().function(f -> always(f, 100));
  }

  private static UnaryOperator<Function> erlang(int budgetMillis, double epsilon) {
    return f -> f.withSizing(Sizing.erlang(Duration.ofMillis(budgetMillis), epsilon));
  }

  private static RouteEvaluation only(Evaluation evaluation) {
    return evaluation.routes().getFirst();
  }

  @Test
  void anExponentialServiceHasItsOwnQuantile() {
    // -ln 0.05 × 100 ms = 299.5733 ms, up.
    assertThat(only(lab().onNode(0)).percentileMicros()).isEqualTo(299_574);
  }

  @Test
  void transfersAndServiceAddUp() {
    // Entry 3 ms + 8 kbit at 1 Mbit/s = 8 ms, reply 3 ms, service 100 ms.
    RouteEvaluation route =
        only(
            fixed()
                .away()
                .payloads(OptionalLong.of(1000), OptionalLong.of(1000))
                .group(
                    g ->
                        g.withAccess(
                            new AccessLink(
                                Duration.ofMillis(1),
                                Duration.ZERO,
                                Bandwidth.megabitsPerSecond(1),
                                Bandwidth.UNLIMITED,
                                1)))
                .more(b -> b.link(Link.of(Lab.P, N.point(), Duration.ofMillis(2))))
                .onNode(0));

    assertThat(route.percentileMicros()).isEqualTo(114_000);
    assertThat(route.transferMicros()).isEqualTo(14_000);
    assertThat(route.waitMicros()).isZero();
    assertThat(route.serviceMicros()).isEqualTo(100_000);
    assertThat(route.criticalPath())
        .isEqualTo(new CriticalPath(List.of(Lab.C), 14_000, 0, 100_000));
    assertThat(route.late()).isFalse();
    assertThat(route.deadlineMicros()).isEmpty();
  }

  @Test
  void parallelCallsOfARequestCountOnce() {
    Evaluation evaluation =
        fixed()
            .app(a -> Application.single(a.id(), Call.of(Lab.C, F).withCallsPerRequest(7)))
            .onNode(0);

    assertThat(only(evaluation).percentileMicros()).isEqualTo(100_000);
  }

  @Test
  void waitBudgetsCountOnNodesThatQueue() {
    Lab lab = fixed().function(erlang(20, 0.01)).node(n -> n.withOverflow(Overflow.QUEUE));

    assertThat(only(lab.onNode(9)).percentileMicros()).isEqualTo(120_000);
    assertThat(only(lab.onNode(9)).waitMicros()).isEqualTo(20_000);
    assertThat(only(lab.onDevices()).percentileMicros()).isEqualTo(100_000);
  }

  @Test
  void coldStartsCountWhereTheyAreNotRareEnough() {
    UnaryOperator<Function> boots =
        f ->
            f.withStartUp(
                new StartUpPath(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ZERO));
    Lab rare = fixed().function(erlang(20, 0.05)).function(boots);
    Lab often = fixed().function(erlang(20, 0.06)).function(boots);

    assertThat(only(rare.app(RouteLatencyTest::atP90).onNode(9)).percentileMicros())
        .isEqualTo(100_000);
    assertThat(only(often.onNode(9)).percentileMicros()).isEqualTo(1_100_000);
    assertThat(only(often.onNode(9)).waitMicros()).isEqualTo(1_000_000);
    assertThat(only(often.node(n -> n.withOverflow(Overflow.QUEUE)).onNode(9)).waitMicros())
        .isEqualTo(20_000);
  }

  private static Application atP90(Application app) {
    return app.withDeadline(new Deadline(Duration.ofSeconds(1), 0.9, Deadline.Hardness.SOFT));
  }

  @Test
  void overflowRaisesTheQuantile() {
    // p = 0.90 + ε = 0.05: the 95th percentile.
    Evaluation evaluation = lab().function(erlang(0, 0.05)).app(RouteLatencyTest::atP90).onNode(9);

    assertThat(only(evaluation).percentileMicros()).isEqualTo(299_574);
    assertThat(only(evaluation).estimateMicros())
        .hasValue(LatencyLaw.gamma(100_000, 1).quantileMicros(0.9));
  }

  @Test
  void withoutAQuantileNothingBoundsTheLatency() {
    // 0.95 + 2 × 0.03 > 1.
    Evaluation evaluation =
        joined(f -> f.withSizing(Sizing.erlang(Duration.ZERO, 0.03)), 100, 100, 100).onEdges(9);

    assertThat(only(evaluation).percentileMicros()).isEqualTo(RouteEvaluation.UNBOUNDED_MICROS);
    assertThat(only(evaluation).late()).isTrue();
    assertThat(evaluation.score().lateMicros()).isEqualTo(10_000_000);
  }

  /** Source s feeds c and d in parallel, both feed t. */
  private record Joined(Lab lab) {

    Evaluation onEdges(long instances) {
      return lab.evaluate(
          Placement.of(
              List.of(
                  route(
                      10,
                      at("s", "f", "n"),
                      at("c", "f", "n"),
                      at("d", "slow", "m"),
                      at("t", "f", "n"))),
              List.of(warm("f", "n", instances), warm("slow", "m", instances))));
    }
  }

  private static Joined joined(
      UnaryOperator<Function> change, int fast, int slow, int deadlineMillis) {
    FunctionId other = new FunctionId("slow");
    CallId s = new CallId("s");
    CallId d = new CallId("d");
    CallId t = new CallId("t");
    return new Joined(
        lab()
            .function(f -> change.apply(always(f, fast)))
            .more(
                b ->
                    b.node(Lab.node("m"))
                        .link(Link.of(N.point(), Lab.node("m").id().point(), Duration.ofMillis(5)))
                        .function(
                            change.apply(
                                always(Function.of(other, GIB, Duration.ofMillis(1)), slow))))
            .app(
                a ->
                    new Application(
                        a.id(),
                        List.of(Call.of(t, F), Call.of(d, other), Call.of(Lab.C, F), Call.of(s, F)),
                        List.of(
                            CallEdge.of(s, Lab.C, 0),
                            CallEdge.of(s, d, 0),
                            CallEdge.of(Lab.C, t, 0),
                            CallEdge.of(d, t, 0)),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.of(Deadline.softP95(Duration.ofMillis(deadlineMillis))),
                        Admission.BEST_EFFORT,
                        1)));
  }

  @Test
  void joinsWaitForTheirSlowestBranch() {
    Evaluation evaluation = joined(f -> f, 100, 300, 510).onEdges(0);

    // s 100 + 5 + d 300 + 5 + t 100.
    assertThat(only(evaluation).percentileMicros()).isEqualTo(510_000);
    assertThat(only(evaluation).late()).isFalse();
    assertThat(only(evaluation).criticalPath())
        .isEqualTo(
            new CriticalPath(
                List.of(new CallId("s"), new CallId("d"), new CallId("t")), 10_000, 0, 500_000));
    assertThat(only(evaluation).serviceMicros()).isEqualTo(600_000);
    assertThat(only(joined(f -> f, 100, 300, 509).onEdges(0)).late()).isTrue();
    assertThat(only(joined(f -> f, 100, 80, 510).onEdges(0)).percentileMicros()).isEqualTo(300_000);
  }

  @Test
  void randomJoinsAreLongerThanTheirBranches() {
    // Max of two exponentials of 100 ms: (1 - e^-x)² = 0.95, x = -ln(1 - sqrt 0.95).
    Evaluation evaluation =
        lab()
            .app(
                a ->
                    new Application(
                        a.id(),
                        List.of(Call.of(Lab.C, F), Call.of(new CallId("d"), F)),
                        List.of(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Admission.BEST_EFFORT,
                        1))
            .evaluate(
                Placement.of(List.of(route(10, at("c", "f", "n"), at("d", "f", "n"))), List.of()));

    double exact = -Math.log(1 - Math.sqrt(0.95)) * 100_000;
    assertThat((double) only(evaluation).percentileMicros())
        .isCloseTo(exact, within(0.003 * exact));
  }

  @Test
  void jittersOfAPathAreIndependentExponentials() {
    Evaluation evaluation =
        fixed()
            .away()
            .payloads(OptionalLong.of(0), OptionalLong.empty())
            .group(
                g ->
                    g.withAccess(
                        new AccessLink(
                            Duration.ZERO,
                            Duration.ofMillis(3),
                            Bandwidth.UNLIMITED,
                            Bandwidth.UNLIMITED,
                            1)))
            .more(
                b ->
                    b.link(
                        Link.of(Lab.P, N.point(), Duration.ofMillis(2))
                            .withJitter(Duration.ofMillis(4))))
            .onNode(0);

    // Mean 3 + 4 ms, variance 9 + 16 ms².
    long expected =
        new MakespanQuantile(
                List.of(LatencyLaw.constant(100_000)),
                List.of(MakespanQuantile.Arc.entry(0, 2000, LatencyLaw.jitter(7_000, 25_000_000))))
            .micros(0.95);
    assertThat(only(evaluation).percentileMicros()).isEqualTo(expected);
  }

  @Test
  void measuredPercentilesReplaceTheGammaLaw() {
    Evaluation evaluation =
        lab()
            .function(
                f ->
                    f.withProfiles(
                        new TreeMap<>(
                            Map.of(
                                CLASS,
                                new ServiceProfile(
                                    Duration.ofMillis(50),
                                    1,
                                    List.of(
                                        new ServiceProfile.Percentile(0.5, Duration.ofMillis(40)),
                                        new ServiceProfile.Percentile(
                                            0.95, Duration.ofMillis(70))))))))
            .onNode(0);

    assertThat(only(evaluation).percentileMicros()).isEqualTo(70_000);
  }

  @Test
  void theEstimateWaitsAtTheActualLoad() {
    // M/M/1 at 10/s × 50 ms = 0.5: the sojourn is exponential of 50/(1 - 0.5) ms.
    Lab lab =
        lab()
            .function(f -> Function.of(F, GIB, Duration.ofMillis(50)))
            .function(erlang(1000, 0.01))
            .node(n -> n.withOverflow(Overflow.QUEUE));
    Evaluation evaluation = lab.onNode(1);

    double exact = -Math.log(0.05) * 100_000;
    assertThat((double) only(evaluation).estimateMicros().orElseThrow())
        .isCloseTo(exact, within(0.003 * exact));
    // P(wait > 1 s) = 0.5 e^(-0.5 × 1000/50).
    assertThat(evaluation.functions().getFirst().overflowProbability().orElseThrow())
        .isCloseTo(0.5 * Math.exp(-10), within(1e-15));
    assertThat(evaluation.functions().getFirst().busyShare()).hasValue(0.5);
  }

  @Test
  void anOverloadedQueueHasNoEstimate() {
    Evaluation evaluation =
        lab().function(erlang(1000, 0.01)).node(n -> n.withOverflow(Overflow.QUEUE)).onNode(1);

    assertThat(only(evaluation).estimateMicros()).isEmpty();
    assertThat(evaluation.apps().getFirst().worstEstimateMicros()).isEmpty();
    assertThat(evaluation.rules(RuleKind.SIZING)).anyMatch(RuleCheck::broken);
  }

  @Test
  void lateDevicesWeighByRateAndImportance() {
    Lab lab = fixed().app(a -> a.withDeadline(Deadline.softP95(Duration.ofMillis(99))));
    Evaluation evaluation =
        lab.app(
                a ->
                    new Application(
                        a.id(),
                        a.calls(),
                        a.edges(),
                        a.entryBytes(),
                        a.replyBytes(),
                        a.deadline(),
                        a.admission(),
                        2.5))
            .evaluate(served(7, 0));

    // Late 7 × 2.5 × 1/s, unserved 3 × 2.5 × 1/s.
    assertThat(evaluation.score()).isEqualTo(new Score(0, 7_500_000, 17_500_000, 0));
    AppEvaluation app = evaluation.apps().getFirst();
    assertThat(app.served()).isEqualTo(7);
    assertThat(app.unserved()).isEqualTo(3);
    assertThat(app.late()).isEqualTo(7);
    assertThat(app.worstMicros()).hasValue(100_000);
  }

  @Test
  void applicationsAverageByRequestRate() {
    Evaluation evaluation =
        fixed()
            .away()
            .payloads(OptionalLong.of(0), OptionalLong.empty())
            .more(b -> b.link(Link.of(Lab.P, N.point(), Duration.ofMillis(40))))
            .evaluate(
                Placement.of(
                    List.of(route(3, at("c", "f", "n")), route(1, local("c", "f"))), List.of()));

    // (3 × 140 + 1 × 100) / 4.
    AppEvaluation app = evaluation.apps().getFirst();
    assertThat(app.meanMicros()).hasValue(130_000);
    assertThat(app.worstMicros()).hasValue(140_000);
  }
}
