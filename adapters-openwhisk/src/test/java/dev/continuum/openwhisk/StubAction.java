package dev.continuum.openwhisk;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.Executors;

/** The least instance there can be: tells its identity and holds. */
final class StubAction {

  private static final String INSTANCE = UUID.randomUUID().toString();

  private StubAction() {}

  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", StubAction::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    Path file = Path.of(System.getenv("CONTINUUM_PORT_FILE"));
    Path fresh = file.resolveSibling("port.tmp");
    Files.writeString(fresh, Integer.toString(server.getAddress().getPort()));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonObject value =
          JsonParser.parseString(
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
              .getAsJsonObject()
              .getAsJsonObject("value");
      if (value.has("hold")) {
        try {
          Thread.sleep(value.get("hold").getAsLong());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      JsonObject reply = new JsonObject();
      reply.addProperty("instance", INSTANCE);
      byte[] bytes = reply.toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
