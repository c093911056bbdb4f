package dev.continuum.simulator.a3e;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.Simulation;
import dev.continuum.simulator.client.Arrivals;
import dev.continuum.simulator.client.ClientPolicy;
import dev.continuum.simulator.client.Persistence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Experiment 3: the first answer of one function from nothing, step by step. */
final class ColdDeployment {

  /** An image with Python and OpenCV instead of a 26 MiB package; chosen. */
  static final double IMAGE_MEGABYTES = 400;

  /** At which it is fetched; chosen. */
  static final double MEGABITS_PER_SECOND = 100;

  /** To unpack it and start a container of it, s; chosen. */
  static final double UNPACK_AND_START_SECONDS = 8;

  private final Testbed testbed;
  private final long seed;

  /**
   * Times to the first answer, ms.
   *
   * @param warm from a warm instance: network and service
   * @param installed with the artifact in place: a cold start more
   * @param nothing from nothing: acquisition more
   */
  record Steps(double warm, double installed, double nothing) {

    double startSeconds() {
      return (installed - warm) / 1e3;
    }

    double acquisitionSeconds() {
      return (nothing - installed) / 1e3;
    }

    /** A container deployment fetches an image, unpacks it and starts it; then it answers. */
    double containerSeconds() {
      return IMAGE_MEGABYTES * 8 / MEGABITS_PER_SECOND
          + UNPACK_AND_START_SECONDS
          + startSeconds()
          + warm / 1e3;
    }
  }

  ColdDeployment(Testbed testbed, long seed) {
    this.testbed = testbed.withClients(Testbed.EDGE_1, 1).withExtractionOnly();
    this.seed = seed;
  }

  Steps run() {
    Placement plan =
        Placement.of(
            List.of(),
            List.of(
                new WarmInstances(
                    new FunctionId("extraction"), Testbed.EDGE_1, 1)));
    Placement installed =
        new Placement(List.of(), List.of(), new TreeSet<>(testbed.everywhere()));
    return new Steps(
        first(plan, Scenario.Start.WARM),
        first(installed, Scenario.Start.INSTALLED),
        first(Placement.EMPTY, Scenario.Start.NOTHING));
  }

  private double first(Placement placement, Scenario.Start start) {
    var group = testbed.problem().groups().getFirst().id();
    return Simulation.run(
            testbed.problem(),
            placement,
            Scenario.DEFAULT
                .with(
                    new Scenario.Run(
                        Duration.ofMinutes(5), Duration.ZERO, seed, 1, Duration.ofMinutes(1)))
                .with(new ClientPolicy.EdgeOnly(), Persistence.NONE)
                .withArrivals(Map.of(group, new Arrivals.Closed(0, 1)))
                .startingWith(start))
        .apps()
        .getFirst()
        .latency()
        .mean()
        .value();
  }
}
