package dev.continuum.openwhisk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.BurstGate;
import dev.continuum.actuation.Phase;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.Step;
import dev.continuum.model.id.FunctionId;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of which the second takes much longer to start. */
class WarmUpTest {

  private static final Duration LONGER = Duration.ofSeconds(5);

  @TempDir private Path directory;

  /** A clock that moves when it is told to, and tells when it was read after the first answer. */
  private static final class Clock implements InstantSource {

    private final CountDownLatch readAfterFirst = new CountDownLatch(1);
    private volatile Instant now = Instant.EPOCH;
    private volatile boolean answered;

    @Override
    public Instant instant() {
      Instant read = now;
      if (answered) {
        readAfterFirst.countDown();
      }
      return read;
    }
  }

  @Test
  void instancesAreKeptFromWhenTheFirstOfThemWasLeftAlone() throws Exception {
    Clock clock = new Clock();
    AtomicInteger calls = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", exchange -> answer(exchange, calls, clock));
      server.start();
      try (WhiskPlatform platform = platform(server.getAddress().getPort(), clock)) {
        platform.perform(grow(), Stubs.plan("it"));

        Duration period = WhiskSettings.STOCK.life().multipliedBy(7).dividedBy(10);
        assertThat(platform.keeper(new BurstGate()).tick()).isEqualTo(period.minus(LONGER));
      } finally {
        server.stop(0);
      }
    }
  }

  private WhiskPlatform platform(int port, Clock clock) {
    return new WhiskPlatform(
        new TreeSet<>(java.util.List.of(Stubs.EDGE)),
        WhiskEndpoint.of(URI.create("http://127.0.0.1:" + port), HostOptions.GUEST),
        WhiskSettings.STOCK,
        new WhiskPlatform.Surroundings(
            StateDirectory.at(directory),
            new ArtifactStore(directory.resolve("artifacts"), directory),
            clock,
            Sleeper.THREAD));
  }

  private static Step grow() {
    return new Step(
        Phase.WARM,
        Stubs.EDGE,
        new FunctionId("probe"),
        Difference.WARM,
        "probe",
        new TreeMap<>(Map.of("count", "2")),
        "");
  }

  private static void answer(HttpExchange exchange, AtomicInteger calls, Clock clock)
      throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      reply(exchange, "{\"name\": \"probe\", \"version\": \"0.0.1\"}");
    } else if (calls.incrementAndGet() == 1) {
      clock.answered = true;
      reply(exchange, activation("first"));
    } else {
      try {
        if (!clock.readAfterFirst.await(1, TimeUnit.MINUTES)) {
          throw new IOException("The clock was not read when the first answer came.");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      clock.now = clock.now.plus(LONGER);
      reply(exchange, activation("second"));
    }
  }

  private static String activation(String instance) {
    return "{\"response\": {\"success\": true, \"result\": {\"instance\": \"" + instance + "\"}}}";
  }

  private static void reply(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
