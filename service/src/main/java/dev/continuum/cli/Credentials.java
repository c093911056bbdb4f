package dev.continuum.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads secrets from where they are kept; never prints them. */
final class Credentials {

  private static final int MOST_BYTES = 64 << 10;

  private Credentials() {}

  /** The text of a small file, stripped. */
  static String ofFile(String name) {
    Path path = Path.of(name);
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new IOException("it is larger than " + MOST_BYTES + " bytes");
      }
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new InvalidInputException(
          Finding.ofFile(
              "credential.unreadable",
              name,
              "The credential file cannot be read: " + Failures.reason(e) + ".",
              "Maybe its name or permissions."));
    }
  }

  /** The value of an environment variable. */
  static String ofEnvironment(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () ->
                new InvalidInputException(
                    Finding.ofUsage(
                        "The environment variable " + variable + " must hold the credential.",
                        "Maybe export it first.")));
  }

  /** OpenWhisk's: the environment (WHISK_AUTH and its other names), else AUTH in ~/.wskprops. */
  static Optional<String> ofWhisk() {
    for (String variable :
        new String[] {"WHISK_AUTH", "WSK_AUTH", "OPENWHISK_AUTH", "AUTH", "__OW_API_KEY"}) {
      String value = System.getenv(variable);
      if (value != null && value.indexOf(':') > 0) {
        return Optional.of(value.strip());
      }
    }
    String config = System.getenv("WSK_CONFIG_FILE");
    Path properties =
        config == null ? Path.of(System.getProperty("user.home"), ".wskprops") : Path.of(config);
    if (!Files.isReadable(properties)) {
      return Optional.empty();
    }
    return auth(ofFile(properties.toString()));
  }

  /** A file that holds UUID:KEY, or that is like ~/.wskprops. */
  static String ofWhiskFile(String name) {
    String text = ofFile(name);
    return auth(text).orElse(text);
  }

  private static Optional<String> auth(String properties) {
    return properties
        .lines()
        .filter(line -> line.matches("\\s*AUTH\\s*=.*"))
        .map(line -> line.substring(line.indexOf('=') + 1).strip())
        .findFirst();
  }
}
