package dev.continuum.functions;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Entry point on OpenWhisk: the process inside the image, speaking the action protocol on port 8080
 * (or on a free port that it writes to CONTINUUM_PORT_FILE). {@code main} of /init, if it is
 * extract, match or ping, names the function; otherwise each request does.
 */
public final class ActionServer {

  private static final String END = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n";
  private static final int PORT = 8080;
  private static final int MOST_BYTES = 16 << 20;

  private JsonFunction function = ManagedFunction.of(ArFunctions.byRequest());
  private boolean initialised;

  private ActionServer() {}

  /**
   * Serves until the process is ended.
   *
   * @throws IOException if it cannot listen
   */
  public static void main(String[] arguments) throws IOException {
    // First: whatever fails later, no instance outlives its host.
    String parent = System.getenv("CONTINUUM_PARENT");
    if (parent != null) {
      endWith(Long.parseLong(parent));
    }
    System.setProperty("sun.net.httpserver.nodelay", "true");
    String portFile = System.getenv("CONTINUUM_PORT_FILE");
    HttpServer server =
        HttpServer.create(
            portFile == null
                ? new InetSocketAddress(PORT)
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            0);
    ActionServer action = new ActionServer();
    server.createContext("/init", exchange -> action.answer(exchange, true));
    server.createContext("/run", exchange -> action.answer(exchange, false));
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    if (portFile != null) {
      Path file = Path.of(portFile);
      Path fresh = file.resolveSibling("port.tmp");
      Files.writeString(fresh, Integer.toString(server.getAddress().getPort()));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void endWith(long parent) {
    var unused =
        Executors.newSingleThreadScheduledExecutor()
            .scheduleAtFixedRate(
                () -> {
                  if (ProcessHandle.of(parent).filter(ProcessHandle::isAlive).isEmpty()) {
                    Runtime.getRuntime().halt(1);
                  }
                },
                1,
                1,
                TimeUnit.SECONDS);
  }

  private void answer(HttpExchange exchange, boolean init) throws IOException {
    try (exchange) {
      int status = 200;
      JsonObject reply;
      try {
        byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BYTES);
        JsonObject value =
            JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8))
                .getAsJsonObject()
                .getAsJsonObject("value");
        reply = init ? init(value) : run(value);
      } catch (JsonParseException | IllegalStateException | BadRequestException | LinkageError e) {
        status = 502;
        reply = new JsonObject();
        reply.addProperty("error", String.valueOf(e.getMessage()));
      }
      byte[] bytes = reply.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  private synchronized JsonObject init(JsonObject value) {
    if (initialised) {
      throw new BadRequestException("Cannot initialize the action more than once.");
    }
    String name = Fields.text(value, "main").orElse("");
    if (name.equals("extract") || name.equals("match") || name.equals("ping")) {
      function = ManagedFunction.of(ArFunctions.bare(name));
    }
    if (!name.equals("ping")) {
      ArFunctions.load();
    }
    initialised = true;
    JsonObject ok = new JsonObject();
    ok.addProperty("ok", true);
    return ok;
  }

  private JsonObject run(JsonObject value) throws IOException {
    JsonFunction called;
    synchronized (this) {
      called = function;
    }
    try {
      return called.call(value);
    } finally {
      end(FileDescriptor.out);
      end(FileDescriptor.err);
    }
  }

  private static void end(FileDescriptor stream) throws IOException {
    // Not closed: the stream is the process's own.
    @SuppressWarnings("resource")
    FileOutputStream out = new FileOutputStream(stream);
    out.write(END.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
