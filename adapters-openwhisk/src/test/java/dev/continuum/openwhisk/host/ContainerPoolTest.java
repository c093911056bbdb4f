package dev.continuum.openwhisk.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Callers that call again in the very moment they have their answer. */
class ContainerPoolTest {

  private static final HostOptions.Pool POOL =
      new HostOptions.Pool(
          2048, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(300), List.of());

  /** An instance that answers whatever it is asked at once. */
  private static final class Instances implements Launcher, Sandbox {

    private final AtomicInteger started = new AtomicInteger();
    private final HttpServer server;

    Instances() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    @Override
    public Sandbox launch(String id, String kind, String image, int memoryMb) {
      started.incrementAndGet();
      return this;
    }

    @Override
    public String address() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void destroy() {}

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private static Action action(int logsMb) {
    JsonObject exec = new JsonObject();
    exec.addProperty("kind", "blackbox");
    exec.addProperty("image", "any");
    exec.addProperty("binary", false);
    return new Action(
        "guest",
        "called",
        1,
        exec,
        new ActionLimits(60_000, 256, logsMb, 1, OptionalInt.empty()),
        Map.of(),
        Map.of(),
        0);
  }

  /** Instances that two calls took, the second submitted by whoever heard the first's answer. */
  private static int instances(int logsMb) throws Exception {
    Instances instances = new Instances();
    try (ContainerPool pool =
        new ContainerPool(POOL, instances, InstantSource.system(), new Metrics())) {
      CompletableFuture<Activation> second = new CompletableFuture<>();
      CompletableFuture<Activation> first = new CompletableFuture<>();
      var unused = first.thenRun(() -> pool.submit(work("second", logsMb, second)));
      pool.submit(work("first", logsMb, first));
      assertThat(second.get(30, TimeUnit.SECONDS).status()).isEqualTo(Activation.Status.SUCCESS);
      return instances.started.get();
    }
  }

  private static Work work(String id, int logsMb, CompletableFuture<Activation> answer) {
    return new Work(id, action(logsMb), new JsonObject(), 0, answer);
  }

  @Test
  void withoutLogsAnInstanceIsBackBeforeItsAnswer() throws Exception {
    assertThat(instances(0)).isEqualTo(1);
  }

  @Test
  void withLogsAnAnswerOvertakesItsInstance() throws Exception {
    assertThat(instances(10)).isEqualTo(2);
  }
}
