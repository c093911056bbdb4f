package dev.continuum.model.evaluation;

import static dev.continuum.model.evaluation.Lab.F;
import static dev.continuum.model.evaluation.Lab.GIB;
import static dev.continuum.model.evaluation.Lab.N;
import static dev.continuum.model.evaluation.Lab.at;
import static dev.continuum.model.evaluation.Lab.lab;
import static dev.continuum.model.evaluation.Lab.local;
import static dev.continuum.model.evaluation.Lab.route;
import static dev.continuum.model.evaluation.Lab.warm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Sizing;
import dev.continuum.model.workload.Variant;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ten devices, one request a second each: 36,000 requests an hour. */
class CostTermTest {

  private static final long UNIT = 1_000_000;

  /** The term has this cost and all the others none. */
  static void costsOnly(Evaluation evaluation, CostTerm term, long micros) {
    for (CostTerm each : CostTerm.values()) {
      assertThat(evaluation.cost().of(each)).as("%s", each).isEqualTo(each == term ? micros : 0);
    }
    assertThat(evaluation.cost().roundingMicros()).isZero();
    assertThat(evaluation.score().costMicros()).isEqualTo(micros);
    assertThat(evaluation.score().feasible()).isTrue();
  }

  @Test
  void transfersCostByRequestAndMillisecond() {
    // Entry 3 ms + 1,000 bytes at 1 Mbit/s = 8 ms; reply 3 ms: 14 ms × 36,000 × 0.001.
    Evaluation evaluation =
        lab()
            .away()
            .payloads(OptionalLong.of(1000), OptionalLong.of(0))
            .weights(0.001, 0, 0, 0)
            .group(g -> g.withAccess(AccessLink.of(Duration.ofMillis(1))))
            .more(
                b ->
                    b.link(
                        Link.of(Lab.P, N.point(), Duration.ofMillis(2))
                            .withBandwidth(Bandwidth.megabitsPerSecond(1), Bandwidth.UNLIMITED, 1)))
            .onNode(0);

    costsOnly(evaluation, CostTerm.NETWORK_LATENCY, 504 * UNIT);
  }

  @Test
  void absentPayloadsCrossNothing() {
    Evaluation evaluation =
        lab()
            .away()
            .payloads(OptionalLong.empty(), OptionalLong.empty())
            .weights(1, 0, 0, 0)
            .onNode(0);

    costsOnly(evaluation, CostTerm.NETWORK_LATENCY, 0);
    assertThat(evaluation.rules(RuleKind.REACHABLE)).isEmpty();
  }

  @Test
  void serviceCostsByRequestAndMillisecondOfEveryCall() {
    // 100 ms × 1.5 calls × 36,000 × 0.001.
    Lab lab =
        lab()
            .weights(0, 0.001, 0, 0)
            .app(a -> Application.single(a.id(), Call.of(Lab.C, F).withCallsPerRequest(1.5)));

    costsOnly(lab.onNode(0), CostTerm.SERVICE_LATENCY, 5_400 * UNIT);
    costsOnly(lab.onDevices(), CostTerm.SERVICE_LATENCY, 5_400 * UNIT);
  }

  @Test
  void busyAndIdleNodesCostEnergy() {
    // Idle 20 W + 1 Erlang × 1 core × 30 W = 50 W × 3,600 s × 0.01.
    Evaluation evaluation =
        lab().weights(0, 0, 0.01, 0).node(n -> n.withPower(new PowerModel(20, 30))).onNode(0);

    costsOnly(evaluation, CostTerm.NODE_ENERGY, 1_800 * UNIT);
    assertThat(evaluation.energy()).isEqualTo(new EnergyEvaluation(50, 0));
  }

  @Test
  void idleNodesWithoutArtifactsDrawNothing() {
    Evaluation evaluation =
        lab().weights(0, 0, 0.01, 0).node(n -> n.withPower(new PowerModel(20, 30))).onDevices();

    costsOnly(evaluation, CostTerm.NODE_ENERGY, 0);
  }

  @Test
  void busyDevicesCostEnergyAndIdleOnesAreConstant() {
    // Busy 0.1 × 5 W × 10 = 5 W; idle 2 W × 10 = 20 W; × 3,600 × 0.01.
    Evaluation evaluation =
        lab()
            .weights(0, 0, 0.01, 0)
            .device(d -> d.withEnergy(new PowerModel(2, 5), Radio.NONE, 1))
            .onDevices();

    costsOnly(evaluation, CostTerm.DEVICE_ENERGY, 180 * UNIT);
    assertThat(evaluation.constantMicros()).isEqualTo(720 * UNIT);
    assertThat(evaluation.energy()).isEqualTo(new EnergyEvaluation(0, 25));
  }

  @Test
  void radiosCostEnergyByBytesAndTails() {
    // Up 1,000 × 0.001 J + down 500 × 0.002 J = 2 W; tail 4 W × min(1, 2 × 0.25 s) = 2 W.
    // 4 W × 10 × 3,600 × 0.01.
    Evaluation evaluation =
        lab()
            .weights(0, 0, 0.01, 0)
            .payloads(OptionalLong.of(1000), OptionalLong.of(500))
            .device(
                d ->
                    d.withEnergy(
                        PowerModel.NONE, new Radio(0.001, 0.002, 4, Duration.ofMillis(250)), 1))
            .onNode(0);

    costsOnly(evaluation, CostTerm.DEVICE_ENERGY, 1_440 * UNIT);
  }

  @Test
  void radioTailsEndAtAlwaysOn() {
    // 2 transfers/s × 0.8 s > 1: 4 W × 10 × 3,600 × 0.01.
    Evaluation evaluation =
        lab()
            .weights(0, 0, 0.01, 0)
            .device(
                d -> d.withEnergy(PowerModel.NONE, new Radio(0, 0, 4, Duration.ofMillis(800)), 1))
            .onNode(0);

    costsOnly(evaluation, CostTerm.DEVICE_ENERGY, 1_440 * UNIT);
  }

  private static Lab priced(Prices prices) {
    return lab().weights(0, 0, 0, 2).node(n -> n.withPrices(prices));
  }

  @Test
  void requestsArePriced() {
    // 36,000 × 0.001 × 2.
    Evaluation evaluation = priced(new Prices(0.001, 0, 0, 0, 0, 0)).onNode(0);

    costsOnly(evaluation, CostTerm.REQUESTS, 72 * UNIT);
    assertThat(evaluation.money()).isEqualTo(new MoneyEvaluation(36, 0, 0, 0, 0));
  }

  @Test
  void runsArePricedOnDemandWithoutSizing() {
    // 36,000 × 0.1 s × 1 GiB × 0.01 × 2.
    Evaluation evaluation = priced(new Prices(0, 0.01, 0.02, 0, 0, 0)).onNode(5);

    costsOnly(evaluation, CostTerm.RUN, 72 * UNIT);
    assertThat(evaluation.money().run()).isEqualTo(36);
  }

  @Test
  void runsArePricedAsProvisionedButForTheOverflow() {
    // 3,600 GiB·s × (0.25 × 0.01 + 0.75 × 0.02) × 2 = 126.
    Evaluation evaluation =
        priced(new Prices(0, 0.01, 0.02, 0, 0, 0))
            .function(f -> f.withSizing(Sizing.erlang(Duration.ZERO, 0.25)))
            .onNode(5);

    costsOnly(evaluation, CostTerm.RUN, 126 * UNIT);
  }

  @Test
  void runsArePricedAsProvisionedUnderUtilization() {
    // 3,600 GiB·s × 0.02 × 2.
    Evaluation evaluation =
        priced(new Prices(0, 0.01, 0.02, 0, 0, 0))
            .function(f -> f.withSizing(Sizing.utilization(1)))
            .onNode(1);

    costsOnly(evaluation, CostTerm.RUN, 144 * UNIT);
  }

  @Test
  void warmInstancesArePricedBusyOrNot() {
    // 3 × 1 GiB × 3,600 s × 0.001 × 2.
    Evaluation evaluation = priced(new Prices(0, 0, 0, 0.001, 0, 0)).onNode(3);

    assertThat(evaluation.money().kept()).isEqualTo(10.8);
    assertThat(evaluation.cost().of(CostTerm.KEPT)).isEqualTo(21_600_000);
    costsOnly(evaluation, CostTerm.KEPT, 21_600_000);
  }

  @Test
  void devicesKeepInstancesAtTheirOwnPrice() {
    // 0.1 Erlang at 0.05: 2 instances on each of 10 devices × 3,600 × 0.001 × 2.
    Evaluation evaluation =
        lab()
            .weights(0, 0, 0, 2)
            .function(f -> f.withSizing(Sizing.utilization(0.05)))
            .device(d -> withPrices(d, new Prices(0, 0, 0, 0.001, 0, 0)))
            .onDevices();

    costsOnly(evaluation, CostTerm.KEPT, 144 * UNIT);
    assertThat(evaluation.money().kept()).isEqualTo(72);
  }

  private static DeviceClass withPrices(DeviceClass device, Prices prices) {
    return new DeviceClass(
        device.id(),
        device.nodeClass(),
        device.capacity(),
        device.overflow(),
        prices,
        device.power(),
        device.radio(),
        device.batteryJoules());
  }

  @Test
  void bytesSentOutOfNodesArePriced() {
    // The reply: 2^20 bytes × 36,000 / 2^30 × 0.5 × 2; the entry leaves the device for free.
    Evaluation evaluation =
        priced(new Prices(0, 0, 0, 0, 0.5, 0))
            .payloads(OptionalLong.of(1L << 20), OptionalLong.of(1L << 20))
            .onNode(0);

    costsOnly(evaluation, CostTerm.SENT, 35_156_250);
  }

  @Test
  void bytesSentOutOfDevicesAreTheDevicesPrice() {
    Evaluation evaluation =
        lab()
            .weights(0, 0, 0, 2)
            .payloads(OptionalLong.of(1L << 20), OptionalLong.of(1L << 20))
            .device(d -> withPrices(d, new Prices(0, 0, 0, 0, 0.5, 0)))
            .onNode(0);

    costsOnly(evaluation, CostTerm.SENT, 35_156_250);
  }

  @Test
  void activeNodesArePricedOnceWhateverTheyHold() {
    Evaluation evaluation =
        priced(Prices.activeOnly(7))
            .more(b -> b.function(Function.of(new FunctionId("h"), GIB, Duration.ofMillis(1))))
            .evaluate(
                Placement.of(
                    List.of(route(10, at("c", "f", "n"))),
                    List.of(warm("f", "n", 2), warm("h", "n", 1))));

    costsOnly(evaluation, CostTerm.ACTIVE, 14 * UNIT);
    assertThat(evaluation.money().active()).isEqualTo(7);
  }

  @Test
  void qualityIsPricedPerRequestNotPerCall() {
    // 36,000 × 0.001.
    Evaluation evaluation =
        lab()
            .app(
                a ->
                    Application.single(
                        a.id(),
                        Call.of(Lab.C, F)
                            .withVariants(List.of(new Variant(F, 0.001)))
                            .withCallsPerRequest(3)))
            .onNode(0);

    costsOnly(evaluation, CostTerm.QUALITY, 36 * UNIT);
  }

  @Test
  void explicitCostsArePerDeviceAndNode() {
    Evaluation evaluation =
        lab()
            .more(
                b -> b.explicitCost(new ExplicitCost(Lab.G, Lab.C, new TreeMap<>(Map.of(N, 1.5)))))
            .onNode(0);

    costsOnly(evaluation, CostTerm.EXPLICIT, 15 * UNIT);
  }

  /** Capture on the device feeds c. */
  private static Lab captured(Variant... variants) {
    Call capture = Call.of(new CallId("b"), F).withVariants(Arrays.asList(variants)).pinnedLocal();
    return lab()
        .weights(0, 0.001, 0.01, 2)
        .device(
            d ->
                withPrices(
                    d.withEnergy(new PowerModel(1, 5), Radio.NONE, 1),
                    new Prices(0.001, 0, 0, 0, 0, 0)))
        .app(
            a ->
                new Application(
                    a.id(),
                    List.of(capture, Call.of(Lab.C, F)),
                    List.of(CallEdge.of(new CallId("b"), Lab.C, 0)),
                    OptionalLong.of(0),
                    OptionalLong.of(0),
                    Optional.empty(),
                    Admission.BEST_EFFORT,
                    1));
  }

  @Test
  void pinnedCallsWithoutAChoiceAreConstant() {
    Lab lab = captured(new Variant(F, 0.002));
    Placement placement =
        Placement.of(List.of(route(10, local("b", "f"), at("c", "f", "n"))), List.of());
    Evaluation evaluation = lab.evaluate(placement);

    // Of b, per device: 3,600 × (100 ms × 0.001 + 0.5 J × 0.01 + 0.001 × 2 + 0.002), idle 1 W.
    long each = 360 * UNIT + 18 * UNIT + 7_200_000 + 7_200_000 + 36 * UNIT;
    assertThat(evaluation.constantMicros()).isEqualTo(10 * each);
    // Of c only its service: 36,000 × 100 ms × 0.001.
    costsOnly(evaluation, CostTerm.SERVICE_LATENCY, 3_600 * UNIT);
    assertThat(lab.evaluate(Placement.EMPTY).constantMicros()).isEqualTo(10 * each);
    assertThat(evaluation.money().requests()).isEqualTo(36);
  }

  @Test
  void pinnedCallsWithAChoiceAreNotConstant() {
    Evaluation evaluation =
        captured(new Variant(F, 0.002), new Variant(new FunctionId("h"), 0))
            .more(b -> b.function(Function.of(new FunctionId("h"), GIB, Duration.ofMillis(1))))
            .evaluate(
                Placement.of(List.of(route(10, local("b", "f"), at("c", "f", "n"))), List.of()));

    assertThat(evaluation.constantMicros()).isEqualTo(360 * UNIT);
    assertThat(evaluation.cost().of(CostTerm.QUALITY)).isEqualTo(72 * UNIT);
    assertThat(evaluation.cost().of(CostTerm.SERVICE_LATENCY)).isEqualTo(7_200 * UNIT);
    assertThat(evaluation.cost().of(CostTerm.DEVICE_ENERGY)).isEqualTo(180 * UNIT);
  }

  @Test
  void roundingIsReportedSoThatTermsAddUp() {
    // Per device 0.4 µ + 0.4 µ + ... rounds to 1; terms round to 4 each of 10 devices.
    Evaluation evaluation =
        lab()
            .weights(0, 0.4e-6 / 360_000, 0, 0)
            .app(
                a ->
                    Application.single(
                        a.id(),
                        Call.of(Lab.C, F).withVariants(List.of(new Variant(F, 0.4e-6 / 3600)))))
            .onNode(0);

    assertThat(evaluation.cost().of(CostTerm.SERVICE_LATENCY)).isEqualTo(4);
    assertThat(evaluation.cost().of(CostTerm.QUALITY)).isEqualTo(4);
    assertThat(evaluation.score().costMicros()).isEqualTo(10);
    assertThat(evaluation.cost().roundingMicros()).isEqualTo(2);
    assertThat(evaluation.cost().totalMicros()).isEqualTo(10);
  }

  @Test
  void profilesOfTheNodesClassCountWhereTheyAreGiven() {
    NodeClassId fast = new NodeClassId("fast");
    Evaluation evaluation =
        lab()
            .weights(0, 0.001, 0, 0)
            .more(b -> b.nodeClass(new NodeClass(fast, 4)))
            .node(n -> Node.of(n.id(), n.tier(), fast, n.capacity()))
            .onNode(0);

    // 100 ms / 4.
    costsOnly(evaluation, CostTerm.SERVICE_LATENCY, 900 * UNIT);
  }
}
