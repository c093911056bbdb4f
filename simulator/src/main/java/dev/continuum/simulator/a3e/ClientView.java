package dev.continuum.simulator.a3e;

import dev.continuum.model.placement.Placement;
import dev.continuum.simulator.Outage;
import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.Simulation;
import dev.continuum.simulator.SimulationResult;
import dev.continuum.simulator.client.A3eRule;
import dev.continuum.simulator.client.Arrivals;
import dev.continuum.simulator.client.ClientPolicy;
import dev.continuum.simulator.client.Persistence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Experiment 2: 2,000 requests of one phone, one after another, while edge and internet come and go
 * as A3-E's own evaluation has it.
 */
final class ClientView {

  private static final long REQUESTS = 2000;
  private static final int REPLICATIONS = 20;
  private static final Duration TICK = Duration.ofSeconds(2);

  private final Testbed testbed;
  private final long seed;

  /**
   * A row of the table.
   *
   * @param policy who decides
   * @param minutes for all requests
   * @param meanMillis of one
   * @param percentPerHour of the battery
   * @param percent of the battery for all requests
   * @param failed requests given up
   */
  record Row(
      String policy,
      double minutes,
      double meanMillis,
      double percentPerHour,
      double percent,
      double failed) {}

  ClientView(Testbed testbed, long seed) {
    this.testbed = testbed.withClients(Testbed.EDGE_1, 1);
    this.seed = seed;
  }

  List<Row> run() {
    Placement installed = new Placement(List.of(), List.of(), new TreeSet<>(testbed.everywhere()));
    Placement plan = testbed.plan(seed).orElseThrow(() -> new IllegalStateException("No plan"));
    Persistence back = new Persistence(4, Duration.ZERO, true, Optional.empty());
    List<Row> rows = new ArrayList<>();
    rows.add(row("mobile only", new ClientPolicy.DeviceOnly(), back, installed));
    rows.add(row("cloud only", new ClientPolicy.CloudOnly(), back, installed));
    rows.add(
        row(
            "edge only, else the cloud or the phone",
            new ClientPolicy.EdgeOnly(),
            back,
            installed));
    rows.add(
        row(
            "A3-E rule, latency 1, power 1",
            new ClientPolicy.A3e(new A3eRule(1, 1), TICK),
            Persistence.NONE,
            installed));
    rows.add(
        row(
            "A3-E rule, latency 1, power 2",
            new ClientPolicy.A3e(new A3eRule(1, 2), TICK),
            Persistence.NONE,
            installed));
    rows.add(row("our plan, falling back", new ClientPolicy.Plan(), back, plan));
    return rows;
  }

  private Row row(String name, ClientPolicy policy, Persistence persistence, Placement placement) {
    double minutes = 0;
    double mean = 0;
    double perHour = 0;
    double percent = 0;
    double failed = 0;
    for (int i = 0; i < REPLICATIONS; i++) {
      SimulationResult result = once(policy, persistence, placement, seed + i);
      SimulationResult.AppResult app = result.apps().getFirst();
      double hours = result.virtualSeconds() / 3600;
      double used = result.groups().getFirst().batteryPercentPerHour();
      minutes += hours * 60 / REPLICATIONS;
      mean += app.latency().mean().value() / REPLICATIONS;
      perHour += used / REPLICATIONS;
      percent += used * hours / REPLICATIONS;
      failed += (double) (app.failed() + app.unserved()) / REPLICATIONS;
    }
    return new Row(name, minutes, mean, perHour, percent, failed);
  }

  private SimulationResult once(
      ClientPolicy policy, Persistence persistence, Placement placement, long itsSeed) {
    var group = testbed.problem().groups().getFirst().id();
    return Simulation.run(
        testbed.problem(),
        placement,
        Scenario.DEFAULT
            .with(
                new Scenario.Run(
                    Duration.ofHours(10), Duration.ZERO, itsSeed, 1, Duration.ofHours(1)))
            .with(policy, persistence)
            .withArrivals(Map.of(group, new Arrivals.Closed(0, REQUESTS)))
            .withOutages(
                List.of(
                    new Outage.OfNode(
                        Testbed.EDGE_1, Outage.meanStay(TICK, 33e-4), Outage.meanStay(TICK, 66e-4)),
                    new Outage.OfNode(
                        Testbed.CLOUD,
                        Outage.meanStay(TICK, 22e-4),
                        Outage.meanStay(TICK, 166e-4)))));
  }
}
