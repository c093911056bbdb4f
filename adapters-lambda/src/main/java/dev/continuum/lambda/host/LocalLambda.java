package dev.continuum.lambda.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * A running stand-in for AWS Lambda in one region, on the loopback only. Environments live as long
 * as it. Thread-safe.
 */
public final class LocalLambda implements AutoCloseable {

  /** Of a request that carries code, as base64. */
  private static final int MOST_BODY_BYTES = 70_167_211;

  private final HttpServer server;
  private final Registry registry;
  private final Fleet fleet;
  private final Signature signature;
  private final HostMetrics metrics;
  private final MonitoringApi monitoring;
  private final FunctionApi functions;
  private final AliasApi aliases;
  private final ConcurrencyApi concurrency;
  private final ScalingApi scaling;
  private final InvokeApi calls;

  private LocalLambda(
      HostOptions options, HttpServer server, Launcher launcher, InstantSource clock) {
    this.server = server;
    this.metrics = new HostMetrics(clock);
    this.monitoring = new MonitoringApi(metrics);
    this.registry = new Registry(options, clock);
    this.signature = new Signature(options.keys(), clock);
    this.fleet = new Fleet(registry, new Environment.Site(options, launcher), metrics);
    this.functions = new FunctionApi(registry, new CodeStore(options.directory()), fleet);
    this.aliases = new AliasApi(registry, fleet.provisioned());
    this.concurrency = new ConcurrencyApi(registry, fleet.provisioned());
    this.scaling = new ScalingApi(registry, fleet.provisioned(), concurrency);
    this.calls = new InvokeApi(registry, fleet, metrics, new SplittableRandom(1));
  }

  /**
   * Starts one.
   *
   * @throws IOException if it cannot listen on its port, or containers are required and no engine
   *     answers
   */
  public static LocalLambda start(HostOptions options, InstantSource clock) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Files.createDirectories(options.directory());
    RuntimeClient client = new RuntimeClient(options.directory());
    Launcher launcher =
        DockerLauncher.over(
            new ProcessLauncher(options.images(), client, CpuShares.of(options.throttle())),
            client,
            options);
    HttpServer server;
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 512);
    } catch (IOException e) {
      launcher.close();
      throw e;
    }
    LocalLambda host = new LocalLambda(options, server, launcher, clock);
    server.createContext("/", host::serve);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return host;
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Provisioned environments by {@code function:version}, for those who may look inside. */
  public SortedMap<String, Integer> provisioned() {
    return fleet.count(true);
  }

  /** Environments by {@code function:version} that wait for calls or are provisioned. */
  public SortedMap<String, Integer> warm() {
    return fleet.count(false);
  }

  /** A count of a function under CloudWatch's name; {@code ColdStarts} is our own. */
  public long metric(String function, String name) {
    return metrics.value(function, name);
  }

  @Override
  public void close() {
    server.stop(0);
    fleet.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      ApiReply reply;
      try {
        reply = answer(exchange);
      } catch (ApiException e) {
        reply = ApiReply.error(e);
      } catch (RuntimeException e) {
        reply =
            ApiReply.error(
                ApiException.of(500, "ServiceException", "An error occurred: " + e + "."));
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
      reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      boolean bare = reply.body().length == 0;
      exchange.sendResponseHeaders(reply.status(), bare ? -1 : reply.body().length);
      if (!bare) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  private ApiReply answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/metrics")) {
      StringBuilder text = new StringBuilder();
      metrics
          .all()
          .forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
      return new ApiReply(
          200,
          Map.of("Content-Type", "text/plain"),
          text.toString().getBytes(StandardCharsets.UTF_8));
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
    if (body.length > MOST_BODY_BYTES) {
      throw ApiException.of(
          413, "RequestEntityTooLargeException", "Request must be smaller than 70167211 bytes");
    }
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    ApiRequest request =
        new ApiRequest(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
    return switch (signature.check(request)) {
      case "lambda" -> route(request);
      case "application-autoscaling" -> scaling.call(request);
      case "monitoring" -> monitoring.call(request);
      default ->
          throw ApiException.of(
              403, "InvalidSignatureException", "Credential should be scoped to correct service.");
    };
  }

  private ApiReply route(ApiRequest request) {
    List<String> path = request.path();
    String resource = path.size() < 2 ? "" : path.get(1);
    if (resource.equals("account-settings")) {
      return concurrency.account();
    }
    if (resource.equals("tags") && path.size() == 3) {
      return functions.tags(request, path.get(2));
    }
    if (!resource.equals("functions")) {
      throw unknown(request);
    }
    if (path.size() == 2) {
      return request.method().equals("POST") ? functions.create(request) : functions.list(request);
    }
    Registry.Named named = registry.named(path.get(2), request.parameter("Qualifier"));
    String part = path.size() == 3 ? "" : path.get(3);
    Optional<String> item = path.size() > 4 ? Optional.of(path.get(4)) : Optional.empty();
    return switch (request.method() + " " + part) {
      case "GET " -> functions.get(request, named);
      case "DELETE " -> functions.delete(named);
      case "GET configuration" -> functions.configuration(named);
      case "PUT configuration" -> functions.updateConfiguration(request, named);
      case "PUT code" -> functions.updateCode(request, named);
      case "POST versions" -> functions.publish(request, named);
      case "GET versions" -> functions.versions(request, named);
      case "GET aliases" ->
          item.isPresent() ? aliases.get(named, item.get()) : aliases.list(request, named);
      case "POST aliases" -> aliases.create(request, named);
      case "PUT aliases" ->
          aliases.update(request, named, item.orElseThrow(() -> unknown(request)));
      case "DELETE aliases" -> aliases.delete(named, item.orElseThrow(() -> unknown(request)));
      case "PUT concurrency" -> concurrency.reserve(request, named);
      case "GET concurrency" -> concurrency.reserved(named);
      case "DELETE concurrency" -> concurrency.unreserve(named);
      case "PUT provisioned-concurrency" -> concurrency.provision(request, named);
      case "GET provisioned-concurrency" ->
          request.parameter("List").isPresent()
              ? concurrency.list(request, named)
              : concurrency.provisioned(named);
      case "DELETE provisioned-concurrency" -> concurrency.unprovision(named);
      case "POST invocations" -> calls.invoke(request, named);
      default -> throw unknown(request);
    };
  }

  private static ApiException unknown(ApiRequest request) {
    return ApiException.of(
        404, "UnknownOperationException", request.method() + " " + request.uri().getPath());
  }
}
