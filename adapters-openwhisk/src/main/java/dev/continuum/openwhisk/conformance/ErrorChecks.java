package dev.continuum.openwhisk.conformance;

import static dev.continuum.actuation.conformance.Check.must;

import com.google.gson.JsonObject;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is refused, and how. */
final class ErrorChecks {

  private static final int MEBIBYTE = 1 << 20;

  static final List<Check<Bench>> ALL =
      List.of(
          must("memory above the limit: 400", b -> limit(b, "memory", b.server().mostMemory() * 8)),
          must(
              "memory below the limit: 400",
              b -> limit(b, "memory", b.server().leastMemory() > 1 ? 1 : 0)),
          must("a timeout above the limit: 400", b -> limit(b, "timeout", 100_000_000)),
          must("a timeout below the limit: 400", b -> limit(b, "timeout", 1)),
          must("logs above the limit: 400", b -> limit(b, "logs", 10_000)),
          must("more calls at once than allowed: 400, or kept", ErrorChecks::concurrency),
          must("an unknown kind: 400", ErrorChecks::kind),
          must("no exec for a new action: 400", ErrorChecks::noExec),
          must("JSON that is none: 400", ErrorChecks::malformed),
          must("a payload that is no object: 400", ErrorChecks::payload),
          must("a payload above 1 MiB: 413", ErrorChecks::largePayload),
          must("code above 48 MiB is refused", b -> large(b, 49)),
          must("a body above 50 MB is refused, in plain text or JSON", b -> large(b, 52)),
          must("calling what is not there: 404", ErrorChecks::absent));

  private ErrorChecks() {}

  private static void limit(Bench bench, String key, int value) throws IOException {
    JsonObject body = bench.body(0);
    body.getAsJsonObject("limits").addProperty(key, value);
    WhiskResponse response = bench.put(bench.name("limit"), body, false);
    Expect.equal(400, response.status(), "status: " + response.error());
    Expect.that(!response.body().isBlank(), "no message");
  }

  private static void concurrency(Bench bench) throws IOException {
    JsonObject body = bench.body(0);
    body.getAsJsonObject("limits").addProperty("concurrency", 2);
    WhiskResponse response = bench.put(bench.name("many"), body, false);
    Expect.among(List.of(200, 400), response.status(), "status");
    if (response.status() == 200) {
      Expect.equal(
          2,
          response.object().getAsJsonObject("limits").get("concurrency").getAsInt(),
          "concurrency");
    }
  }

  private static void kind(Bench bench) throws IOException {
    JsonObject body = bench.body(0);
    body.getAsJsonObject("exec").addProperty("kind", "cobol:59");
    Expect.equal(400, bench.put(bench.name("kind"), body, false).status(), "status");
  }

  private static void noExec(Bench bench) throws IOException {
    JsonObject body = new JsonObject();
    body.add("limits", Bench.params("memory", 256));
    Expect.equal(400, bench.put(bench.name("noexec"), body, false).status(), "status");
  }

  private static void malformed(Bench bench) throws IOException {
    Expect.equal(
        400,
        bench.send("PUT", "/actions/" + bench.name("bad"), Optional.of("{\"exec\":")).status(),
        "status");
  }

  private static void payload(Bench bench) throws IOException {
    String name = bench.shared();
    WhiskResponse response = bench.paced(name, "?blocking=true", "\"text\"");
    Expect.among(List.of(400, 415), response.status(), "status");
  }

  private static void largePayload(Bench bench) throws IOException {
    String name = bench.shared();
    JsonObject large = Bench.params("echo", "x".repeat(MEBIBYTE + (MEBIBYTE >> 4)));
    try {
      Expect.equal(413, bench.paced(name, "?blocking=true", large).status(), "status");
    } catch (IOException e) {
      // A server may close the connection before all of it was sent.
    }
    bench.settle();
    Expect.equal(200, bench.call(name, new JsonObject()).status(), "a small one afterwards");
  }

  private static void large(Bench bench, int mebibytes) throws IOException {
    JsonObject body = bench.body(0);
    body.getAsJsonObject("exec").addProperty("code", "A".repeat(mebibytes * MEBIBYTE));
    String name = bench.name("huge");
    try {
      WhiskResponse response = bench.put(name, body, false);
      Expect.among(List.of(400, 413), response.status(), "status");
      Expect.that(!response.error().isBlank(), "no message");
    } catch (IOException e) {
      // A server may close the connection before all of it was sent.
    }
    bench.settle();
    Expect.equal(404, bench.get("/actions/" + name).status(), "the action afterwards");
  }

  private static void absent(Bench bench) throws IOException {
    Expect.equal(
        404,
        bench.paced(bench.name("absent"), "?blocking=true", new JsonObject()).status(),
        "status");
  }
}
