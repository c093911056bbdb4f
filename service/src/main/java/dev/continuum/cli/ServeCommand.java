package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.access.AccessInterceptor.Keys;
import dev.continuum.service.apply.PlatformTelemetry;
import dev.continuum.service.server.ContinuumServer;
import dev.continuum.service.server.ServerConfig;
import dev.continuum.service.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the service in the foreground. */
@Command(
    name = "serve",
    description = {
      "Serves placement over gRPC: holds continua, keeps their plans current, tells everyone.",
      "",
      "Every setting comes from its flag, else from the environment (CONTINUUM_STORE and so on),",
      "else from the --config file (store = ...), else from its default. SIGTERM drains calls",
      "and gives leases back before it ends."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum serve",
      "  ./continuum serve --store sqlite:/var/lib/continuum/store.db --metrics-port 9090",
      "  ./continuum serve --targets targets.yaml",
      "  ./continuum serve --print-config --json",
      "",
      "Exit codes: 0 stopped, 2 wrong usage, or the store or port cannot be had."
    })
final class ServeCommand implements Callable<Integer> {

  private static final List<Logger> QUIET =
      Stream.of("io.grpc.internal.SerializingExecutor", "io.grpc.netty.shaded.io.grpc.netty")
          .map(Logger::getLogger)
          .toList();

  @Option(
      names = "--store",
      paramLabel = "ADDRESS",
      description = "sqlite:FILE or jdbc:postgresql:... Default: sqlite:continuum.db.")
  private Optional<String> store = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Address to listen on. Anything but a loopback needs TLS and keys.")
  private Optional<String> host = Optional.empty();

  @Option(names = "--port", paramLabel = "N", description = "Default: 7070; 0 for a free one.")
  private Optional<String> port = Optional.empty();

  @Option(
      names = "--advertise",
      paramLabel = "HOST:PORT",
      description = "Where clients reach this replica, if not at host and port.")
  private Optional<String> advertise = Optional.empty();

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "Certificate chain, PEM.")
  private Optional<String> tlsCert = Optional.empty();

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Private key, PEM (PKCS 8).")
  private Optional<String> tlsKey = Optional.empty();

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description = "Authorities of clients' certificates, PEM: asks every client for one.")
  private Optional<String> tlsClientCa = Optional.empty();

  @Option(
      names = "--tls-reload",
      paramLabel = "DURATION",
      description = "How often the files of TLS are looked at. Default: 60s.")
  private Optional<String> tlsReload = Optional.empty();

  @Option(
      names = "--jwks",
      paramLabel = "FILE",
      description = "Public keys of an identity provider: takes its signed tokens (JWT) too.")
  private Optional<String> jwks = Optional.empty();

  @Option(names = "--jwt-issuer", paramLabel = "TEXT", description = "The iss of its tokens.")
  private Optional<String> jwtIssuer = Optional.empty();

  @Option(names = "--jwt-audience", paramLabel = "TEXT", description = "The aud of its tokens.")
  private Optional<String> jwtAudience = Optional.empty();

  @Option(
      names = "--keys",
      paramLabel = "required|optional",
      description = "Whether callers need keys. Default: optional.")
  private Optional<String> keys = Optional.empty();

  @Option(
      names = "--metrics-port",
      paramLabel = "N",
      description = "Where Prometheus reads /metrics, on loopback. Default: nowhere.")
  private Optional<String> metricsPort = Optional.empty();

  @Option(
      names = "--solver-threads",
      paramLabel = "N",
      description = "Solves at once. Default: one less than there are processors.")
  private Optional<String> solverThreads = Optional.empty();

  @Option(
      names = "--drain",
      paramLabel = "DURATION",
      description = "How long calls may take to end at a stop. Default: 10s.")
  private Optional<String> drain = Optional.empty();

  @Option(names = "--config", paramLabel = "FILE", description = "Settings, a key = value a line.")
  private Optional<String> config = Optional.empty();

  @Option(names = "--print-config", description = "Print the settings that hold, and end.")
  private boolean printConfig;

  @Option(
      names = "--targets",
      paramLabel = "FILE",
      description =
          "Apply plans to the platforms of this targets file (docs/actuation.md). Default: none;"
              + " plans count as applied.")
  private Optional<String> targets = Optional.empty();

  @Mixin private Output output = new Output();

  ServeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    ServeSettings settings =
        ServeSettings.of(
            Map.ofEntries(
                Map.entry("store", store),
                Map.entry("host", host),
                Map.entry("port", port),
                Map.entry("advertise", advertise),
                Map.entry("tls-cert", tlsCert),
                Map.entry("tls-key", tlsKey),
                Map.entry("tls-client-ca", tlsClientCa),
                Map.entry("tls-reload", tlsReload),
                Map.entry("jwks", jwks),
                Map.entry("jwt-issuer", jwtIssuer),
                Map.entry("jwt-audience", jwtAudience),
                Map.entry("keys", keys),
                Map.entry("metrics-port", metricsPort),
                Map.entry("solver-threads", solverThreads),
                Map.entry("drain", drain),
                Map.entry("targets", targets)),
            System.getenv(),
            config);
    ServerConfig asked = settings.config();
    if (printConfig) {
      output.result(settings.text(), settings.json());
      return Exit.OK;
    }
    // What callers send wrong is theirs to know: it must not fill the log with stack traces.
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    try (TargetActuator actuator = TargetActuator.of(settings.targets());
        ContinuumServer server =
            ContinuumServer.start(asked, actuator.actuator(), System::currentTimeMillis);
        PlatformTelemetry telemetry = actuator.tell(server)) {
      Thread stop = new Thread(server::close, "continuum-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      telemetry.start();
      JsonObject started = new JsonObject();
      started.addProperty("host", asked.host());
      started.addProperty("port", server.port());
      server.metricsPort().ifPresent(number -> started.addProperty("metricsPort", number));
      output.result("listening on " + asked.host() + ":" + server.port() + "\n", started);
      if (asked.keys() == Keys.OPTIONAL) {
        output.note("Callers need no keys: whoever reaches the port may do everything.");
      }
      server.awaitEnd();
    } catch (IOException e) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "The server cannot start: " + Failures.reason(e) + ".",
              "Maybe another one has the port: --port 0 takes a free one."));
    } catch (StoreException e) {
      throw new InvalidInputException(
          Finding.ofUsage(e.getMessage() + "", "Maybe another --store."));
    }
    return Exit.OK;
  }
}
