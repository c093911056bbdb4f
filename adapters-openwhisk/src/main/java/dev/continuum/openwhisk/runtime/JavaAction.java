package dev.continuum.openwhisk.runtime;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process of one instance of a Java action: loads the jar it is initialised with and calls its
 * {@code public static JsonObject main(JsonObject)}.
 */
public final class JavaAction {

  private static final String END = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n";

  private @Nullable Method main;

  private JavaAction() {}

  /**
   * Serves until the process that started it is gone; or, in a container, on the port that {@code
   * CONTINUUM_PORT} names until the container is removed.
   *
   * @throws IOException if it cannot listen
   */
  public static void main(String[] arguments) throws IOException {
    Optional<String> port = Optional.ofNullable(System.getenv("CONTINUUM_PORT"));
    if (port.isEmpty()) {
      // First: whatever fails later, no instance outlives its host.
      watch(Long.parseLong(System.getenv("CONTINUUM_PARENT")));
    }
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(
            port.map(each -> new InetSocketAddress(Integer.parseInt(each)))
                .orElseGet(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            0);
    JavaAction action = new JavaAction();
    server.createContext("/init", exchange -> action.answer(exchange, action::init));
    server.createContext("/run", exchange -> action.answer(exchange, action::run));
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    if (port.isEmpty()) {
      announce(Path.of(System.getenv("CONTINUUM_PORT_FILE")), server.getAddress().getPort());
    }
  }

  private static void announce(Path file, int port) throws IOException {
    Path fresh = file.resolveSibling("port.tmp");
    Files.writeString(fresh, Integer.toString(port));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void watch(long parent) {
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

  private interface Handler {
    JsonObject handle(JsonObject request) throws ReflectiveOperationException, IOException;
  }

  private void answer(HttpExchange exchange, Handler handler) throws IOException {
    JsonObject reply;
    int status = 200;
    try (exchange) {
      try {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        reply = handler.handle(JsonParser.parseString(text).getAsJsonObject());
      } catch (InvocationTargetException e) {
        status = 502;
        reply = error("An error has occured (see logs for details): " + e.getCause());
      } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
        status = 502;
        reply = error(String.valueOf(e));
      }
      byte[] bytes = reply.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  private JsonObject init(JsonObject request) throws ReflectiveOperationException, IOException {
    JsonObject value = request.getAsJsonObject("value");
    if (main != null) {
      throw new IllegalStateException("Cannot initialize the action more than once.");
    }
    Path jar = Files.createTempFile("action", ".jar");
    jar.toFile().deleteOnExit();
    Files.write(jar, Base64.getDecoder().decode(value.get("code").getAsString()));
    String name = value.get("main").getAsString();
    int hash = name.indexOf('#');
    // Lives as long as the process.
    @SuppressWarnings("resource")
    URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, JavaAction.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    main =
        loader
            .loadClass(hash < 0 ? name : name.substring(0, hash))
            .getMethod(hash < 0 ? "main" : name.substring(hash + 1), JsonObject.class);
    JsonObject ok = new JsonObject();
    ok.addProperty("ok", true);
    return ok;
  }

  private JsonObject run(JsonObject request) throws ReflectiveOperationException, IOException {
    Method method = main;
    if (method == null) {
      throw new IllegalStateException("Cannot invoke an uninitialized action.");
    }
    try {
      Object result = method.invoke(null, request.getAsJsonObject("value"));
      return result instanceof JsonObject json ? json : error("The action returned null");
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

  private static JsonObject error(String message) {
    JsonObject json = new JsonObject();
    json.addProperty("error", message);
    return json;
  }
}
