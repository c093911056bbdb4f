package dev.continuum.cli;

import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.conformance.ConformanceReport;
import dev.continuum.openwhisk.conformance.ConformanceOptions;
import dev.continuum.openwhisk.conformance.ConformanceSuite;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code conformance openwhisk}: the suite against any OpenWhisk. */
@Command(
    name = "openwhisk",
    description = {
      "Runs one suite of checks against an OpenWhisk: API, errors, warm instances, keep-alive.",
      "",
      "Keeps below the limits of the namespace, so it takes minutes on a stock server; removes"
          + " what",
      "it makes, also after Ctrl-C. The credential comes from --auth-file, --auth, the environment",
      "(WHISK_AUTH) or ~/.wskprops, in this order. The last line is: N passed, N failed, N skipped."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum conformance openwhisk --apihost http://127.0.0.1:3233",
      "  ./continuum conformance openwhisk --apihost https://edge --auth-file key --ca-file ca.pem",
      "  ./continuum conformance openwhisk --apihost http://127.0.0.1:3233 --max-minutes 30"
          + " --intrusive",
      "",
      "Exit codes: 0 conforms, 1 it does not (or a check that must run was skipped), 2 wrong usage."
    })
final class ConformanceOpenWhiskCommand implements Callable<Integer> {

  @Option(
      names = "--apihost",
      paramLabel = "URL",
      required = true,
      description = "The server, say http://127.0.0.1:3233.")
  private String apiHost = "";

  @Option(names = "--auth-file", paramLabel = "FILE", description = "File that holds UUID:KEY.")
  private Optional<String> authFile = Optional.empty();

  @Option(
      names = "--auth",
      paramLabel = "UUID:KEY",
      description = "The credential itself; others on this machine may see it.")
  private Optional<String> auth = Optional.empty();

  @Option(
      names = "--pause-grace",
      paramLabel = "S",
      description = "Seconds from ready to paused, as the server has it. Default: 10.")
  private double pauseGrace = seconds(ConformanceOptions.STOCK.pauseGrace());

  @Option(
      names = "--idle-container",
      paramLabel = "S",
      description = "Seconds from paused to removed, as the server has it. Default: 600.")
  private double idleContainer = seconds(ConformanceOptions.STOCK.idleContainer());

  @Option(
      names = "--max-minutes",
      paramLabel = "M",
      description = "Leave out what would take longer. Default: 20.")
  private double maxMinutes = ConformanceOptions.STOCK.most().toMinutes();

  @Option(
      names = "--intrusive",
      description = "Also fill memory and throttles, which disturbs other users.")
  private boolean intrusive;

  @Option(names = "--ca-file", paramLabel = "FILE", description = "Certificate authority, PEM.")
  private Optional<Path> authority = Optional.empty();

  @Option(names = "--insecure", description = "Do not check certificates.")
  private boolean insecure;

  @Mixin private Output output = new Output();

  ConformanceOpenWhiskCommand() {}

  @Override
  public Integer call() {
    try (WhiskConnection connection = new WhiskConnection(endpoint())) {
      String prefix = "continuum-conf-" + Long.toString(System.nanoTime() & 0xffffff, 36);
      ConformanceSuite suite =
          new ConformanceSuite(
              connection,
              new ConformanceOptions(
                  ofSeconds(pauseGrace),
                  ofSeconds(idleContainer),
                  ofSeconds(60 * maxMinutes),
                  intrusive),
              InstantSource.system(),
              Sleeper.THREAD,
              prefix);
      // Ctrl-C and SIGTERM: what was made is removed all the same.
      Thread stop = new Thread(suite::stop, "continuum-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      boolean lines = !output.json() && output.file().isEmpty();
      ConformanceReport report =
          suite.run(
              result -> {
                if (lines) {
                  output.print(ConformanceText.line(result));
                } else {
                  output.note(ConformanceText.line(result).stripTrailing());
                }
              });
      Runtime.getRuntime().removeShutdownHook(stop);
      output.result(
          lines ? report.summary() + "\n" : ConformanceText.of(report),
          ConformanceText.json(report));
      return report.conforms() ? Exit.OK : Exit.INTERNAL;
    } catch (IOException e) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "The run against OpenWhisk at " + apiHost + " ended: " + Failures.reason(e) + ".",
              "Maybe it is down, or another --apihost is meant."));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          Finding.ofUsage(
              String.valueOf(e.getMessage()), "Try: ./continuum conformance openwhisk --help"));
    }
  }

  private WhiskEndpoint endpoint() {
    String key =
        authFile
            .map(Credentials::ofWhiskFile)
            .or(() -> auth)
            .or(Credentials::ofWhisk)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        Finding.ofUsage(
                            "A credential must be given.",
                            "Maybe --auth-file FILE, or WHISK_AUTH, or ~/.wskprops.")));
    String host = apiHost.contains("://") ? apiHost : scheme() + apiHost;
    return new WhiskEndpoint(URI.create(host), key, authority, insecure);
  }

  /** As OpenWhisk's own command line has it: what is not this machine speaks TLS. */
  private String scheme() {
    return apiHost.matches("(localhost|127\\.[0-9.]+|\\[::1]|172\\.17\\.[0-9.]+)(:[0-9]+)?/?")
        ? "http://"
        : "https://";
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }

  private static Duration ofSeconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }
}
