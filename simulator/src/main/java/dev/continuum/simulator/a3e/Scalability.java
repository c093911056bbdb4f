package dev.continuum.simulator.a3e;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Placement;
import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.Simulation;
import dev.continuum.simulator.SimulationResult;
import dev.continuum.simulator.client.ClientPolicy;
import dev.continuum.simulator.client.Persistence;
import dev.continuum.simulator.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Experiment 1: latency per call against clients at once, each sending twice a second. */
final class Scalability {

  static final List<Integer> CLIENTS = List.of(1, 2, 4, 8, 16, 32, 64);
  static final List<String> PLACES =
      List.of("edge-1", "edge-2", "cloud-FaaS", "cloud-IaaS", "our plan");

  private static final Platform EDGE =
      Platform.OpenWhisk.DEFAULT.withEviction(Platform.Eviction.SPARE);
  private static final Map<NodeId, Platform> EDGES =
      Map.of(Testbed.EDGE_1, EDGE, Testbed.EDGE_2, EDGE);
  private static final int REPLICATIONS = 5;
  private static final Duration LENGTH = Duration.ofMinutes(1);

  private final Testbed testbed;
  private final double factor;
  private final long seed;

  /**
   * A cell of the table.
   *
   * @param meanMillis mean latency
   * @param p95Millis 95th percentile
   * @param coldShare requests with a cold start
   */
  record Cell(double meanMillis, double p95Millis, double coldShare) {}

  Scalability(Testbed testbed, double factor, long seed) {
    this.testbed =
        testbed
            .withSlowerEdges(factor)
            .withWideLines()
            .withFewOverflows()
            .withEdgesUsedUpTo(Testbed.USED);
    this.factor = factor;
    this.seed = seed;
  }

  /** How many times the edges' published processors are slower than assumed. */
  double factor() {
    return factor;
  }

  /** A row for each number of clients, a cell for each place. */
  List<List<Cell>> run() {
    List<List<Cell>> rows = new ArrayList<>();
    for (int clients : CLIENTS) {
      List<Cell> row = new ArrayList<>();
      row.add(measured(Testbed.EDGE_1, clients, new ClientPolicy.EdgeOnly(), false));
      row.add(measured(Testbed.EDGE_2, clients, new ClientPolicy.EdgeOnly(), false));
      row.add(measured(Testbed.EDGE_1, clients, new ClientPolicy.CloudOnly(), false));
      row.add(measured(Testbed.EDGE_1, clients, new ClientPolicy.CloudOnly(), true));
      row.add(planned(clients));
      rows.add(row);
    }
    return rows;
  }

  private Cell measured(NodeId beside, int clients, ClientPolicy policy, boolean machines) {
    Testbed with = testbed.withClients(beside, clients);
    Testbed at = machines ? with.withMachinesInTheCloud() : with;
    Placement installed = new Placement(List.of(), at.allocated(), new TreeSet<>(at.everywhere()));
    Map<NodeId, Platform> platforms =
        machines ? Map.of(Testbed.CLOUD, Platform.ScalingGroup.DEFAULT) : EDGES;
    return mean(at, installed, policy, platforms);
  }

  private Cell planned(int clients) {
    Testbed at = testbed.withClients(Testbed.EDGE_1, clients);
    Placement plan =
        at.plan(seed).orElseThrow(() -> new IllegalStateException("No plan for " + clients));
    return mean(at, plan, new ClientPolicy.Plan(), EDGES);
  }

  private Cell mean(
      Testbed at, Placement placement, ClientPolicy policy, Map<NodeId, Platform> platforms) {
    double mean = 0;
    double p95 = 0;
    double cold = 0;
    for (int i = 0; i < REPLICATIONS; i++) {
      SimulationResult result =
          Simulation.run(
              at.problem(),
              placement,
              Scenario.DEFAULT
                  .with(new Scenario.Run(LENGTH, Duration.ZERO, seed + i, 1, LENGTH))
                  .with(policy, Persistence.NONE)
                  .withPlatforms(platforms));
      SimulationResult.AppResult app = result.apps().getFirst();
      mean += app.latency().mean().value() / REPLICATIONS;
      p95 += app.latency().p95().value() / REPLICATIONS;
      cold += app.coldShare() / REPLICATIONS;
    }
    return new Cell(mean, p95, cold);
  }
}
