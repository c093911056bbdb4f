package dev.continuum.lambda.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The Runtime API of one execution environment, on the loopback. The first /next ends its
 * initialisation. Thread-safe.
 */
final class RuntimeServer implements AutoCloseable {

  static final int MOST_PAYLOAD_BYTES = 6 << 20;
  private static final String BASE = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Optional<Failure>> initialised = new CompletableFuture<>();
  private volatile Event current = Event.NONE;

  /**
   * A call handed to the environment.
   *
   * @param id request id
   * @param payload the event
   * @param deadlineMillis of the epoch
   * @param arn what was called
   * @param answer completes with what the environment posts
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Event(
      String id,
      byte[] payload,
      long deadlineMillis,
      String arn,
      CompletableFuture<Outcome> answer) {
    static final Event NONE = new Event("", new byte[0], 0, "", new CompletableFuture<>());
  }

  /**
   * What the environment posts.
   *
   * @param payload answer, or an error's JSON
   * @param failed whether it is an error
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Outcome(byte[] payload, boolean failed) {}

  /**
   * A failed initialisation.
   *
   * @param type error type
   * @param payload an error's JSON
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Failure(String type, byte[] payload) {}

  RuntimeServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext(BASE, this::serve);
    server.setExecutor(threads);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Completes empty with the first /next, or with the error of the initialisation. */
  CompletableFuture<Optional<Failure>> initialised() {
    return initialised;
  }

  void hand(Event event) {
    events.add(event);
  }

  /** Ends the running call, and whatever waits. */
  void abort(Outcome outcome) {
    initialised.complete(Optional.of(new Failure("Runtime.ExitError", outcome.payload())));
    current.answer().complete(outcome);
    for (Event event = events.poll(); event != null; event = events.poll()) {
      event.answer().complete(outcome);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(BASE.length());
      if (path.equals("invocation/next")) {
        next(exchange);
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(MOST_PAYLOAD_BYTES + 1);
      String type =
          Optional.ofNullable(
                  exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type"))
              .orElse("Unhandled");
      if (path.equals("init/error")) {
        initialised.complete(Optional.of(new Failure(type, body)));
        reply(exchange, 202, Map.of(), accepted());
      } else if (path.equals("invocation/" + current.id() + "/response")) {
        respond(exchange, body);
      } else if (path.equals("invocation/" + current.id() + "/error")) {
        reply(exchange, 202, Map.of(), accepted());
        current.answer().complete(new Outcome(body, true));
      } else {
        reply(exchange, 400, Map.of(), error("InvalidRequestID", "Invalid request ID"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void respond(HttpExchange exchange, byte[] body) throws IOException {
    if (body.length > MOST_PAYLOAD_BYTES) {
      reply(
          exchange,
          413,
          Map.of(),
          error("RequestEntityTooLarge", "Exceeded maximum allowed payload size."));
      current
          .answer()
          .complete(
              new Outcome(
                  error(
                      "Function.ResponseSizeTooLarge",
                      "Response payload size exceeded maximum allowed payload size (6291556"
                          + " bytes)."),
                  true));
      return;
    }
    reply(exchange, 202, Map.of(), accepted());
    current.answer().complete(new Outcome(body, false));
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    initialised.complete(Optional.empty());
    Event event = events.take();
    current = event;
    String trace = "Root=1-00000000-" + event.id().replace("-", "").substring(0, 24) + ";Sampled=0";
    reply(
        exchange,
        200,
        Map.of(
            "Lambda-Runtime-Aws-Request-Id", event.id(),
            "Lambda-Runtime-Deadline-Ms", Long.toString(event.deadlineMillis()),
            "Lambda-Runtime-Invoked-Function-Arn", event.arn(),
            "Lambda-Runtime-Trace-Id", trace),
        event.payload());
  }

  private static void reply(
      HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] accepted() {
    return "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
  }

  /** An error as functions and runtimes tell it. */
  static byte[] error(String type, String message) {
    JsonObject json = new JsonObject();
    json.addProperty("errorMessage", message);
    json.addProperty("errorType", type);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether bytes are JSON. */
  static boolean isJson(byte[] bytes) {
    try {
      JsonElement json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
      return !json.isJsonNull() || bytes.length > 0;
    } catch (JsonParseException e) {
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
