package dev.continuum.lambda;

import dev.continuum.actuation.Answer;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Digests;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.StepListener;
import dev.continuum.actuation.host.Runner;
import dev.continuum.lambda.conformance.ProbeCode;
import dev.continuum.lambda.host.HostOptions;
import dev.continuum.lambda.host.LocalLambda;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A local host, the adapter for it, and plans of probes. */
final class Region implements AutoCloseable {

  static final NodeId CLOUD = new NodeId("cloud");
  static final FunctionId PROBE = new FunctionId("probe");
  static final String NAME = "continuum-it-cloud-probe";
  static final String ROLE = "arn:aws:iam::123456789012:role/continuum";
  static final LambdaSettings.Waits WAITS =
      new LambdaSettings.Waits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofMillis(20));

  final LocalLambda host;
  final LambdaPlatform platform;
  final Applier applier;
  private final Path directory;

  Region(Path directory, HostOptions options, LambdaSettings settings) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.host = LocalLambda.start(options, InstantSource.system());
    this.platform = platform(host, directory, settings);
    this.applier =
        new Applier(
            List.of(platform),
            StateDirectory.at(directory.resolve("state")),
            new Applier.Timing(InstantSource.system(), Sleeper.THREAD, Duration.ofSeconds(1)),
            StepListener.SILENT);
  }

  static Region fast(Path directory) throws IOException {
    return new Region(directory, options(directory), settings());
  }

  static LambdaSettings settings() {
    return LambdaSettings.of(ROLE).withWaits(WAITS).withKeepVersions(1);
  }

  static HostOptions options(Path directory) {
    return HostOptions.stock(directory.resolve("host"))
        .withTimes(HostOptions.Times.FAST)
        .withRunner(Runner.PROCESS);
  }

  static LambdaEndpoint endpoint(LocalLambda host) {
    return new LambdaEndpoint(
        "eu-central-1",
        Optional.of(host.address()),
        Optional.of(HostOptions.KEY + ":" + HostOptions.SECRET));
  }

  static LambdaPlatform platform(LocalLambda host, Path directory, LambdaSettings settings) {
    return new LambdaPlatform(
        new TreeSet<>(List.of(CLOUD)),
        endpoint(host),
        settings,
        new LambdaPlatform.Surroundings(
            "it", new ArtifactStore(directory.resolve("artifacts"), directory), Sleeper.THREAD));
  }

  LambdaCalls calls() {
    return new LambdaCalls(endpoint(host), Sleeper.THREAD);
  }

  /** A probe of so many warm instances; another text is another code. */
  Deployment probe(int warm, int memoryMb, String text) {
    return probe(warm, memoryMb, text, Map.of());
  }

  Deployment probe(int warm, int memoryMb, String text, Map<String, String> variables) {
    SortedMap<String, String> parameters = new TreeMap<>(variables);
    parameters.put("MARK", text);
    return new Deployment(
        PROBE,
        CLOUD,
        warm,
        OptionalInt.empty(),
        Memory.mebibytes((double) memoryMb),
        Duration.ofSeconds(20),
        code(directory, text),
        parameters);
  }

  static Deployment capped(Deployment each, int most) {
    return new Deployment(
        each.function(),
        each.node(),
        each.warm(),
        OptionalInt.of(most),
        each.memory(),
        each.timeout(),
        each.code(),
        each.parameters());
  }

  static Code code(Path directory, String text) {
    byte[] zip = ProbeCode.zip(text);
    Path file = directory.resolve("probe-" + text + ".zip");
    try {
      Files.createDirectories(directory);
      Files.write(file, zip);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new Code(
        "probe",
        Code.Form.ZIP,
        file.toString(),
        Optional.of(Digests.sha256(zip)),
        ProbeCode.RUNTIME,
        ProbeCode.HANDLER);
  }

  static Plan plan(Deployment... deployments) {
    return Plan.of("it", new TreeSet<>(List.of(CLOUD)), List.of(deployments));
  }

  static Plan nothing() {
    return Plan.nothing("it", new TreeSet<>(List.of(CLOUD)));
  }

  Applied apply(Deployment... deployments) {
    return applier.apply(plan(deployments));
  }

  Answer call(String payload) {
    return platform.caller().call(PROBE, CLOUD, payload, Duration.ofSeconds(30));
  }

  @Override
  public void close() {
    platform.close();
    host.close();
  }
}
