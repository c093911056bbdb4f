package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.access.AccessInterceptor.Keys;
import dev.continuum.service.access.JwtTokens;
import dev.continuum.service.server.ServerConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.TypeConversionException;

/**
 * Settings of {@code serve} and where each comes from: flag, environment, file or default.
 *
 * @param values by name, as text
 */
record ServeSettings(SortedMap<String, String> values) {

  private static final String ENVIRONMENT = "CONTINUUM_";

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("store", ServerConfig.DEFAULT.store()),
          Map.entry("host", ServerConfig.DEFAULT.host()),
          Map.entry("port", Integer.toString(ServerConfig.DEFAULT.port())),
          Map.entry("advertise", ""),
          Map.entry("tls-cert", ""),
          Map.entry("tls-key", ""),
          Map.entry("tls-client-ca", ""),
          Map.entry("tls-reload", "60s"),
          Map.entry("jwks", ""),
          Map.entry("jwt-issuer", ""),
          Map.entry("jwt-audience", ""),
          Map.entry("keys", "optional"),
          Map.entry("metrics-port", ""),
          Map.entry("solver-threads", Integer.toString(ServerConfig.DEFAULT.solverThreads())),
          Map.entry("drain", "10s"),
          Map.entry("targets", ""));

  static ServeSettings of(
      Map<String, Optional<String>> flags, Map<String, String> environment, Optional<String> file) {
    Properties written = new Properties();
    if (file.isPresent()) {
      Source source = Source.read(file.get());
      try {
        written.load(new StringReader(source.text()));
      } catch (IOException | IllegalArgumentException e) {
        throw fault("The file (" + file.get() + ") must hold a key = value a line.");
      }
      for (String name : new TreeSet<>(written.stringPropertyNames())) {
        if (!DEFAULTS.containsKey(name)) {
          throw fault("The setting (" + name + ") of " + file.get() + " must be a known one.");
        }
      }
    }
    SortedMap<String, String> values = new TreeMap<>();
    DEFAULTS.forEach(
        (name, standard) -> {
          String variable = ENVIRONMENT + name.toUpperCase(Locale.ROOT).replace('-', '_');
          values.put(
              name,
              flags
                  .getOrDefault(name, Optional.empty())
                  .or(() -> Optional.ofNullable(environment.get(variable)))
                  .or(() -> Optional.ofNullable(written.getProperty(name)))
                  .orElse(standard));
        });
    return new ServeSettings(values);
  }

  ServerConfig config() {
    try {
      String cert = value("tls-cert");
      String clients = value("tls-client-ca");
      Optional<ServerConfig.Tls> tls =
          cert.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new ServerConfig.Tls(
                      Path.of(cert),
                      Path.of(value("tls-key")),
                      clients.isEmpty() ? Optional.empty() : Optional.of(Path.of(clients)),
                      new Durations().convert(value("tls-reload"))));
      String jwks = value("jwks");
      Optional<JwtTokens.Settings> jwt =
          jwks.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new JwtTokens.Settings(
                      Path.of(jwks), value("jwt-issuer"), value("jwt-audience")));
      String metrics = value("metrics-port");
      return new ServerConfig(
          value("store"),
          value("host"),
          number("port"),
          value("advertise"),
          tls,
          keys(),
          jwt,
          metrics.isEmpty() ? Optional.empty() : Optional.of(number("metrics-port")),
          number("solver-threads"),
          new Durations().convert(value("drain")));
    } catch (IllegalArgumentException | TypeConversionException e) {
      throw fault(e.getMessage() + "");
    }
  }

  /** The targets file, if plans are to be applied. */
  Optional<String> targets() {
    return Optional.of(value("targets")).filter(name -> !name.isBlank());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    shown().forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    return text.toString();
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    shown().forEach(json::addProperty);
    return json;
  }

  /** Without passwords. */
  private SortedMap<String, String> shown() {
    SortedMap<String, String> shown = new TreeMap<>(values);
    shown.computeIfPresent(
        "store", (name, value) -> value.replaceAll("(?i)(password=)[^&]*", "$1..."));
    return shown;
  }

  private String value(String name) {
    return values.getOrDefault(name, "");
  }

  private int number(String name) {
    try {
      return Integer.parseInt(value(name));
    } catch (NumberFormatException e) {
      throw fault("The setting " + name + " (" + value(name) + ") must be a whole number.");
    }
  }

  private Keys keys() {
    return switch (value("keys").toLowerCase(Locale.ROOT)) {
      case "required" -> Keys.REQUIRED;
      case "optional" -> Keys.OPTIONAL;
      default -> throw fault("The setting keys must be required or optional.");
    };
  }

  private static InvalidInputException fault(String message) {
    return new InvalidInputException(
        Finding.ofUsage(message, "Try: ./continuum serve --print-config"));
  }
}
