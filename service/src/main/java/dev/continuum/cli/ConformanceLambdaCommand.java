package dev.continuum.cli;

import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.conformance.ConformanceReport;
import dev.continuum.lambda.LambdaEndpoint;
import dev.continuum.lambda.conformance.ConformanceOptions;
import dev.continuum.lambda.conformance.ConformanceSuite;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code conformance lambda}: the suite against a region, or a local host. */
@Command(
    name = "lambda",
    description = {
      "Checks that AWS Lambda, or what stands in for it, behaves as the adapter takes it to"
          + " behave.",
      "",
      "Says first what it is expected to cost, begins all its names with the same prefix, and",
      "removes them in the end. Against AWS itself it runs only with --real-aws."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum conformance lambda --endpoint http://127.0.0.1:9001",
      "  ./continuum conformance lambda --real-aws --region eu-central-1 --role ARN",
      "",
      "Exit codes: 0 nothing failed and all that must run ran, 1 otherwise, 2 wrong usage."
    })
final class ConformanceLambdaCommand implements Callable<Integer> {

  private static final String ANY_ROLE = "arn:aws:iam::123456789012:role/continuum";

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Where Lambda answers. Default: AWS itself.")
  private Optional<URI> endpoint = Optional.empty();

  @Option(names = "--region", paramLabel = "NAME", description = "Region. Default: eu-central-1.")
  private String region = "eu-central-1";

  @Option(
      names = "--role",
      paramLabel = "ARN",
      description = "Execution role of the functions; needed on AWS.")
  private Optional<String> role = Optional.empty();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "File with KEY:SECRET. Default: on AWS the SDK's own chain, else the local host's public"
              + " pair.")
  private Optional<String> keyFile = Optional.empty();

  @Option(
      names = "--max-minutes",
      paramLabel = "M",
      description = "Leave out what would take longer. Default: 60.")
  private double maxMinutes = 60;

  @Option(names = "--real-aws", description = "Run against AWS itself, which costs money.")
  private boolean realAws;

  @Mixin private Output output = new Output();

  ConformanceLambdaCommand() {}

  @Override
  public Integer call() {
    LambdaEndpoint where = where();
    if (where.isAws() && !realAws) {
      throw usage(
          "Running against AWS itself costs money and must be asked for by --real-aws.",
          ConformanceSuite.expectedCost());
    }
    if (where.isAws() && role.isEmpty()) {
      throw usage(
          "On AWS --role must name an execution role.", "Maybe one with no permissions but logs.");
    }
    output.note(ConformanceSuite.expectedCost());
    ConformanceSuite suite =
        new ConformanceSuite(
            where,
            new ConformanceOptions(
                role.orElse(ANY_ROLE), Duration.ofMillis(Math.round(maxMinutes * 60_000))),
            InstantSource.system(),
            Sleeper.THREAD);
    String prefix = "continuum-conf-" + Long.toString(System.nanoTime() & 0xffffff, 36);
    boolean lines = !output.json() && output.file().isEmpty();
    ConformanceReport report =
        suite.run(
            prefix,
            result -> {
              if (lines) {
                output.print(ConformanceText.line(result));
              } else {
                output.note(ConformanceText.line(result).stripTrailing());
              }
            });
    output.result(
        lines ? report.summary() + "\n" : ConformanceText.of(report), ConformanceText.json(report));
    return report.conforms() ? Exit.OK : Exit.INTERNAL;
  }

  private LambdaEndpoint where() {
    try {
      LambdaEndpoint bare = new LambdaEndpoint(region, endpoint, Optional.empty());
      Optional<String> credential = keyFile.map(Credentials::ofFile);
      return new LambdaEndpoint(
          region,
          endpoint,
          bare.isAws() ? credential : credential.or(LambdaHostCommand::publicKey));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()), "Try: ./continuum conformance lambda --help");
    }
  }

  private static InvalidInputException usage(String message, String remedy) {
    return new InvalidInputException(Finding.ofUsage(message, remedy));
  }
}
