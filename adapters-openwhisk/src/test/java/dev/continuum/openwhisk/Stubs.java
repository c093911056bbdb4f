package dev.continuum.openwhisk;

import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.host.Runner;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** A local host whose instances are stubs, and the adapter on it. */
final class Stubs {

  static final NodeId EDGE = new NodeId("edge");
  private static final Path PERL = Path.of("/usr/bin/perl");

  private Stubs() {}

  /** A host whose image {@code stub} is a process that carries the marker. */
  static HostOptions host(
      Path home, String marker, int memoryMb, Duration pauseGrace, Duration idle) {
    return HostOptions.stock(home.resolve("host"))
        .withPool(new HostOptions.Pool(memoryMb, pauseGrace, idle, Duration.ZERO, List.of()))
        .withLimits(new HostOptions.Limits(1_000_000, 1000, 128, 512))
        .withRunner(Runner.PROCESS)
        .withImages(Map.of("stub", command(marker)));
  }

  private static List<String> command(String marker) {
    if (Files.isExecutable(PERL)) {
      return List.of(PERL.toString(), resource("stub.pl").toString(), marker);
    }
    List<String> line = new ArrayList<>(java(List.of("-Xmx32m"), StubAction.class));
    line.add(marker);
    return line;
  }

  private static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(Stubs.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> java(List<String> options, Class<?> main) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    line.addAll(options);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return line;
  }

  /** Instances of a host, from outside: children of this process that carry its marker. */
  static long instances(String marker) {
    return ProcessHandle.current().children().filter(each -> isMarked(each, marker)).count();
  }

  static boolean isMarked(ProcessHandle process, String marker) {
    return process.info().arguments().map(List::of).orElse(List.of()).contains(marker);
  }

  static WhiskPlatform platform(URI address, Path state, WhiskSettings settings) {
    return new WhiskPlatform(
        new TreeSet<>(List.of(EDGE)),
        WhiskEndpoint.of(address, HostOptions.GUEST),
        settings,
        new WhiskPlatform.Surroundings(
            StateDirectory.at(state),
            new ArtifactStore(state.resolve("artifacts"), state),
            InstantSource.system(),
            Sleeper.THREAD));
  }

  static Plan plan(String owner, Deployment... deployments) {
    return Plan.of(owner, new TreeSet<>(List.of(EDGE)), List.of(deployments));
  }

  static Deployment deployment(String function, int warm, int memory) {
    return new Deployment(
        new FunctionId(function),
        EDGE,
        warm,
        OptionalInt.empty(),
        Memory.mebibytes(memory),
        Duration.ofSeconds(30),
        new Code("stub", Code.Form.IMAGE, "stub", Optional.empty(), "", ""),
        Collections.emptySortedMap());
  }
}
