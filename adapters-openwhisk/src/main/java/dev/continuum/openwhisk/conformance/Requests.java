package dev.continuum.openwhisk.conformance;

import com.google.gson.JsonObject;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Requests below our namespace, until the run is stopped. Thread-safe. */
final class Requests {

  static final String NAMESPACE = "/api/v1/namespaces/_";

  /** Longer than the minute a server keeps a blocking call. */
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final WhiskConnection connection;
  private final Leftovers leftovers;

  Requests(WhiskConnection connection, Leftovers leftovers) {
    this.connection = connection;
    this.leftovers = leftovers;
  }

  WhiskConnection connection() {
    return connection;
  }

  WhiskResponse send(String method, String path, Optional<String> body) throws IOException {
    if (leftovers.isStopped()) {
      throw new IOException("it was stopped");
    }
    try {
      return connection.send(method, NAMESPACE + path, body, TIMEOUT, true);
    } catch (HttpTimeoutException e) {
      throw e;
    } catch (IOException e) {
      if (!method.equals("GET")) {
        throw e;
      }
      // A kept connection may have been closed by the other side.
      return connection.send(method, NAMESPACE + path, body, TIMEOUT, true);
    }
  }

  WhiskResponse get(String path) throws IOException {
    return send("GET", path, Optional.empty());
  }

  WhiskResponse put(String name, JsonObject body, boolean overwrite) throws IOException {
    return send(
        "PUT", "/actions/" + name + "?overwrite=" + overwrite, Optional.of(body.toString()));
  }

  WhiskResponse post(String name, String query, String payload) throws IOException {
    return send("POST", "/actions/" + name + query, Optional.of(payload));
  }
}
