package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.id.FunctionId;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.InstanceCount;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.EvaluationProto.SolveStrategy;
import dev.continuum.service.server.ContinuumServer;
import dev.continuum.service.server.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service plans continuously, and its plans become processes on two edges. */
class ServedTestbedIT {

  private static final PlannerPolicy QUICK =
      PlannerPolicy.newBuilder()
          .setDebounceMs(10)
          .setSteps(20)
          .setTimeLimitMs(5000)
          .setStrategy(SolveStrategy.SOLVE_STRATEGY_GREEDY)
          .build();

  @TempDir private Path directory;

  @Test
  void plansOfTheServiceAreInstancesOnTheEdgesAndFollowDemand() throws Exception {
    try (Edge one = new Edge("local-edge-1", directory, false);
        Edge two = new Edge("local-edge-2", directory, false);
        TargetActuator actuator = TargetActuator.of(Optional.of(targets(one, two)));
        ContinuumServer server =
            ContinuumServer.start(config(), actuator.actuator(), System::currentTimeMillis);
        ContinuumClient client = ContinuumClient.local(server.port())) {
      Map<String, Edge> edges = Map.of("local-edge-1", one, "local-edge-2", two);
      BlockingQueue<Plan> plans = new LinkedBlockingQueue<>();
      client.create(
          "lab",
          ProblemWire.wire(Source.read("../datasets/a3e-testbed.yaml").validProblem()),
          QUICK,
          "");
      try (var watch = client.watch("lab", plans::add)) {
        assertThat(watch).isNotNull();
        long before = onEdges(applied(plans, 1), edges);
        assertThat(before).isPositive();
        client.update(
            "lab",
            "",
            Patch.newBuilder()
                .setDemand(DemandPatch.newBuilder().setGroup("lab-1").setDevices(24))
                .build());
        assertThat(onEdges(applied(plans, 2), edges)).isGreaterThan(before);
      }
      // The lease of a domain is free between plans, and one at a time while held.
      try (Platforms platforms =
          new Platforms(
              TargetsFile.read(directory.resolve("targets.yaml").toString()),
              StateDirectory.at(directory.resolve("state")))) {
        List<dev.continuum.service.apply.PlatformActuator.Domain> domains =
            platforms.domains(StateDirectory.at(directory.resolve("state")));
        try (DomainLeases held = DomainLeases.take(domains)) {
          assertThat(held.held()).isTrue();
          assertThatThrownBy(() -> DomainLeases.take(domains))
              .isInstanceOf(ActuationException.class)
              .hasMessageContaining("is held by");
        }
      }
    }
  }

  /** The first applied plan of at least this revision. */
  private static Plan applied(BlockingQueue<Plan> plans, long revision) throws Exception {
    while (true) {
      Plan plan = plans.poll(120, TimeUnit.SECONDS);
      assertThat(plan).as("a plan within two minutes").isNotNull();
      assertThat(plan.getFault()).isEmpty();
      if (plan.getState() == PlanState.PLAN_STATE_APPLIED && plan.getRevision() >= revision) {
        return plan;
      }
    }
  }

  /** Instances on the edges, which are the plan's, the reported ones and the processes. */
  private static long onEdges(Plan plan, Map<String, Edge> edges) {
    long sum = 0;
    for (InstanceCount each : plan.getInstancesList()) {
      Edge edge = edges.get(each.getNode());
      if (edge != null) {
        assertThat(each.getObserved()).as(each.toString()).isEqualTo(each.getDesired());
        assertThat(edge.instances(new FunctionId(each.getFunction())))
            .as(each.toString())
            .isGreaterThanOrEqualTo(each.getDesired());
        sum += each.getDesired();
      }
    }
    return sum;
  }

  private String targets(Edge one, Edge two) throws Exception {
    Files.writeString(directory.resolve("key"), HostOptions.GUEST);
    Path file = directory.resolve("targets.yaml");
    Files.writeString(
        file,
        """
        owner: served
        continuum: lab
        state: state
        artifacts:
          extract: {form: image, location: ar/extract, entry: extract}
          match: {form: image, location: ar/match, entry: match}
        functions:
          capture: {artifact: extract}
          extraction: {artifact: extract}
          matching: {artifact: match}
          rendering: {artifact: match}
        targets:
          local-edge-1:
            platform: openwhisk
            endpoint: %s
            credential: {file: key}
            pauseGrace: 2s
            idleContainer: 9s
            warmUpsPerMinute: 10000
          local-edge-2:
            platform: openwhisk
            endpoint: %s
            credential: {file: key}
            pauseGrace: 2s
            idleContainer: 9s
            warmUpsPerMinute: 10000
        """
            .formatted(one.address(), two.address()));
    return file.toString();
  }

  private ServerConfig config() {
    ServerConfig standard = ServerConfig.DEFAULT;
    return new ServerConfig(
        "sqlite:" + directory.resolve("store.db"),
        standard.host(),
        0,
        "",
        Optional.empty(),
        standard.keys(),
        Optional.empty(),
        Optional.empty(),
        1,
        standard.drain());
  }
}
