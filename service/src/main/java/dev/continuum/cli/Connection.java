package dev.continuum.cli;

import dev.continuum.model.validation.Issue;
import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumServiceGrpc.ContinuumServiceBlockingStub;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How every ctl command reaches the service. */
final class Connection {

  private static final String SERVER = "CONTINUUM_SERVER";
  private static final String TOKEN = "CONTINUUM_TOKEN";

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT,...",
      description = "Replicas of the service. Default: CONTINUUM_SERVER, else 127.0.0.1:7070.")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the bearer token. Default: CONTINUUM_TOKEN, else none.")
  private Optional<String> tokenFile = Optional.empty();

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Authorities of the server's certificate, PEM: speaks TLS.")
  private Optional<String> tlsCa = Optional.empty();

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "Own certificate, for mTLS.")
  private Optional<String> tlsCert = Optional.empty();

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key, PEM (PKCS 8).")
  private Optional<String> tlsKey = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "How long to wait for an answer. Default: 30s.")
  private Duration timeout = Duration.ofSeconds(30);

  /** Works with a client; what the service refuses is told as issues. */
  int client(Function<ContinuumClient, Integer> work) {
    List<String> addresses =
        Stream.of(
                server
                    .or(() -> Optional.ofNullable(System.getenv(SERVER)))
                    .orElse("127.0.0.1:7070")
                    .split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList();
    if (addresses.isEmpty()) {
      throw usage("--server must name at least one HOST:PORT.");
    }
    try (ContinuumClient client = ContinuumClient.to(addresses, credentials(), token())) {
      return work.apply(client);
    } catch (StatusRuntimeException e) {
      throw refused(e, String.join(",", addresses));
    } catch (IllegalArgumentException e) {
      throw usage("--server (" + String.join(",", addresses) + ") must be HOST:PORT.");
    }
  }

  /** The stateful service, with the deadline. */
  int continua(Function<ContinuumServiceBlockingStub, Integer> work) {
    return client(client -> work.apply(continua(client)));
  }

  ContinuumServiceBlockingStub continua(ContinuumClient client) {
    return client.continua().withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  Duration timeout() {
    return timeout;
  }

  private Optional<String> token() {
    return tokenFile
        .map(file -> Source.read(file).text().strip())
        .or(() -> Optional.ofNullable(System.getenv(TOKEN)))
        .filter(text -> !text.isEmpty());
  }

  private ChannelCredentials credentials() {
    if (tlsCa.isEmpty()) {
      if (tlsCert.isPresent() || tlsKey.isPresent()) {
        throw usage("--tls-cert and --tls-key need --tls-ca.");
      }
      return InsecureChannelCredentials.create();
    }
    if (tlsCert.isPresent() != tlsKey.isPresent()) {
      throw usage("--tls-cert and --tls-key must come together.");
    }
    try {
      TlsChannelCredentials.Builder tls =
          TlsChannelCredentials.newBuilder().trustManager(path(tlsCa.get()).toFile());
      if (tlsCert.isPresent() && tlsKey.isPresent()) {
        tls.keyManager(path(tlsCert.get()).toFile(), path(tlsKey.get()).toFile());
      }
      return tls.build();
    } catch (IOException e) {
      throw usage("--tls-... cannot be read: " + Failures.reason(e) + ".");
    }
  }

  private static Path path(String file) {
    return Source.existing(file);
  }

  private static InvalidInputException refused(StatusRuntimeException e, String server) {
    List<Finding> findings = new ArrayList<>();
    for (Issue issue : ContinuumClient.issues(e)) {
      findings.add(Finding.of(issue, ""));
    }
    if (findings.isEmpty()) {
      Status status = e.getStatus();
      findings.add(
          Finding.of(
              new Issue(
                  "service." + status.getCode().name().toLowerCase(java.util.Locale.ROOT),
                  "",
                  Optional.ofNullable(status.getDescription()).orElse(status.getCode().name()),
                  remedy(status.getCode(), server)),
              ""));
    }
    return new InvalidInputException(findings);
  }

  private static String remedy(Status.Code code, String server) {
    return switch (code) {
      case UNAVAILABLE -> "Maybe no server is at " + server + ": ./continuum serve, or --server.";
      case UNAUTHENTICATED -> "Maybe a token is missing: --token-file or " + TOKEN + ".";
      case PERMISSION_DENIED -> "Maybe a key of another role is needed.";
      case NOT_FOUND -> "Maybe it is another tenant's: ./continuum ctl list shows yours.";
      case FAILED_PRECONDITION -> "Maybe read it again: ./continuum ctl get NAME.";
      case RESOURCE_EXHAUSTED -> "Maybe later; the quota is the admin's to set.";
      case DEADLINE_EXCEEDED -> "Maybe wait longer: --timeout.";
      default -> "";
    };
  }

  private static InvalidInputException usage(String message) {
    return new InvalidInputException(
        Finding.ofUsage("The option " + message, "Try: ./continuum ctl list --help"));
  }
}
