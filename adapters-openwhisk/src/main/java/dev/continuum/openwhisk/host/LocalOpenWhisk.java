package dev.continuum.openwhisk.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.continuum.actuation.host.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A running stand-in for an OpenWhisk server, on the loopback only. Instances live as long as it.
 * Thread-safe.
 */
public final class LocalOpenWhisk implements AutoCloseable {

  private static final String API = "/api/v1";

  private final HostOptions options;
  private final HttpServer server;
  private final ContainerPool pool;
  private final RestApi api;
  private final Metrics metrics = new Metrics();
  private final Kinds kinds;
  private long transactions;

  private LocalOpenWhisk(
      HostOptions options, HttpServer server, Launcher launcher, InstantSource clock) {
    this.options = options;
    this.server = server;
    this.kinds = Kinds.of(Programs.has("node"));
    this.pool = new ContainerPool(options.pool(), launcher, clock, metrics);
    this.api =
        new RestApi(new Entities(options.limits(), kinds, clock), pool, options.limits(), clock);
  }

  /**
   * Starts one.
   *
   * @throws IOException if it cannot listen on its port, or containers are required and no engine
   *     answers
   */
  public static LocalOpenWhisk start(HostOptions options, InstantSource clock) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    java.nio.file.Files.createDirectories(options.directory());
    Launcher launcher =
        DockerLauncher.over(new ProcessLauncher(options.directory(), options.images()), options);
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 512);
    LocalOpenWhisk host = new LocalOpenWhisk(options, server, launcher, clock);
    server.createContext("/", host::serve);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return host;
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Initialised instances by action, for those who may look inside. */
  public Map<String, Integer> warm() {
    return pool.warm();
  }

  @Override
  public void close() {
    server.stop(0);
    pool.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    Duration delay = delay(exchange);
    try (exchange) {
      sleep(delay);
      RestReply reply;
      try {
        reply = route(exchange);
      } catch (RestException e) {
        reply = error(e.status(), e.text());
      } catch (RuntimeException e) {
        reply = error(500, "There was an internal server error.");
      }
      sleep(delay);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      reply
          .activation()
          .ifPresent(id -> exchange.getResponseHeaders().set("x-openwhisk-activation-id", id));
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  private RestReply route(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(HostOptions.Limits.MOST_BODY_BYTES + 1);
    if (body.length > HostOptions.Limits.MOST_BODY_BYTES) {
      return RestReply.text(
          400,
          "The request content was malformed:\nEntityStreamSizeException: content length exceeds"
              + " the limit of "
              + HostOptions.Limits.MOST_BODY_BYTES
              + " bytes");
    }
    String path = exchange.getRequestURI().getRawPath();
    switch (path) {
      case "/" -> {
        return RestReply.of(200, about());
      }
      case "/ping" -> {
        return RestReply.text(200, "pong");
      }
      case "/metrics" -> {
        return RestReply.text(200, metrics.text());
      }
      default -> {
        // below
      }
    }
    if (path.equals(API) || path.equals(API + "/")) {
      return RestReply.of(200, about());
    }
    if (!path.startsWith(API + "/")) {
      throw RestException.notFound();
    }
    String own = namespace(exchange);
    List<String> parts =
        List.of(path.substring(API.length() + 1).split("/", -1)).stream()
            .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList();
    RestRequest request =
        new RestRequest(
            exchange.getRequestMethod(),
            own,
            RestRequest.query(
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")),
            new String(body, StandardCharsets.UTF_8));
    return route(request, parts);
  }

  private RestReply route(RestRequest request, List<String> parts) {
    if (!parts.getFirst().equals("namespaces")) {
      throw RestException.notFound();
    }
    if (parts.size() == 1 || (parts.size() == 2 && parts.get(1).isEmpty())) {
      JsonArray array = new JsonArray();
      array.add(request.namespace());
      return RestReply.of(200, array);
    }
    String named = parts.get(1);
    if (!named.equals("_") && !named.equals(request.namespace())) {
      throw new RestException(
          403, "The supplied authentication is not authorized to access '" + named + "'.");
    }
    String collection = parts.size() > 2 ? parts.get(2) : "";
    List<String> rest = parts.subList(Math.min(3, parts.size()), parts.size());
    return switch (collection) {
      case "limits" -> api.limits();
      case "actions" ->
          rest.isEmpty() ? api.actions(request) : api.action(request, String.join("/", rest));
      case "activations" ->
          rest.isEmpty()
              ? api.activations(request)
              : api.activation(request, rest.getFirst(), rest.size() > 1 ? rest.get(1) : "");
      case "packages" ->
          rest.isEmpty() ? api.packages(request) : api.pack(request, rest.getFirst());
      default -> throw RestException.notFound();
    };
  }

  private String namespace(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      throw new RestException(
          401, "The resource requires authentication, which was not supplied with the request");
    }
    String key;
    try {
      key = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RestException(401, "The supplied authentication is invalid.");
    }
    return Optional.ofNullable(options.credentials().get(key))
        .orElseThrow(() -> new RestException(401, "The supplied authentication is invalid."));
  }

  private JsonObject about() {
    HostOptions.Limits limits = options.limits();
    JsonObject numbers = new JsonObject();
    numbers.addProperty("actions_per_minute", limits.perMinute());
    numbers.addProperty("concurrent_actions", limits.concurrent());
    numbers.addProperty("max_action_duration", HostOptions.Limits.MOST_TIMEOUT_MS);
    numbers.addProperty("max_action_logs", HostOptions.Limits.MOST_LOGS_MB << 20);
    numbers.addProperty("max_action_memory", (long) limits.mostMemoryMb() << 20);
    numbers.addProperty("min_action_duration", HostOptions.Limits.LEAST_TIMEOUT_MS);
    numbers.addProperty("min_action_logs", 0);
    numbers.addProperty("min_action_memory", (long) limits.leastMemoryMb() << 20);
    JsonArray paths = new JsonArray();
    paths.add(API);
    JsonObject json = new JsonObject();
    json.add("api_paths", paths);
    json.addProperty("description", "Continuum's local stand-in for OpenWhisk");
    json.add("limits", numbers);
    json.add("runtimes", kinds.json());
    json.add("support", new JsonObject());
    return json;
  }

  private synchronized RestReply error(int status, String message) {
    JsonObject json = new JsonObject();
    json.addProperty("code", "local" + ++transactions);
    json.addProperty("error", message);
    return RestReply.of(status, json);
  }

  private Duration delay(HttpExchange exchange) {
    String client = exchange.getRemoteAddress().getAddress().getHostAddress();
    return options.delays().getOrDefault(client, options.delays().getOrDefault("*", Duration.ZERO));
  }

  private static void sleep(Duration time) {
    if (time.isPositive()) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
