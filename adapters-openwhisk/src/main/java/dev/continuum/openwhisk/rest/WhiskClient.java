package dev.continuum.openwhisk.rest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.ActuationException.Fault;
import dev.continuum.actuation.Sleeper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The REST API with retries by class of error: no connection and 500/503 for requests that may be
 * repeated, 429 with growing pauses (the server names none), 409 of concurrent writers by reading
 * again. 502 is what an action did and is never retried. Thread-safe.
 */
public final class WhiskClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SLACK = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 6;
  private static final int PAGE = 200;

  private final WhiskConnection connection;
  private final Sleeper sleeper;

  /** Over a connection. */
  public WhiskClient(WhiskConnection connection, Sleeper sleeper) {
    this.connection = connection;
    this.sleeper = sleeper;
  }

  /** The connection, for requests as they are. */
  public WhiskConnection connection() {
    return connection;
  }

  /** Limits and runtimes: GET /. */
  public JsonObject about() {
    return expect(repeatable("GET", "/", Optional.empty()), "GET /").object();
  }

  /** Limits of the namespace. */
  public JsonObject limits() {
    return expect(
            repeatable("GET", "/api/v1/namespaces/_/limits", Optional.empty()), "reading limits")
        .object();
  }

  /** All actions of the namespace, without code. */
  public List<JsonObject> actions() {
    List<JsonObject> all = new ArrayList<>();
    while (true) {
      JsonArray page =
          expect(
                  repeatable(
                      "GET",
                      "/api/v1/namespaces/_/actions?limit=" + PAGE + "&skip=" + all.size(),
                      Optional.empty()),
                  "listing actions")
              .array();
      for (JsonElement each : page) {
        all.add(each.getAsJsonObject());
      }
      if (page.size() < PAGE) {
        return all;
      }
    }
  }

  /** One action without its code. */
  public Optional<JsonObject> action(String name) {
    WhiskResponse response = repeatable("GET", path(name) + "?code=false", Optional.empty());
    return response.status() == 404
        ? Optional.empty()
        : Optional.of(expect(response, "reading action " + name).object());
  }

  /**
   * Creates or changes an action.
   *
   * @param overwrite whether one may be there already
   * @return the answer; concurrent modification is the caller's to re-read and retry
   */
  public WhiskResponse put(String name, JsonObject body, boolean overwrite) {
    return repeatable("PUT", path(name) + "?overwrite=" + overwrite, Optional.of(body.toString()));
  }

  /** Deletes an action; false if there was none. */
  public boolean delete(String name) {
    WhiskResponse response = repeatable("DELETE", path(name), Optional.empty());
    if (response.status() == 404) {
      return false;
    }
    expect(response, "deleting action " + name);
    return true;
  }

  /**
   * Calls an action and waits for its activation. Not retried but where the server cannot have seen
   * it.
   *
   * @param wait how long the server keeps the connection, at most a minute
   * @throws IOException if there is no answer
   */
  public WhiskResponse invoke(String name, String payload, Duration wait) throws IOException {
    String query = "?blocking=true&timeout=" + Math.clamp(wait.toMillis(), 1L, 60_000L);
    for (int attempt = 1; ; attempt++) {
      try {
        return connection.send(
            "POST", path(name) + query, Optional.of(payload), wait.plus(SLACK), true);
      } catch (ConnectException | HttpConnectTimeoutException e) {
        if (attempt == 2) {
          throw e;
        }
        sleeper.sleep(Duration.ofMillis(50));
      }
    }
  }

  /** An activation, once it is stored. */
  public Optional<JsonObject> activation(String id) {
    WhiskResponse response =
        repeatable("GET", "/api/v1/namespaces/_/activations/" + id, Optional.empty());
    return response.status() == 404
        ? Optional.empty()
        : Optional.of(expect(response, "reading activation " + id).object());
  }

  /**
   * The calls of an action that began in a span of time, newest first, at most 200; a record may
   * come seconds after its call.
   */
  public List<JsonObject> activations(String name, Instant since, Instant upto) {
    String query =
        "?docs=true&limit="
            + PAGE
            + "&name="
            + URLEncoder.encode(name, StandardCharsets.UTF_8)
            + "&since="
            + since.toEpochMilli()
            + "&upto="
            + upto.toEpochMilli();
    List<JsonObject> all = new ArrayList<>();
    for (JsonElement each :
        expect(
                repeatable("GET", "/api/v1/namespaces/_/activations" + query, Optional.empty()),
                "listing calls of " + name)
            .array()) {
      all.add(each.getAsJsonObject());
    }
    return all;
  }

  /** Throws what a failed answer means. */
  public WhiskResponse expect(WhiskResponse response, String what) {
    if (response.isOk()) {
      return response;
    }
    String message =
        "OpenWhisk at "
            + connection.endpoint()
            + " answered "
            + response.status()
            + " to "
            + what
            + ": "
            + response.error();
    throw switch (response.status()) {
      case 401, 403 ->
          new ActuationException(
              Fault.DENIED, message, "Maybe the credential belongs to another namespace.");
      case 409 ->
          new ActuationException(Fault.CONFLICT, message, "Maybe another program writes there.");
      case 413, 400 -> new ActuationException(Fault.INVALID, message, "");
      case 429 ->
          new ActuationException(
              Fault.THROTTLED, message, "Maybe raise the limits of the namespace.");
      default -> new ActuationException(Fault.UNAVAILABLE, message, "Maybe it is starting.");
    };
  }

  private WhiskResponse repeatable(String method, String path, Optional<String> body) {
    Duration pause = Duration.ofMillis(100);
    for (int attempt = 1; ; attempt++) {
      try {
        WhiskResponse response = connection.send(method, path, body, TIMEOUT, true);
        boolean passing =
            response.status() == 429 || response.status() == 500 || response.status() == 503;
        if (!passing || attempt == ATTEMPTS) {
          return response;
        }
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new ActuationException(
              Fault.UNAVAILABLE,
              "OpenWhisk at " + connection.endpoint() + " does not answer: " + e + ".",
              "Maybe it is down, or another host or port is meant.",
              e);
        }
      }
      sleeper.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static String path(String name) {
    return "/api/v1/namespaces/_/actions/"
        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  @Override
  public void close() {
    connection.close();
  }
}
