package dev.continuum.cli;

import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.openwhisk.WhiskPlatform;
import dev.continuum.openwhisk.WhiskSettings;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.host.LocalOpenWhisk;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A local host with the AR functions as images, which run as processes or as containers; instances
 * are counted from outside, in the process table or by docker ps.
 */
final class Edge implements AutoCloseable {

  static final FunctionId EXTRACTION = new FunctionId("extraction");
  static final FunctionId MATCHING = new FunctionId("matching");

  static final Duration PAUSE_GRACE = Duration.ofSeconds(2);
  static final Duration IDLE = Duration.ofSeconds(9);
  private static final String BUILD = "functions-ar/image/build.sh";
  private static final String IMAGE = "continuum/functions-ar:it";
  private static final Map<FunctionId, String> ENTRIES =
      Map.of(EXTRACTION, "extract", MATCHING, "match");

  private final String name;
  private final boolean containers;
  private final Path arguments;
  private final LocalOpenWhisk host;

  Edge(String name, Path directory, boolean containers) throws IOException {
    this(name, directory, containers, IDLE);
  }

  Edge(String name, Path directory, boolean containers, Duration idle) throws IOException {
    this.name = name;
    this.containers = containers;
    // A class path in the command itself would be too long for the process table to show.
    this.arguments = Files.createDirectories(directory).resolve(name + ".args");
    Files.writeString(arguments, "-cp \"" + System.getProperty("java.class.path") + "\"");
    this.host =
        LocalOpenWhisk.start(
            HostOptions.stock(directory.resolve(name))
                .withPool(
                    new HostOptions.Pool(4096, PAUSE_GRACE, idle, Duration.ofMillis(40), List.of()))
                .withLimits(new HostOptions.Limits(100_000, 200, 128, 512))
                .withImages(
                    containers
                        ? Map.of()
                        : Map.of("ar/extract", command(EXTRACTION), "ar/match", command(MATCHING))),
            InstantSource.system());
  }

  /** Whether a Docker engine answers here. */
  static boolean hasDocker() {
    try {
      return !run("docker", "version", "--format", "{{.Server.Version}}").isBlank();
    } catch (IOException e) {
      return false;
    }
  }

  /** The image of the functions, from the jar that this build made. */
  static void buildImage() throws IOException {
    Path script = Path.of("..").toAbsolutePath().normalize().resolve(BUILD);
    run("bash", script.toString(), deployJar().toString(), IMAGE);
  }

  /** The deployable jar of the functions that this build made. */
  static Path deployJar() throws IOException {
    Path functions =
        Path.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)[0])
            .toAbsolutePath();
    Path root = Path.of("..").toAbsolutePath().normalize();
    boolean fast = functions.toString().contains("/fast/");
    Path target = root.resolve(fast ? "functions-ar/target/fast" : "functions-ar/target");
    try (var files = Files.list(target)) {
      return files
          .filter(each -> each.toString().endsWith("-deploy.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no deployable jar in " + target));
    }
  }

  private static String run(String... line) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", line) + ": " + text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return text;
  }

  /** How a function runs here. */
  Code code(FunctionId function) {
    return code(function, containers);
  }

  static Code code(FunctionId function, boolean containers) {
    String entry = ENTRIES.getOrDefault(function, "ping");
    String image = containers ? IMAGE : "ar/" + entry;
    return new Code("ar", Code.Form.IMAGE, image, Optional.empty(), "", entry);
  }

  private List<String> command(FunctionId function) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-D" + marker(function),
        "-Xmx96m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "@" + arguments,
        "dev.continuum.functions.ActionServer");
  }

  private String marker(FunctionId function) {
    return "continuum.instance=" + function + "@" + name + "@" + ProcessHandle.current().pid();
  }

  /** Instances of a function, as the process table or the engine has them. */
  long instances(FunctionId function) {
    if (containers) {
      try {
        // Names are as OpenWhisk makes them: number, namespace, action.
        return run(
                "docker",
                "ps",
                "--filter",
                "label=continuum-host=" + ProcessHandle.current().pid(),
                "--format",
                "{{.Names}}")
            .lines()
            .filter(each -> each.contains("-" + name + "-" + function + "-"))
            .count();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return ProcessHandle.current()
        .children()
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
