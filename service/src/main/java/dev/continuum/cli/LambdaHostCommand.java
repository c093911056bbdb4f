package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.actuation.host.Runner;
import dev.continuum.lambda.host.HostOptions;
import dev.continuum.lambda.host.LocalLambda;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lambda-host}: the local stand-in for AWS Lambda. */
@Command(
    name = "lambda-host",
    description = {
      "Runs a local stand-in for AWS Lambda in one region, on the loopback, until Ctrl-C.",
      "",
      "It speaks Lambda's API (signed requests, versions, aliases, provisioned and reserved",
      "concurrency) and runs each execution environment under AWS's own runtime interface client,",
      "in a container where a Docker engine answers, as a process otherwise, held to memory /",
      "1,769 MB of a core once initialised. For tests and demonstrations: everything is in memory.",
      "Prints its address when it is ready."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum lambda-host --port 9001",
      "  ./continuum lambda-host --port 9001 --allocation-delay 5s --concurrency 200",
      "",
      "Exit codes: 0 ended, 1 internal error, 2 wrong usage."
    })
final class LambdaHostCommand implements Callable<Integer> {

  @Option(names = "--port", paramLabel = "N", description = "Port. Default: 9001; 0 picks one.")
  private int port = 9001;

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description = "Region in names and signatures. Default: eu-central-1.")
  private String region = "eu-central-1";

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Environments at once of the account. Default: 1000; 100 stay unreserved.")
  private int concurrency = HostOptions.Quotas.STOCK.concurrency();

  @Option(
      names = "--allocation-delay",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Before the first provisioned environment is started. Default: 1m.")
  private Duration allocation = HostOptions.Times.STOCK.allocation();

  @Option(
      names = "--allocation-rate",
      paramLabel = "N",
      description = "Provisioned environments started a minute. Default: 6000.")
  private int allocationRate = HostOptions.Times.STOCK.allocationsPerMinute();

  @Option(
      names = "--keep-alive",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "An idle environment on demand lives so long. Default: 7m.")
  private Duration keepAlive = HostOptions.Times.STOCK.keepAlive();

  @Option(
      names = "--throttle",
      paramLabel = "HOW",
      description = "Share of the CPU: automatic, signals or off. Default: automatic.")
  private HostOptions.Throttle throttle = HostOptions.Throttle.AUTOMATIC;

  @Option(
      names = "--image",
      paramLabel = "URI=COMMAND",
      description =
          "What runs for an image: words divided by spaces; {memory} and {heap} stand for MB,"
              + " {client} for the class path of the runtime interface client, {jni} for the option"
              + " that names its library.")
  private List<String> images = List.of();

  @Option(
      names = "--launcher",
      paramLabel = "HOW",
      description =
          "What environments run in: process, docker, or auto (containers where a Docker engine"
              + " answers, else processes). Default: auto.")
  private Runner launcher = Runner.AUTO;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "File with KEY:SECRET of the only caller. Default: a public pair.")
  private Optional<String> keyFile = Optional.empty();

  @Mixin private Output output = new Output();

  LambdaHostCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("continuum-lambda");
    HostOptions.Times stock = HostOptions.Times.STOCK;
    HostOptions options =
        HostOptions.stock(directory)
            .withPort(port)
            .withRegion(region)
            .withKeys(keys())
            .withQuotas(
                new HostOptions.Quotas(
                    concurrency,
                    HostOptions.Quotas.STOCK.leastUnreserved(),
                    HostOptions.Quotas.STOCK.perSecond()))
            .withTimes(
                new HostOptions.Times(
                    stock.state(),
                    allocation,
                    allocationRate,
                    keepAlive,
                    stock.initialisation(),
                    stock.shift()))
            .withThrottle(throttle)
            .withImages(LocalHosts.images(images, "URI", "lambda-host"))
            .withRunner(launcher);
    LocalLambda host =
        LocalHosts.started(
            port, launcher, () -> LocalLambda.start(options, InstantSource.system()));
    CountDownLatch ended = LocalHosts.closing(host::close);
    JsonObject json = new JsonObject();
    json.addProperty("endpoint", host.address().toString());
    json.addProperty("region", region);
    output.result("Lambda stand-in at " + host.address() + " in " + region + "\n", json);
    ended.await();
    return Exit.OK;
  }

  /** The pair that a host knows unless told otherwise. */
  static Optional<String> publicKey() {
    return Optional.of(HostOptions.KEY + ":" + HostOptions.SECRET);
  }

  private Map<String, String> keys() {
    if (keyFile.isEmpty()) {
      return Map.of(HostOptions.KEY, HostOptions.SECRET);
    }
    String text = Credentials.ofFile(keyFile.get());
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new InvalidInputException(
          Finding.ofUsage("The file of --key-file must hold KEY:SECRET.", "Maybe one line."));
    }
    return Map.of(text.substring(0, colon), text.substring(colon + 1));
  }
}
