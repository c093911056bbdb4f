package dev.continuum.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.placement.Place;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.topology.Tier;
import dev.continuum.simulator.client.ClientPolicy;
import dev.continuum.simulator.client.Persistence;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices: where they send, what they do while they wait, and what it costs their battery. */
class ClientsTest {

  private static final Place EDGE = Place.on(Street.EDGE);

  @Test
  void aHedgedRequestIsAnsweredByWhoeverIsFirstAndCountsOnce() {
    Street street = Street.of(1, 1);
    Scenario patient = Street.oneAfterAnother(1, 500);
    Scenario hedged =
        patient.with(patient.clients().policy(), Persistence.NONE.hedged(Duration.ofMillis(30)));

    var alone = Simulation.run(street.problem(), street.on(EDGE, 1), patient).app(Street.APP);
    var both = Simulation.run(street.problem(), street.on(EDGE, 1), hedged);

    // 1 + 100 + 1 ms on the edge; after 30 ms the cloud answers in 20 + 10 + 20.
    assertThat(alone.latency().mean().value()).isCloseTo(102, within(0.01));
    assertThat(both.app(Street.APP).completed()).isEqualTo(500);
    assertThat(both.app(Street.APP).latency().largest()).isCloseTo(80, within(0.01));
    assertThat(both.nodes()).allSatisfy(node -> assertThat(node.calls()).isEqualTo(500));
  }

  @Test
  void aHedgeThatComesTooLateChangesNothing() {
    Street street = Street.of(1, 1);
    Scenario patient = Street.oneAfterAnother(1, 500);
    Scenario late =
        patient.with(patient.clients().policy(), Persistence.NONE.hedged(Duration.ofMillis(103)));

    assertThat(Simulation.run(street.problem(), street.on(EDGE, 1), late).app(Street.APP))
        .isEqualTo(Simulation.run(street.problem(), street.on(EDGE, 1), patient).app(Street.APP));
  }

  @ParameterizedTest
  @CsvSource({"NEAREST,102,EDGE", "EDGE,102,EDGE", "CLOUD,50,CLOUD", "DEVICE,300,DEVICE"})
  void policiesSendWhereTheirNameSays(String name, double millis, Tier tier) {
    Street street = Street.of(1, 1);
    ClientPolicy policy =
        switch (name) {
          case "NEAREST" -> new ClientPolicy.Nearest();
          case "EDGE" -> new ClientPolicy.EdgeOnly();
          case "CLOUD" -> new ClientPolicy.CloudOnly();
          default -> new ClientPolicy.DeviceOnly();
        };
    Scenario scenario = Street.oneAfterAnother(1, 100).with(policy, Persistence.NONE);

    var result = Simulation.run(street.problem(), street.on(EDGE, 1), scenario);

    assertThat(result.app(Street.APP).latency().p50()).isCloseTo(millis, within(0.01 * millis));
    assertThat(result.apps().get(1).tier()).isEqualTo(Optional.of(tier));
  }

  @Test
  void anEmptyBatteryEndsADevice() {
    // One watt idle, and two of a core for the 0.3 s of each of 0.5 requests a second: 1.3 W.
    Street street = Street.of(200, 0.5).with(Radio.NONE, 1300);

    var alive =
        Simulation.run(
            street.problem(), street.on(Place.local(), 0), Street.through(Duration.ofSeconds(900)));
    var dead =
        Simulation.run(
            street.problem(),
            street.on(Place.local(), 0),
            Street.through(Duration.ofSeconds(1100)));
    var end =
        Simulation.run(
            street.problem(),
            street.on(Place.local(), 0),
            Street.through(Duration.ofSeconds(2000)));

    assertThat(alive.groups().getFirst().dead()).isZero();
    assertThat(alive.groups().getFirst().watts()).isCloseTo(1.3, within(0.02));
    assertThat(alive.groups().getFirst().batteryPercentPerHour()).isCloseTo(360, within(5.0));
    assertThat(dead.groups().getFirst().dead()).isGreaterThan(190);
    assertThat(end.requests()).isCloseTo(100_000, within(2000L));
  }

  @Test
  void aRadioThatSleptWakesUpFirst() {
    Street street = Street.of(1, 1);
    Scenario rare = Street.oneAfterAnother(2000, 300).with(Scenario.Promotion.CELLULAR);
    Scenario often = Street.oneAfterAnother(0, 300).with(Scenario.Promotion.CELLULAR);

    var asleep = Simulation.run(street.problem(), street.on(EDGE, 1), rare).app(Street.APP);
    var awake = Simulation.run(street.problem(), street.on(EDGE, 1), often).app(Street.APP);

    // 15 s of 2,000 on average: 0.7 % of the gaps are shorter. It wakes in 0.7 to 0.9 s.
    assertThat(asleep.latency().mean().value()).isCloseTo(902, within(12.0));
    assertThat(asleep.latency().largest()).isBetween(985.0, 1002.0);
    assertThat(awake.latency().p99()).isCloseTo(102, within(1.0));
  }

  @Test
  void theRadioTiresTheBatteryByByteAndByTail() {
    // 1,000 bytes up at 1 mJ; a tail of 2 W for 3 s after each of two transfers, 102 ms apart.
    Radio radio = new Radio(1e-3, 0, 2, Duration.ofSeconds(3));
    Street street = Street.of(1, 1).with(1000, Bandwidth.UNLIMITED).with(radio, 1e9);

    var result =
        Simulation.run(street.problem(), street.on(EDGE, 1), Street.oneAfterAnother(1000, 400));

    double idle = result.virtualSeconds() * 1;
    double perRequest = result.groups().getFirst().joulesPerRequest() - idle / 400;
    assertThat(perRequest).isCloseTo(1 + 2 * 3.101, within(0.1));
  }
}
