package dev.continuum.cli;

import static dev.continuum.cli.Edge.EXTRACTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.continuum.actuation.Answer;
import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.BurstGate;
import dev.continuum.actuation.Caller;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.host.Runner;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.lambda.LambdaEndpoint;
import dev.continuum.lambda.LambdaPlatform;
import dev.continuum.lambda.LambdaSettings;
import dev.continuum.lambda.host.LocalLambda;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.openwhisk.WhiskKeeperThread;
import dev.continuum.openwhisk.WhiskPlatform;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.apply.PlatformTelemetry;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumProto.ObservedService;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumProto.PlatformCount;
import dev.continuum.service.server.ContinuumServer;
import dev.continuum.service.server.ServerConfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The testbed on two OpenWhisk edges and one Lambda region, by one {@code continuum apply}. */
class TwoPlatformsIT {

  private static final NodeId ONE = new NodeId("local-edge-1");
  private static final NodeId TWO = new NodeId("local-edge-2");
  private static final NodeId CLOUD = new NodeId("cloud-faas");
  private static final String ROLE = "arn:aws:iam::123456789012:role/continuum";
  private static final String CLOUD_EXTRACTION = "continuum-it-cloud-faas-extraction";

  /** As solved, but phones of low battery go to the cloud, and fewer instances are kept. */
  private static final String PLACEMENT =
      """
      routes:
        - group: lab-1
          devices: 8
          calls:
            - {call: capture, local: true}
            - {call: extraction, node: local-edge-1}
            - {call: matching, node: local-edge-1}
            - {call: rendering, local: true}
        - group: lab-2
          devices: 8
          calls:
            - {call: capture, local: true}
            - {call: extraction, node: local-edge-2}
            - {call: matching, node: local-edge-2}
            - {call: rendering, local: true}
        - group: lab-2-low
          devices: 4
          calls:
            - {call: capture, local: true}
            - {call: extraction, node: cloud-faas}
            - {call: matching, node: cloud-faas}
            - {call: rendering, local: true}
      warm:
        - {function: extraction, node: local-edge-1, instances: 1}
        - {function: extraction, node: local-edge-2, instances: 1}
        - {function: extraction, node: cloud-faas, instances: 2}
        - {function: matching, node: local-edge-1, instances: 1}
        - {function: matching, node: local-edge-2, instances: 1}
        - {function: matching, node: cloud-faas, instances: 1}
      """;

  @TempDir private Path directory;

  @Test
  void oneApplyServesBothPlatformsAndCallsAreAnsweredFromAll() throws Exception {
    StateDirectory state = StateDirectory.at(directory.resolve("state"));
    BurstGate gate = new BurstGate();
    try (Edge one = new Edge(ONE.value(), directory, false);
        Edge two = new Edge(TWO.value(), directory, false);
        LocalLambda cloud = cloud();
        WhiskPlatform first = one.platform(state);
        WhiskPlatform second = two.platform(state);
        LambdaPlatform third = region(cloud);
        WhiskKeeperThread keepFirst = new WhiskKeeperThread(first.keeper(gate));
        WhiskKeeperThread keepSecond = new WhiskKeeperThread(second.keeper(gate))) {
      String plan = write("placement.yaml", PLACEMENT);
      String targets = write("targets.yaml", targets(one, two, cloud));

      CliRun dryRun = CliRun.of("apply", "--plan", plan, "--targets", targets, "--dry-run");
      assertThat(dryRun.exit()).as(dryRun.err()).isEqualTo(Exit.PENDING);
      assertThat(dryRun.out()).contains("USD a month");
      CliRun applied = CliRun.of("apply", "--plan", plan, "--targets", targets, "--yes");
      assertThat(applied.exit()).as(applied.out() + applied.err()).isZero();
      assertThat(cloud.provisioned())
          .isEqualTo(Map.of(CLOUD_EXTRACTION + ":1", 2, "continuum-it-cloud-faas-matching:1", 1));

      Map<NodeId, Caller> callers =
          Map.of(ONE, first.caller(), TWO, second.caller(), CLOUD, third.caller());
      for (NodeId node : List.of(ONE, TWO, CLOUD)) {
        ArScene.isFoundBy((function, request) -> call(gate, callers, node, function, request));
      }
      assertThat(cloud.metric(CLOUD_EXTRACTION, "ColdStarts")).isZero();
      assertThat(third.counts()).containsEntry("extraction@cloud-faas provisioned", 1L);

      burst(third.caller(), 3);
      assertThat(cloud.metric(CLOUD_EXTRACTION, "ProvisionedConcurrencySpilloverInvocations"))
          .isEqualTo(1);
      assertThat(third.counts())
          .containsEntry("extraction@cloud-faas provisioned", 3L)
          .containsEntry("extraction@cloud-faas spill-over", 1L);
      assertThat(cloudWatchAsThePlannerHearsIt(third).getSpillOver()).isEqualTo(1);
      assertThat(keepFirst.failure()).isEmpty();
      assertThat(keepSecond.failure()).isEmpty();
      CliRun destroyed = CliRun.of("destroy", "--targets", targets, "--yes");
      assertThat(destroyed.exit()).as(destroyed.out() + destroyed.err()).isZero();
      assertThat(cloud.provisioned()).isEmpty();
    }
  }

  private static JsonObject call(
      BurstGate gate,
      Map<NodeId, Caller> callers,
      NodeId node,
      FunctionId function,
      JsonObject request) {
    gate.pass(function, node, Duration.ofSeconds(30));
    Answer answer =
        callers.get(node).call(function, node, request.toString(), Duration.ofSeconds(30));
    assertThat(answer.outcome()).as(node + ": " + answer.body()).isEqualTo(Answer.Outcome.SUCCESS);
    assertThat(answer.coldStart()).as(node.toString()).contains(false);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  /** Through the telemetry of {@code serve}, into a service and out again. */
  private PlatformCount cloudWatchAsThePlannerHearsIt(LambdaPlatform region) throws Exception {
    Path testbed = Path.of("..", "datasets", "a3e-testbed.yaml");
    try (ContinuumServer server =
            ContinuumServer.start(
                ServerConfigs.local("sqlite:" + directory.resolve("store.db")),
                new RecordingActuator(),
                System::currentTimeMillis);
        ContinuumClient client = ContinuumClient.local(server.port());
        PlatformTelemetry telemetry =
            new PlatformTelemetry(
                List.of(region),
                "it",
                InstantSource.system(),
                samples -> server.counted(Optional.of("lab"), samples))) {
      client.create(
          "lab",
          ProblemWire.wire(ProblemFiles.read(testbed)),
          PlannerPolicy.newBuilder().setSteps(1).build(),
          "");
      for (int i = 0; i < 100; i++) {
        telemetry.poll();
        Optional<ObservedService> seen =
            client.get("lab").getServicesList().stream()
                .filter(each -> each.getFunction().equals(EXTRACTION.value()))
                .findFirst();
        if (seen.isPresent()) {
          return seen.get().getPlatform();
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      throw new AssertionError("the planner heard nothing");
    }
  }

  private static void burst(Caller caller, int calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        answers.add(
            threads.submit(
                () ->
                    caller.call(
                        EXTRACTION,
                        CLOUD,
                        "{\"warm\":true,\"hold\":2000}",
                        Duration.ofSeconds(60))));
      }
      for (Future<Answer> each : answers) {
        assertThat(each.get().outcome()).as(each.get().body()).isEqualTo(Answer.Outcome.SUCCESS);
      }
    }
  }

  private LocalLambda cloud() throws IOException {
    Path arguments = directory.resolve("cloud.args");
    Files.writeString(arguments, "-cp \"" + System.getProperty("java.class.path") + "\"");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx{heap}m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "{jni}",
            "@" + arguments,
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "dev.continuum.functions.LambdaEntry");
    // Ten seconds, as on AWS, are too short for a JVM with OpenCV on a machine full of tests.
    dev.continuum.lambda.host.HostOptions.Times times =
        dev.continuum.lambda.host.HostOptions.Times.FAST.withInitialisation(Duration.ofMinutes(1));
    return LocalLambda.start(
        dev.continuum.lambda.host.HostOptions.stock(directory.resolve("cloud"))
            .withTimes(times)
            .withRunner(Runner.PROCESS)
            .withImages(Map.of("ar/lambda", command)),
        InstantSource.system());
  }

  private LambdaPlatform region(LocalLambda cloud) {
    return new LambdaPlatform(
        new TreeSet<>(List.of(CLOUD)),
        new LambdaEndpoint(
            "eu-central-1", Optional.of(cloud.address()), LambdaHostCommand.publicKey()),
        LambdaSettings.of(ROLE),
        new LambdaPlatform.Surroundings(
            "it", new ArtifactStore(directory, directory), Sleeper.THREAD));
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private String targets(Edge one, Edge two, LocalLambda cloud) throws IOException {
    write("edge.key", dev.continuum.openwhisk.host.HostOptions.GUEST);
    write("cloud.key", LambdaHostCommand.publicKey().orElseThrow());
    String problem =
        Path.of("../datasets/a3e-testbed.yaml").toAbsolutePath().normalize().toString();
    return """
    owner: it
    state: state
    problem: %s
    artifacts:
      ar-extract: {form: image, location: ar/extract}
      ar-match: {form: image, location: ar/match}
      ar-lambda: {form: image, location: ar/lambda}
    functions:
      extraction: {artifact: ar-extract, entry: extract}
      matching: {artifact: ar-match, entry: match}
    targets:
      local-edge-1: {platform: openwhisk, endpoint: "%s", credential: {file: edge.key},
        pauseGrace: %ds, idleContainer: %ds, warmUpsPerMinute: 100000}
      local-edge-2: {platform: openwhisk, endpoint: "%s", credential: {file: edge.key},
        pauseGrace: %ds, idleContainer: %ds, warmUpsPerMinute: 100000}
      cloud-faas:
        platform: lambda
        region: eu-central-1
        endpoint: "%s"
        credential: {file: cloud.key}
        role: %s
        functions:
          extraction: {artifact: ar-lambda, memory: 1769, parameters: {CONTINUUM_FUNCTION: extract}}
          matching: {artifact: ar-lambda, memory: 1769, parameters: {CONTINUUM_FUNCTION: match}}
    """
        .formatted(
            problem,
            one.address(),
            Edge.PAUSE_GRACE.toSeconds(),
            Edge.IDLE.toSeconds(),
            two.address(),
            Edge.PAUSE_GRACE.toSeconds(),
            Edge.IDLE.toSeconds(),
            cloud.address(),
            ROLE);
  }
}
