package dev.continuum.service.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.access.AccessInterceptor.Keys;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.server.ContinuumServer;
import dev.continuum.service.server.ServerConfig;
import io.grpc.InsecureChannelCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTest {

  private static final Path TUTORIAL = Path.of("..", "datasets", "tutorial.yaml");

  @TempDir Path directory;

  @Test
  void theExampleOfTheDocumentsRuns() throws Exception {
    try (ContinuumServer server = start(0)) {
      // The first address answers nobody: the client finds the other.
      List<String> addresses = List.of("127.0.0.1:1", "127.0.0.1:" + server.port());
      Plan plan = ClientExample.run(addresses, TUTORIAL);
      assertThat(plan.getDeclaredRevision()).isEqualTo(2);
      assertThat(plan.getPlacement().getWarmList()).isNotEmpty();
    }
  }

  @Test
  void theDocumentsShowTheExample() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/dev/continuum/service/client/ClientExample.java"));
    String region =
        source
            .substring(
                source.indexOf("// tag::client[]\n") + "// tag::client[]\n".length(),
                source.indexOf("    // end::client[]"))
            .replaceAll("(?m)^    ", "");
    assertThat(Files.readString(Path.of("..", "docs", "client.md"))).contains(region);
  }

  @Test
  void aWatchComesBackWhenTheServerDoes() throws Exception {
    BlockingQueue<Plan> plans = new LinkedBlockingQueue<>();
    ContinuumServer first = start(0);
    int port = first.port();
    try (ContinuumClient client =
        ContinuumClient.to(
            List.of("127.0.0.1:" + port), InsecureChannelCredentials.create(), Optional.empty())) {
      var unused =
          client.create(
              "city",
              ProblemWire.wire(ProblemFiles.read(TUTORIAL)),
              PlannerPolicy.newBuilder().setSteps(5).setDebounceMs(10).build(),
              "");
      try (var watch = client.watch("city", plans::add)) {
        assertThat(watch).isNotNull();
        await(plans, 1);
        first.close();
        try (ContinuumServer second = start(port)) {
          assertThat(second.port()).isEqualTo(port);
          long revision =
              client.update(
                  "city",
                  "",
                  Patch.newBuilder()
                      .setDemand(DemandPatch.newBuilder().setGroup("people").setDevices(400))
                      .build());
          Plan plan = await(plans, revision);
          assertThat(plan.getPlacement().getRoutesList()).isNotEmpty();
        }
      }
    } finally {
      first.close();
    }
  }

  private static Plan await(BlockingQueue<Plan> plans, long declared) throws Exception {
    while (true) {
      Plan plan = plans.poll(60, TimeUnit.SECONDS);
      assertThat(plan).as("a plan for revision " + declared).isNotNull();
      if (plan.getDeclaredRevision() >= declared) {
        return plan;
      }
    }
  }

  private ContinuumServer start(int port) throws Exception {
    return ContinuumServer.start(
        new ServerConfig(
            "sqlite:" + directory.resolve("store.db"),
            "127.0.0.1",
            port,
            "",
            Optional.empty(),
            Keys.OPTIONAL,
            Optional.empty(),
            Optional.empty(),
            1,
            Duration.ofMillis(500)),
        new RecordingActuator(),
        System::currentTimeMillis);
  }
}
