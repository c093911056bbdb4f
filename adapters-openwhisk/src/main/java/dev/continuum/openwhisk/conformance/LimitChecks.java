package dev.continuum.openwhisk.conformance;

import static dev.continuum.actuation.conformance.Check.may;

import com.google.gson.JsonObject;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Throttles and full memory: these disturb others, so they run last, and only when asked for. */
final class LimitChecks {

  private static final int MOST_PER_MINUTE = 600;

  static final List<Check<Bench>> ALL =
      List.of(
          may("calls above the limit per minute: 429", LimitChecks::perMinute),
          may("calls above the limit at once: 429", LimitChecks::atOnce),
          may("more held calls than fit into memory wait, and all end well", LimitChecks::saturate),
          may("a full pool evicts idle instances of other actions", LimitChecks::evict));

  private LimitChecks() {}

  private static void perMinute(Bench bench) throws IOException {
    bench.requireIntrusive();
    bench.requireTime(Duration.ofMinutes(4));
    if (bench.server().perMinute() > MOST_PER_MINUTE) {
      throw new Check.Skip("the limit is " + bench.server().perMinute() + " calls per minute");
    }
    String name = bench.probe("minute");
    bench.call(name, new JsonObject());
    WhiskResponse refused = null;
    Instant begun = bench.clock().instant();
    for (int i = 0; i < 2 * bench.server().perMinute() + 2 && refused == null; i++) {
      WhiskResponse response = bench.post(name, "?blocking=true", new JsonObject());
      if (response.status() == 429) {
        refused = response;
      }
    }
    Duration taken = Duration.between(begun, bench.clock().instant());
    bench.sleep(Duration.ofSeconds(61));
    if (refused == null && taken.toSeconds() > 100) {
      throw new Check.Skip("the server is too slow to reach its limit");
    }
    if (refused == null) {
      throw new AssertionError("no call was refused");
    }
    Expect.that(refused.error().contains("Too many"), "was " + refused.error());
    Expect.equal(200, bench.call(name, new JsonObject()).status(), "a minute later");
  }

  private static void atOnce(Bench bench) throws IOException {
    bench.requireIntrusive();
    bench.requireTime(Duration.ofMinutes(3));
    int most = bench.server().concurrent();
    if (most >= bench.server().perMinute() || most > 100) {
      throw new Check.Skip("the limit is " + most + " at once");
    }
    String name = bench.probe("once");
    bench.sleep(Duration.ofSeconds(61));
    // Well above: calls that come together may be let in before they are counted.
    int calls = Math.max(most + 1, Math.min(2 * most, bench.server().perMinute() - 4));
    List<Integer> statuses =
        Calls.parallel(
            calls, i -> bench.post(name, "?blocking=true", Bench.params("hold", 3000)).status());
    bench.sleep(Duration.ofSeconds(61));
    Expect.that(statuses.contains(429), "none was refused: " + statuses);
    Expect.that(statuses.contains(200) || statuses.contains(202), "all were refused");
  }

  private static List<Call> fill(Bench bench, String name, int holdMillis) throws IOException {
    int calls = Math.clamp(bench.server().concurrent() - 2L, 1, 20);
    List<Call> all = bench.burst(name, calls, holdMillis);
    all.forEach(call -> Expect.equal(200, call.status(), "status: " + call.response().error()));
    return all;
  }

  private static void saturate(Bench bench) throws IOException {
    bench.requireIntrusive();
    bench.requireTime(Duration.ofMinutes(3));
    fill(bench, bench.probe("full", bench.server().mostMemory()), 500);
  }

  private static void evict(Bench bench) throws IOException {
    bench.requireIntrusive();
    bench.requireTime(Duration.ofMinutes(4));
    // As large as what crowds it out: smaller ones may find room beside it.
    String idle = bench.probe("idle", bench.server().mostMemory());
    bench.call(idle, new JsonObject());
    bench.settle();
    List<Call> all = fill(bench, bench.probe("crowd", bench.server().mostMemory()), 2000);
    if (Calls.instances(all).size() == all.size()) {
      throw new Check.Skip(
          all.size() + " instances of " + bench.server().mostMemory() + " MB do not fill memory");
    }
    Call after = bench.call(idle, new JsonObject());
    Expect.equal(200, after.status(), "status");
    Expect.that(after.cold(), "an instance that was idle in a full pool is still there");
  }
}
