package dev.continuum.openwhisk.conformance;

import static dev.continuum.openwhisk.conformance.CheckCase.may;

import com.google.gson.JsonObject;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Throttles and full memory: these disturb others, so they run last, and only when asked for. */
final class LimitChecks {

  private static final int MOST_PER_MINUTE = 600;

  static final List<CheckCase> CASES =
      List.of(
          may("calls above the limit per minute: 429", LimitChecks::perMinute),
          may("calls above the limit at once: 429", LimitChecks::atOnce),
          may(
              "more held calls than fit into memory wait, and all end well",
              LimitChecks::saturate));

  private LimitChecks() {}

  private static void perMinute(Bench bench) throws IOException {
    bench.requireIntrusive();
    bench.requireTime(Duration.ofMinutes(4));
    if (bench.perMinute() > MOST_PER_MINUTE) {
      throw new CheckCase.Skip("the limit is " + bench.perMinute() + " calls per minute");
    }
    String name = bench.probe("minute", 0);
    bench.call(name, new JsonObject());
    WhiskResponse refused = null;
    for (int i = 0; i < 2 * bench.perMinute() + 2 && refused == null; i++) {
      WhiskResponse response = bench.post(name, "?blocking=true", new JsonObject());
      if (response.status() == 429) {
        refused = response;
      }
    }
    bench.sleep(Duration.ofSeconds(61));
    if (refused == null) {
      throw new AssertionError("no call was refused");
    }
    Expect.that(refused.error().contains("Too many"), "was " + refused.error());
    Expect.equal(200, bench.call(name, new JsonObject()).status(), "a minute later");
  }

  private static void atOnce(Bench bench) throws IOException {
    bench.requireIntrusive();
    bench.requireTime(Duration.ofMinutes(3));
    int most = bench.concurrent();
    if (most >= bench.perMinute() || most > 100) {
      throw new CheckCase.Skip("the limit is " + most + " at once");
    }
    String name = bench.probe("once", 128);
    bench.sleep(Duration.ofSeconds(61));
    List<Integer> statuses =
        Bench.parallel(
            most + 5, i -> bench.post(name, "?blocking=true", Bench.params("hold", 3000)).status());
    bench.sleep(Duration.ofSeconds(61));
    Expect.that(statuses.contains(429), "none was refused: " + statuses);
    Expect.that(statuses.contains(200) || statuses.contains(202), "all were refused");
  }

  private static void saturate(Bench bench) throws IOException {
    bench.requireIntrusive();
    bench.requireTime(Duration.ofMinutes(3));
    int calls = Math.min(bench.concurrent() - 2, 20);
    String name = bench.probe("full", bench.mostMemory());
    List<Call> all = bench.burst(name, calls, 500);
    all.forEach(call -> Expect.equal(200, call.status(), "status: " + call.response().error()));
  }
}
