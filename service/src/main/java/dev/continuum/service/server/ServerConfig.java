package dev.continuum.service.server;

import dev.continuum.service.access.AccessInterceptor.Keys;
import dev.continuum.service.access.JwtTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server is set up.
 *
 * @param store {@code sqlite:FILE} or a {@code jdbc:postgresql:} address
 * @param host address to listen on
 * @param port to listen on; 0 for any that is free
 * @param advertised where other replicas' clients reach this one; empty for host and port
 * @param tls certificates, if the port is more than a loopback
 * @param keys whether callers need keys
 * @param jwt whose signed tokens are taken beside keys, if anyone's
 * @param metricsPort where Prometheus reads, on loopback; empty for nowhere, 0 for any that is free
 * @param solverThreads how many solves may run at once
 * @param drain how long calls may take to end after a stop is asked for
 */
public record ServerConfig(
    String store,
    String host,
    int port,
    String advertised,
    Optional<Tls> tls,
    Keys keys,
    Optional<JwtTokens.Settings> jwt,
    Optional<Integer> metricsPort,
    int solverThreads,
    Duration drain) {

  /**
   * Certificates in PEM. Files are read again when they change.
   *
   * @param certificate chain of the server
   * @param key private key of the server
   * @param clients authorities of clients' certificates; mTLS if present
   * @param reload how often the files are looked at
   */
  public record Tls(Path certificate, Path key, Optional<Path> clients, Duration reload) {}

  /** SQLite in the working directory, loopback, no keys. */
  public static final ServerConfig DEFAULT =
      new ServerConfig(
          "sqlite:continuum.db",
          "127.0.0.1",
          7070,
          "",
          Optional.empty(),
          Keys.OPTIONAL,
          Optional.empty(),
          Optional.empty(),
          Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
          Duration.ofSeconds(10));

  /** On another port. */
  ServerConfig withPort(int other) {
    return new ServerConfig(
        store, host, other, advertised, tls, keys, jwt, metricsPort, solverThreads, drain);
  }

  /** Refuses what would be open to the world. */
  public ServerConfig {
    boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    if (!loopback && tls.isEmpty()) {
      throw new IllegalArgumentException(
          "The address (" + host + ") must be a loopback unless TLS is configured.");
    }
    if (!loopback && keys != Keys.REQUIRED) {
      throw new IllegalArgumentException(
          "The address (" + host + ") must be a loopback unless keys are required.");
    }
    if (solverThreads < 1) {
      throw new IllegalArgumentException("A server needs at least one solver thread.");
    }
  }
}
