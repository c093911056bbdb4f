package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wire format by a tool that is not ours: style, compatibility, and calls as a client. */
class BufIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TUTORIAL = ROOT.resolve("datasets/tutorial.yaml");

  /** The schema as the last release had it; {@code buf build -o} wrote it. */
  private static final Path RELEASED =
      Path.of("src/test/resources/dev/continuum/service/v1.binpb").toAbsolutePath();

  @TempDir Path directory;
  private String buf = "";

  private record Run(int exit, String out) {}

  @BeforeEach
  void find() {
    Optional<Path> found =
        Stream.concat(
                Stream.of(ROOT.resolve(".continuum/tools/node_modules/.bin/buf")),
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                    .map(each -> Path.of(each, "buf")))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "buf is not installed: .ci/buf.sh");
    buf = found.orElseThrow().toString();
  }

  @Test
  void theSchemaKeepsTheStyle() throws Exception {
    Run lint = run("lint");
    assertThat(lint.out()).isEmpty();
    assertThat(lint.exit()).isEqualTo(0);
  }

  @Test
  void nothingReleasedIsBroken() throws Exception {
    String now = directory.resolve("now.binpb").toString();
    assertThat(run("build", "-o", now).exit()).isEqualTo(0);
    String rules = "{\"version\":\"v2\",\"breaking\":{\"use\":[\"FILE\"]}}";
    Run same = run("breaking", now, "--against", RELEASED.toString(), "--config", rules);
    assertThat(same.out()).isEmpty();
    assertThat(same.exit()).isEqualTo(0);
    // And it would find what is.
    String part = directory.resolve("part.binpb").toString();
    assertThat(run("build", "datasets/src/main/proto", "-o", part).exit()).isEqualTo(0);
    Run less = run("breaking", part, "--against", RELEASED.toString(), "--config", rules);
    assertThat(less.out()).contains("continuum_service.proto");
  }

  @Test
  void anIndependentClientCreatesReadsAndIsRefusedByTheSameRules() throws Exception {
    try (ContinuumServer server =
            ContinuumServer.start(
                ServerConfigs.local("sqlite:" + directory.resolve("store.db")),
                new RecordingActuator(),
                System::currentTimeMillis);
        ContinuumClient client = ContinuumClient.local(server.port())) {
      var unused =
          client.create(
              "city",
              ProblemWire.wire(ProblemFiles.read(TUTORIAL)),
              PlannerPolicy.newBuilder().setSteps(5).build(),
              "");
      Run patched =
          curl(
              server,
              "ContinuumService/UpdateContinuum",
              "{\"name\":\"city\",\"patches\":[{\"demand\":{\"group\":\"people\",\"devices\":7}}]}");
      assertThat(json(patched).get("declaredRevision").getAsString()).isEqualTo("2");
      assertThat(client.export("city").getGroups(0).getDevices()).isEqualTo(7);
      Run got = curl(server, "ContinuumService/GetContinuum", "{\"name\":\"city\"}");
      assertThat(json(got).getAsJsonObject("continuum").get("groups").getAsInt()).isEqualTo(1);
      Run missing = curl(server, "ContinuumService/GetContinuum", "{\"name\":\"none\"}");
      assertThat(missing.exit()).isNotEqualTo(0);
      assertThat(missing.out()).contains("not_found");
    }
  }

  private static com.google.gson.JsonObject json(Run run) {
    assertThat(run.exit()).as(run.out()).isEqualTo(0);
    return JsonParser.parseString(run.out()).getAsJsonObject();
  }

  private Run curl(ContinuumServer server, String method, String request) throws Exception {
    return run(
        "curl",
        "--protocol",
        "grpc",
        "--http2-prior-knowledge",
        "-d",
        request,
        "http://127.0.0.1:" + server.port() + "/continuum.v1." + method);
  }

  private Run run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(buf));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out);
  }
}
