package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.actuation.host.Runner;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.host.LocalOpenWhisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code openwhisk-host}: the local stand-in for an OpenWhisk server. */
@Command(
    name = "openwhisk-host",
    description = {
      "Runs a local stand-in for an OpenWhisk server, on the loopback, until Ctrl-C.",
      "",
      "It speaks OpenWhisk's REST API and runs each instance of an action in a container where a",
      "Docker engine answers, as a process otherwise. For tests and demonstrations: everything is",
      "in memory. Prints its address and credential when it is ready."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum openwhisk-host --port 3233",
      "  ./continuum openwhisk-host --port 3233 --user-memory 1024 --idle-container 30s",
      "",
      "Exit codes: 0 ended, 1 internal error, 2 wrong usage."
    })
final class OpenWhiskHostCommand implements Callable<Integer> {

  @Option(names = "--port", paramLabel = "N", description = "Port. Default: 3233; 0 picks one.")
  private int port = 3233;

  @Option(
      names = "--user-memory",
      paramLabel = "MB",
      description = "Memory of all instances together. Default: 2048.")
  private int userMemory = HostOptions.Pool.STOCK.userMemoryMb();

  @Option(
      names = "--pause-grace",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "From ready to paused. Default: 10s.")
  private Duration pauseGrace = HostOptions.Pool.STOCK.pauseGrace();

  @Option(
      names = "--idle-container",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "From paused to removed. Default: 10m.")
  private Duration idleContainer = HostOptions.Pool.STOCK.idleContainer();

  @Option(
      names = "--per-minute",
      paramLabel = "N",
      description = "Calls a minute of a namespace. Default: 60.")
  private int perMinute = HostOptions.Limits.STOCK.perMinute();

  @Option(
      names = "--concurrent",
      paramLabel = "N",
      description = "Calls at once of a namespace. Default: 30.")
  private int concurrent = HostOptions.Limits.STOCK.concurrent();

  @Option(
      names = "--delay",
      paramLabel = "[ADDRESS=]DURATION",
      description = "Network delay each way, for one client address or for all; repeatable.")
  private List<String> delays = List.of();

  @Option(
      names = "--image",
      paramLabel = "NAME=COMMAND",
      description =
          "Runs an image as a process instead: words divided by spaces; {memory} and {heap} stand"
              + " for MB.")
  private List<String> images = List.of();

  @Option(
      names = "--launcher",
      paramLabel = "HOW",
      description =
          "What instances run in: process, docker, or auto (containers where a Docker engine"
              + " answers, else processes). Default: auto.")
  private Runner launcher = Runner.AUTO;

  @Option(
      names = "--auth-file",
      paramLabel = "FILE",
      description = "File with UUID:KEY of the only namespace, guest. Default: the stock guest.")
  private Optional<String> authFile = Optional.empty();

  @Mixin private Output output = new Output();

  OpenWhiskHostCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("continuum-openwhisk");
    HostOptions options =
        new HostOptions(
            port,
            Map.of(authFile.map(Credentials::ofFile).orElse(HostOptions.GUEST), "guest"),
            new HostOptions.Pool(
                userMemory,
                pauseGrace,
                idleContainer,
                HostOptions.Pool.STOCK.logCollection(),
                List.of()),
            new HostOptions.Limits(perMinute, concurrent, 128, 512),
            delays(),
            LocalHosts.images(images, "NAME", "openwhisk-host"),
            launcher,
            directory);
    LocalOpenWhisk host =
        LocalHosts.started(
            port, launcher, () -> LocalOpenWhisk.start(options, InstantSource.system()));
    CountDownLatch ended = LocalHosts.closing(host::close);
    JsonObject json = new JsonObject();
    json.addProperty("apiHost", host.address().toString());
    output.result("OpenWhisk stand-in at " + host.address() + "\n", json);
    ended.await();
    return Exit.OK;
  }

  private Map<String, Duration> delays() {
    Map<String, Duration> map = new LinkedHashMap<>();
    for (String each : delays) {
      int equals = each.indexOf('=');
      map.put(
          equals < 0 ? "*" : each.substring(0, equals),
          new Durations().convert(each.substring(equals + 1)));
    }
    return map;
  }
}
