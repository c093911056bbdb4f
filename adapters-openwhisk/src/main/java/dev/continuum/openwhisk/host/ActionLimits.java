package dev.continuum.openwhisk.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.OptionalInt;

/**
 * Limits of an action.
 *
 * @param timeoutMs longest run
 * @param memoryMb memory of an instance
 * @param logsMb most logs
 * @param concurrency calls at once in an instance
 * @param instances stored and told, but without effect, as with every balancer but the FPC
 *     scheduler
 */
record ActionLimits(
    int timeoutMs, int memoryMb, int logsMb, int concurrency, OptionalInt instances) {

  static final ActionLimits STANDARD =
      new ActionLimits(
          HostOptions.Limits.STANDARD_TIMEOUT_MS,
          HostOptions.Limits.STANDARD_MEMORY_MB,
          HostOptions.Limits.MOST_LOGS_MB,
          1,
          OptionalInt.empty());

  /** These, with the fields the request has; checked against the host's limits. */
  ActionLimits merge(JsonElement given, HostOptions.Limits host) {
    if (!given.isJsonObject()) {
      throw new RestException(400, "The request content was malformed:\nlimits must be an object");
    }
    JsonObject json = given.getAsJsonObject();
    ActionLimits merged =
        new ActionLimits(
            number(json, "timeout", timeoutMs),
            number(json, "memory", memoryMb),
            number(json, "logs", logsMb),
            number(json, "concurrency", concurrency),
            json.has("instances")
                ? OptionalInt.of(number(json, "instances", concurrency))
                : instances);
    merged.check(host);
    return merged;
  }

  private void check(HostOptions.Limits host) {
    require(
        memoryMb <= host.mostMemoryMb(),
        "memory size "
            + memoryMb
            + " MB exceeds allowed threshold of "
            + host.mostMemoryMb()
            + " MB");
    require(
        memoryMb >= host.leastMemoryMb(),
        "memory size "
            + memoryMb
            + " MB below allowed threshold of "
            + host.leastMemoryMb()
            + " MB");
    require(
        timeoutMs <= HostOptions.Limits.MOST_TIMEOUT_MS,
        "timeout "
            + timeoutMs
            + " milliseconds exceeds allowed threshold of "
            + HostOptions.Limits.MOST_TIMEOUT_MS
            + " milliseconds");
    require(
        timeoutMs >= HostOptions.Limits.LEAST_TIMEOUT_MS,
        "timeout "
            + timeoutMs
            + " milliseconds below allowed threshold of "
            + HostOptions.Limits.LEAST_TIMEOUT_MS
            + " milliseconds");
    require(
        logsMb >= 0 && logsMb <= HostOptions.Limits.MOST_LOGS_MB,
        "log size "
            + logsMb
            + " MB exceeds allowed threshold of "
            + HostOptions.Limits.MOST_LOGS_MB
            + " MB");
    require(concurrency == 1, "concurrency " + concurrency + " exceeds allowed threshold of 1");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new RestException(
          400, "The request content was malformed:\nrequirement failed: " + message);
    }
  }

  private static int number(JsonObject json, String key, int otherwise) {
    JsonElement value = json.get(key);
    if (value == null || value.isJsonNull()) {
      return otherwise;
    }
    try {
      return value.getAsInt();
    } catch (RuntimeException e) {
      throw new RestException(
          400, "The request content was malformed:\n" + key + " must be a number");
    }
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("concurrency", concurrency);
    instances.ifPresent(most -> json.addProperty("instances", most));
    json.addProperty("logs", logsMb);
    json.addProperty("memory", memoryMb);
    json.addProperty("timeout", timeoutMs);
    return json;
  }
}
