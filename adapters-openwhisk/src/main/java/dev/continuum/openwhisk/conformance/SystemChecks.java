package dev.continuum.openwhisk.conformance;

import static dev.continuum.actuation.conformance.Check.may;
import static dev.continuum.actuation.conformance.Check.must;

import com.google.gson.JsonObject;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The server as such: what it tells of itself, and whom it lets in. */
final class SystemChecks {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  static final List<Check<Bench>> ALL =
      List.of(
          must("GET /ping answers pong", SystemChecks::ping),
          must("GET / lists runtimes by kind", SystemChecks::runtimes),
          must("GET / lists limits", SystemChecks::limits),
          must("the limits of the namespace have calls per minute and at once", SystemChecks::own),
          must(
              "the limits of the namespace have the most memory of an action",
              SystemChecks::memory),
          must("GET /api/v1/namespaces lists one's own", SystemChecks::namespaces),
          may("GET /metrics is Prometheus text", SystemChecks::metrics),
          must("without credentials: 401", SystemChecks::noCredentials),
          must("with a wrong credential: 401", SystemChecks::wrongCredentials),
          must("another's namespace: 403", SystemChecks::otherNamespace),
          must("an unknown collection is not found", SystemChecks::unknown),
          must("a method that does not exist is refused", SystemChecks::method));

  /** Runs last, after everything has been removed. */
  static final Check<Bench> NOTHING_LEFT =
      must("nothing of this run is left behind", SystemChecks::nothingLeft);

  private SystemChecks() {}

  private static WhiskResponse root(Bench bench, String path) throws IOException {
    return bench.connection().send("GET", path, Optional.empty(), TIMEOUT, true);
  }

  private static void ping(Bench bench) throws IOException {
    WhiskResponse response = root(bench, "/ping");
    Expect.equal(200, response.status(), "status");
    Expect.that(response.body().contains("pong"), "was " + response.body());
  }

  private static void runtimes(Bench bench) {
    Expect.that(!bench.server().kinds().isEmpty(), "no kinds in " + bench.server().about());
  }

  private static void limits(Bench bench) {
    Expect.that(bench.server().about().get("limits") instanceof JsonObject, "no limits");
  }

  private static void own(Bench bench) {
    Expect.that(
        bench.server().limits().has("invocationsPerMinute"), "was " + bench.server().limits());
    Expect.that(
        bench.server().limits().has("concurrentInvocations"), "was " + bench.server().limits());
  }

  private static void memory(Bench bench) {
    Expect.that(bench.server().limits().has("maxActionMemory"), "was " + bench.server().limits());
    Expect.that(bench.server().mostMemory() >= 128, "was " + bench.server().mostMemory());
  }

  private static void namespaces(Bench bench) throws IOException {
    Expect.equal(1, root(bench, "/api/v1/namespaces").array().size(), "namespaces");
  }

  private static void metrics(Bench bench) throws IOException {
    WhiskResponse response = root(bench, "/metrics");
    if (response.status() != 200) {
      throw new Check.Skip("answers " + response.status());
    }
    Expect.that(
        response.body().isEmpty() || response.body().contains(" "), "not text of that kind");
  }

  private static void noCredentials(Bench bench) throws IOException {
    Expect.equal(
        401,
        bench
            .connection()
            .send("GET", Requests.NAMESPACE + "/actions", Optional.empty(), TIMEOUT, false)
            .status(),
        "status");
  }

  private static void wrongCredentials(Bench bench) throws IOException {
    WhiskEndpoint real = bench.connection().endpoint();
    String wrong = "00000000-0000-0000-0000-000000000000:" + "x".repeat(64);
    try (WhiskConnection stranger =
        new WhiskConnection(
            new WhiskEndpoint(real.apiHost(), wrong, real.authority(), real.insecure()))) {
      Expect.equal(
          401,
          stranger
              .send("GET", Requests.NAMESPACE + "/actions", Optional.empty(), TIMEOUT, true)
              .status(),
          "status");
    }
  }

  private static void otherNamespace(Bench bench) throws IOException {
    Expect.among(
        List.of(403, 401),
        root(bench, "/api/v1/namespaces/continuum-of-nobody/actions").status(),
        "status");
  }

  private static void unknown(Bench bench) throws IOException {
    Expect.among(List.of(404, 405), bench.get("/nosuchthings").status(), "status");
  }

  private static void method(Bench bench) throws IOException {
    int status = bench.send("PATCH", "/actions/x", Optional.of("{}")).status();
    Expect.among(List.of(400, 404, 405, 501), status, "status");
  }

  private static void nothingLeft(Bench bench) throws IOException {
    var left = bench.leftovers().found();
    left.addAll(bench.leftovers().foundPackages());
    Expect.that(left.isEmpty(), left + " are still there");
  }
}
