package dev.continuum.cli;

import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.model.id.NodeId;
import dev.continuum.openwhisk.WhiskPlatform;
import dev.continuum.openwhisk.WhiskSettings;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.host.LocalOpenWhisk;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A local host with the AR functions as images, counted in the process table. */
final class Edge implements AutoCloseable {

  static final Duration PAUSE_GRACE = Duration.ofSeconds(2);
  static final Duration IDLE = Duration.ofSeconds(6);

  private final String name;
  private final LocalOpenWhisk host;

  Edge(String name, Path directory) throws IOException {
    this.name = name;
    this.host =
        LocalOpenWhisk.start(
            HostOptions.stock(directory.resolve(name))
                .withPool(
                    new HostOptions.Pool(4096, PAUSE_GRACE, IDLE, Duration.ofMillis(40), List.of()))
                .withLimits(new HostOptions.Limits(100_000, 200, 128, 512))
                .withImages(Map.of("ar/extract", command("extract"), "ar/match", command("match"))),
            InstantSource.system());
  }

  private List<String> command(String function) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-D" + marker(function),
        "-Xmx96m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.continuum.functions.ActionServer");
  }

  private String marker(String function) {
    return "continuum.instance=" + function + "@" + name + "@" + ProcessHandle.current().pid();
  }

  /** Instances of a function, as the process table has them. */
  long instances(String function) {
    return ProcessHandle.allProcesses()
        .filter(
            each ->
                each.info().arguments().map(List::of).orElse(List.of()).stream()
                    .anyMatch(word -> word.endsWith(marker(function))))
        .count();
  }

  URI address() {
    return host.address();
  }

  WhiskPlatform platform(StateDirectory state) {
    return new WhiskPlatform(
        new TreeSet<>(List.of(new NodeId(name))),
        WhiskEndpoint.of(host.address(), HostOptions.GUEST),
        WhiskSettings.STOCK.withTimes(PAUSE_GRACE, IDLE).withWarmUpsPerMinute(100_000),
        new WhiskPlatform.Surroundings(
            state,
            new ArtifactStore(state.path().resolve("artifacts"), state.path()),
            InstantSource.system(),
            Sleeper.THREAD));
  }

  @Override
  public void close() {
    host.close();
  }
}
