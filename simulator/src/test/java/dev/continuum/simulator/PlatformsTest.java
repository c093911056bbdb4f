package dev.continuum.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.StartUpPath;
import dev.continuum.simulator.client.Arrivals;
import dev.continuum.simulator.client.Persistence;
import dev.continuum.simulator.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Platforms behave as measured. */
class PlatformsTest {

  private static final Acquisition PAIR = new Acquisition(Queue.FUNCTION, Queue.NODE);

  /** Calls of 20 ms; starts of one second, after ten of installation. */
  private static PlacementProblem problem(Queue queue, Tier tier, Capacity capacity) {
    Function function =
        Function.of(Queue.FUNCTION, Memory.mebibytes(256), Duration.ofMillis(20))
            .withStartUp(
                new StartUpPath(
                    Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMillis(44)));
    return queue.problem(function, Node.of(Queue.NODE, tier, Queue.nodeClass(), capacity));
  }

  private static Scenario sequential(long requests, double thinkSeconds) {
    return Scenario.DEFAULT
        .with(new Scenario.Run(Duration.ofHours(24), Duration.ZERO, 1, 1, Duration.ofDays(1)))
        .withArrivals(Map.of(Queue.GROUP, new Arrivals.Closed(thinkSeconds, requests)));
  }

  private static Placement placement(int warm) {
    Placement routes = new Queue(warm, 1, 1, 1, 0).placement();
    return new Placement(routes.routes(), routes.warm(), new TreeSet<>(List.of(PAIR)));
  }

  private static final Capacity EDGE = Capacity.of(Cpu.cores(4), Memory.mebibytes(2048));

  @Test
  void withoutLogsSequentialCallsKeepToOneContainerAndWithLogsTheyDoNot() {
    PlacementProblem problem = problem(new Queue(0, 1, 1, 1, 0), Tier.EDGE, EDGE);
    Scenario plain = sequential(60, 0);
    Scenario logs =
        plain.withPlatforms(
            Map.of(Queue.NODE, Platform.OpenWhisk.DEFAULT.withHandBack(Duration.ofMillis(100))));

    assertThat(Simulation.run(problem, placement(0), plain).function(PAIR).cold()).isEqualTo(1);
    assertThat(Simulation.run(problem, placement(0), logs).function(PAIR).cold()).isBetween(3L, 8L);
  }

  @Test
  void aPausedContainerIsUnpausedAndARemovedOneStartsAnew() {
    PlacementProblem problem = problem(new Queue(0, 1, 1, 1, 0), Tier.EDGE, EDGE);

    var paused = Simulation.run(problem, placement(1), sequential(200, 100));
    var removed = Simulation.run(problem, placement(0), sequential(20, 4000));

    assertThat(paused.function(PAIR).cold()).isZero();
    assertThat(paused.app(Queue.APP).latency().mean().value()).isBetween(50.0, 70.0);
    assertThat(removed.function(PAIR).cold()).isGreaterThan(10);
  }

  @Test
  void coldStartsCompeteForCores() {
    // Six at once on two cores: each takes three times as long.
    PlacementProblem problem =
        problem(
            new Queue(0, 1, 1, 1, 0), Tier.EDGE, Capacity.of(Cpu.cores(2), Memory.mebibytes(2048)));
    Placement six = placement(6);
    SimulationResult result =
        Simulation.run(
            problem,
            six,
            Scenario.DEFAULT
                .with(
                    new Scenario.Run(
                        Duration.ofMinutes(1), Duration.ZERO, 1, 1, Duration.ofDays(1)))
                .withArrivals(Map.of(Queue.GROUP, new Arrivals.Trace(List.of())))
                .startingWith(Scenario.Start.INSTALLED));

    assertThat(result.function(PAIR).startingSeconds()).isCloseTo(18, within(0.01));
  }

  @Test
  void fromNothingTheArtifactIsInstalledFirst() {
    PlacementProblem problem = problem(new Queue(0, 1, 1, 1, 0), Tier.EDGE, EDGE);

    var result =
        Simulation.run(
            problem, placement(0), sequential(1, 0).startingWith(Scenario.Start.NOTHING));

    assertThat(result.app(Queue.APP).latency().mean().value()).isBetween(11_000.0, 11_200.0);
  }

  @Test
  void lambdaSpillsOverAndRefusesBeyondItsLimit() {
    // 100 calls a second of 20 ms: 2 Erlang; 2 provisioned environments carry 20 a second.
    Capacity capacity =
        Capacity.UNLIMITED.withInstances(8).withRates(Rate.perSecond(1000), Rate.perSecond(10));
    PlacementProblem problem = problem(new Queue(0, 100, 1, 1, 0), Tier.CLOUD, capacity);
    Scenario scenario = new Queue(0, 100, 1, 1, 0).scenario(20_000, 1);

    var result = Simulation.run(problem, placement(2), scenario);
    var tight =
        Simulation.run(
            problem(new Queue(0, 100, 1, 1, 0), Tier.CLOUD, capacity.withInstances(2)),
            placement(2),
            scenario);

    assertThat(result.function(PAIR).busySeconds() + result.function(PAIR).idleSeconds())
        .isGreaterThan(2 * 200);
    assertThat(tight.app(Queue.APP).refusedCalls()).isGreaterThan(1000);
  }

  @Test
  void aScalingGroupFollowsOnlyAfterMinutes() {
    Queue queue = new Queue(0, 100, 1, 1, 0);
    PlacementProblem problem = problem(queue, Tier.CLOUD, Capacity.UNLIMITED);
    Scenario scenario =
        queue.scenario(100_000, 1).withPlatforms(Map.of(Queue.NODE, Platform.ScalingGroup.DEFAULT));

    var early =
        Simulation.run(
            problem,
            placement(0),
            scenario.with(
                new Scenario.Run(Duration.ofMinutes(2), Duration.ZERO, 1, 1, Duration.ofDays(1))));
    var late =
        Simulation.run(
            problem,
            placement(0),
            scenario.with(
                new Scenario.Run(
                    Duration.ofMinutes(60), Duration.ofMinutes(40), 1, 1, Duration.ofDays(1))));

    assertThat(early.app(Queue.APP).latency().mean().value()).isGreaterThan(5000);
    assertThat(late.app(Queue.APP).latency().mean().value()).isLessThan(200);
  }

  @Test
  void aNodeThatFailsLosesCallsAndARetryWaitsForItsReturn() {
    Queue queue = new Queue(1, 10, 1, 1, 0);
    PlacementProblem problem = problem(queue, Tier.EDGE, EDGE);
    Scenario scenario =
        queue
            .scenario(36_000, 1)
            .withOutages(
                List.of(
                    new Outage.OfNode(Queue.NODE, Duration.ofMinutes(2), Duration.ofSeconds(30))));

    var once = Simulation.run(problem, placement(1), scenario);
    var again =
        Simulation.run(
            problem,
            placement(1),
            scenario.with(
                scenario.clients().policy(),
                new Persistence(12, Duration.ofMillis(100), false, Optional.empty())));

    assertThat(once.nodes().getFirst().downShare()).isBetween(0.1, 0.3);
    assertThat((double) once.app(Queue.APP).failed() / 36_000)
        .isCloseTo(once.nodes().getFirst().downShare(), within(0.02));
    assertThat(again.app(Queue.APP).failed()).isLessThan(once.app(Queue.APP).failed() / 10);
  }

  @Test
  void theSameSeedIsTheSameRunAndAnotherIsNot() {
    Queue queue = new Queue(3, 2, 2.5, 0.3, 0);

    assertThat(queue.run(20_000, 9)).isEqualTo(queue.run(20_000, 9));
    assertThat(queue.run(20_000, 9)).isNotEqualTo(queue.run(20_000, 10));
  }

  @Test
  void aTraceHasExactlyItsCountsAndAModulatedStreamItsMeanRate() {
    Queue queue = new Queue(50, 20, 1, 1, 0);
    var trace =
        Simulation.run(
            queue.problem(),
            queue.placement(),
            queue
                .scenario(10_000, 1)
                .with(
                    new Scenario.Run(
                        Duration.ofMinutes(10), Duration.ZERO, 1, 1, Duration.ofDays(1)))
                .withArrivals(Map.of(Queue.GROUP, new Arrivals.Trace(List.of(7, 0, 120, 1)))));
    var modulated =
        queue
            .scenario(400_000, 1)
            .withArrivals(
                Map.of(
                    Queue.GROUP,
                    new Arrivals.Modulated(3, Duration.ofSeconds(5), Duration.ofSeconds(15))));
    var bursts = Simulation.run(queue.problem(), queue.placement(), modulated);

    assertThat(trace.app(Queue.APP).completed()).isEqualTo(128);
    assertThat((double) bursts.app(Queue.APP).completed()).isCloseTo(400_000, within(20_000.0));
  }
}
