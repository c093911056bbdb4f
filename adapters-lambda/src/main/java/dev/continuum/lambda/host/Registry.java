package dev.continuum.lambda.host;

import dev.continuum.lambda.host.FunctionEntity.Alias;
import dev.continuum.lambda.host.FunctionEntity.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** All functions of the account; also the lock that guards them. */
final class Registry {

  private final SortedMap<String, FunctionEntity> functions = new TreeMap<>();
  private final HostOptions options;
  private final InstantSource clock;

  Registry(HostOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  HostOptions options() {
    return options;
  }

  String arn(String function) {
    return "arn:aws:lambda:"
        + options.region()
        + ":"
        + HostOptions.ACCOUNT
        + ":function:"
        + function;
  }

  String revision() {
    return UUID.randomUUID().toString();
  }

  Collection<FunctionEntity> all() {
    return functions.values();
  }

  void put(FunctionEntity function) {
    functions.put(function.name, function);
  }

  void remove(FunctionEntity function) {
    functions.remove(function.name);
  }

  /**
   * What a path names: a name, a partial or a whole ARN, each with or without a qualifier.
   *
   * @param name of the function
   * @param qualifier version or alias
   */
  record Named(String name, Optional<String> qualifier) {}

  Named named(String text, Optional<String> qualifier) {
    String rest = text;
    if (rest.startsWith("arn:")) {
      String prefix = arn("");
      if (!rest.startsWith(prefix)) {
        throw ApiException.notFound("Function not found: " + text);
      }
      rest = rest.substring(prefix.length());
    } else if (rest.contains(":function:")) {
      rest = rest.substring(rest.indexOf(":function:") + ":function:".length());
    }
    int colon = rest.indexOf(':');
    Optional<String> inside = colon < 0 ? Optional.empty() : Optional.of(rest.substring(colon + 1));
    String name = colon < 0 ? rest : rest.substring(0, colon);
    if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
      throw ApiException.constraint(
          "functionName",
          text,
          "Member must satisfy regular expression pattern:"
              + " (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?"
              + "(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
    }
    if (inside.isPresent() && qualifier.isPresent() && !inside.equals(qualifier)) {
      throw ApiException.invalid(
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return new Named(name, inside.or(() -> qualifier));
  }

  FunctionEntity function(String name) {
    return Optional.ofNullable(functions.get(name))
        .orElseThrow(() -> ApiException.notFound("Function not found: " + arn(name)));
  }

  boolean has(String name) {
    return functions.containsKey(name);
  }

  /** The version a qualifier means; without one, $LATEST. */
  Version version(FunctionEntity function, Optional<String> qualifier) {
    String wanted = qualifier.orElse(FunctionEntity.LATEST);
    if (wanted.equals(FunctionEntity.LATEST)) {
      return function.latest;
    }
    String number =
        Optional.ofNullable(function.aliases.get(wanted)).map(Alias::version).orElse(wanted);
    if (number.equals(FunctionEntity.LATEST)) {
      return function.latest;
    }
    return Optional.of(number)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(text -> function.versions.get(Integer.parseInt(text)))
        .orElseThrow(
            () -> ApiException.notFound("Function not found: " + function.arn + ":" + wanted));
  }

  Alias alias(FunctionEntity function, String name) {
    return Optional.ofNullable(function.aliases.get(name))
        .orElseThrow(
            () -> ApiException.notFound("Cannot find alias arn: " + function.arn + ":" + name));
  }
}
