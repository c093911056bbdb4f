package dev.continuum.openwhisk.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.openwhisk.rest.WhiskConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a server tells of itself.
 *
 * @param about GET /, or GET /api/v1 where a proxy keeps / for itself
 * @param limits limits of our namespace
 */
record Server(JsonObject about, JsonObject limits) {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  static Server of(WhiskConnection connection) throws IOException {
    JsonObject about = get(connection, "/");
    if (!about.has("runtimes")) {
      about = get(connection, "/api/v1");
    }
    return new Server(about, get(connection, Requests.NAMESPACE + "/limits"));
  }

  private static JsonObject get(WhiskConnection connection, String path) throws IOException {
    return connection.send("GET", path, Optional.empty(), TIMEOUT, true).object();
  }

  int perMinute() {
    return number("invocationsPerMinute", 60);
  }

  int concurrent() {
    return number("concurrentInvocations", 30);
  }

  int leastMemory() {
    return number("minActionMemory", 128);
  }

  int mostMemory() {
    return number("maxActionMemory", 512);
  }

  private int number(String key, int otherwise) {
    return limits.has(key) && limits.get(key).isJsonPrimitive()
        ? limits.get(key).getAsInt()
        : otherwise;
  }

  /** Kinds that take new actions. */
  SortedSet<String> kinds() {
    SortedSet<String> kinds = new TreeSet<>();
    if (about.get("runtimes") instanceof JsonObject runtimes) {
      for (var family : runtimes.entrySet()) {
        for (JsonElement each : family.getValue().getAsJsonArray()) {
          JsonObject one = each.getAsJsonObject();
          if (!one.has("deprecated") || !one.get("deprecated").getAsBoolean()) {
            kinds.add(one.get("kind").getAsString());
          }
        }
      }
    }
    return kinds;
  }
}
