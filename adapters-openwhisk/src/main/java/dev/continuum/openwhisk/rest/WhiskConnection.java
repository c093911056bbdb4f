package dev.continuum.openwhisk.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Single requests, without retries. Thread-safe. */
public final class WhiskConnection implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final WhiskEndpoint endpoint;
  private final HttpClient http;
  private final String authorization;

  /** Connects on first use. */
  public WhiskConnection(WhiskEndpoint endpoint) {
    this.endpoint = endpoint;
    this.authorization =
        "Basic "
            + Base64.getEncoder().encodeToString(endpoint.key().getBytes(StandardCharsets.UTF_8));
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if ("https".equals(endpoint.apiHost().getScheme())) {
      builder.sslContext(Tls.context(endpoint));
    }
    this.http = builder.build();
  }

  /** Where it goes. */
  public WhiskEndpoint endpoint() {
    return endpoint;
  }

  /**
   * Sends a request and gives the answer, whatever its status.
   *
   * @param path from the root, with its query
   * @param body JSON text, or empty for none
   * @param authorized whether with our credential
   * @throws IOException if there is no answer in time
   */
  public WhiskResponse send(
      String method, String path, Optional<String> body, Duration timeout, boolean authorized)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(resolve(path))
            .timeout(timeout)
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElse(HttpRequest.BodyPublishers.noBody()));
    if (authorized) {
      request.header("Authorization", authorization);
    }
    if (body.isPresent()) {
      request.header("Content-Type", "application/json");
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new WhiskResponse(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("x-openwhisk-activation-id"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted.", e);
    }
  }

  private URI resolve(String path) {
    String host = endpoint.apiHost().toString();
    return URI.create((host.endsWith("/") ? host.substring(0, host.length() - 1) : host) + path);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
