package dev.continuum.service.server;

import dev.continuum.service.access.AccessInterceptor.Keys;
import dev.continuum.service.access.JwtTokens;
import java.time.Duration;
import java.util.Optional;

/** Set-ups of servers for tests: a free port on loopback, metrics, one solver. */
public final class ServerConfigs {

  private ServerConfigs() {}

  /** Without keys. */
  public static ServerConfig local(String store) {
    return with(store, Keys.OPTIONAL, Optional.empty(), Optional.empty());
  }

  /** With keys, or TLS, or tokens of others. */
  public static ServerConfig with(
      String store, Keys keys, Optional<ServerConfig.Tls> tls, Optional<JwtTokens.Settings> jwt) {
    Optional<Integer> metrics = Optional.of(0);
    return new ServerConfig(
        store, "127.0.0.1", 0, "", tls, keys, jwt, metrics, 1, Duration.ofSeconds(10));
  }
}
