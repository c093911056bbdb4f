package dev.continuum.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.placement.Place;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.simulator.client.ClientPolicy;
import dev.continuum.simulator.client.Persistence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links: what many share, what fails. */
class NetworkTest {

  private static final Place EDGE = Place.on(Street.EDGE);
  private static final Duration TICK = Duration.ofSeconds(2);

  @Test
  void payloadsOnASharedLinkWaitForEachOther() {
    // 10 ms each on the link, 70 a second: M/D/1 at 0.7 waits 10 × 0.7 / (2 × 0.3) = 11.67 ms.
    Street street = Street.of(700, 0.1).with(12_500, Bandwidth.megabitsPerSecond(10));
    Street alone = Street.of(1, 0.1).with(12_500, Bandwidth.megabitsPerSecond(10));
    Scenario scenario = Street.through(Duration.ofHours(1));

    var shared = Simulation.run(street.problem(), street.on(EDGE, 40), scenario).app(Street.APP);
    var single = Simulation.run(alone.problem(), alone.on(EDGE, 40), scenario).app(Street.APP);

    assertThat(single.latency().mean().value()).isCloseTo(112, within(0.1));
    assertThat(shared.latency().mean().value()).isCloseTo(112 + 11.67, within(0.4));
  }

  @Test
  void whatIsSentOverALinkThatIsDownIsLost() {
    Street street = Street.of(5, 1);
    Scenario scenario =
        Street.through(Duration.ofHours(100))
            .withOutages(
                List.of(
                    new Outage.OfLink(
                        Street.CORNER,
                        Street.EDGE.point(),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(20))));

    var app = Simulation.run(street.problem(), street.on(EDGE, 100), scenario).app(Street.APP);
    var back =
        Simulation.run(
                street.problem(),
                street.on(EDGE, 100),
                scenario.with(scenario.clients().policy(), Persistence.FALL_BACK))
            .app(Street.APP);

    assertThat((double) app.lostCalls() / (app.completed() + app.failed()))
        .isCloseTo(0.25, within(0.02));
    assertThat(app.failed()).isEqualTo(app.lostCalls());
    assertThat(back.failed()).isZero();
  }

  @Test
  void domainsAreThereAsOftenAsTheChainsOfA3eSay() {
    // Up with probability q/(p + q): the edge 66/99, the internet 166/188, as in A3-E.
    Street street = Street.of(10, 1);
    Scenario scenario =
        Street.through(Duration.ofHours(60))
            .withOutages(
                List.of(
                    new Outage.OfNode(
                        Street.EDGE, Outage.meanStay(TICK, 33e-4), Outage.meanStay(TICK, 66e-4)),
                    new Outage.OfNode(
                        Street.CLOUD, Outage.meanStay(TICK, 22e-4), Outage.meanStay(TICK, 166e-4))))
            .with(ClientPolicy.A3e.DEFAULT, Persistence.NONE);

    var result = Simulation.run(street.problem(), street.on(EDGE, 100), scenario);

    var cloud = result.nodes().get(0);
    var edge = result.nodes().get(1);
    assertThat(edge.downShare()).isCloseTo(33.0 / 99, within(0.04));
    assertThat(cloud.downShare()).isCloseTo(22.0 / 188, within(0.03));
    // The rule prefers the edge to the cloud; without the cloud its scores favour the phone.
    double all = result.requests();
    assertThat(edge.calls() / all)
        .isCloseTo((1 - edge.downShare()) * (1 - cloud.downShare()), within(0.02));
    assertThat(result.app(Street.APP).failed() / all).isLessThan(0.002);
  }
}
