package dev.continuum.openwhisk.conformance;

import static dev.continuum.actuation.conformance.Check.must;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Records of calls. */
final class ActivationChecks {

  static final List<Check<Bench>> ALL =
      List.of(
          must("the first call has initTime, the next has none", ActivationChecks::initTime),
          must("the duration includes initTime", ActivationChecks::duration),
          must("an activation has waitTime, path, kind and limits", ActivationChecks::annotations),
          must("an activation has the version of its action", ActivationChecks::version),
          must("an activation can be read by id", ActivationChecks::byId),
          must("an activation is listed by name", ActivationChecks::byName),
          must("an activation that is not there: 404", ActivationChecks::absent));

  private ActivationChecks() {}

  private static void initTime(Bench bench) throws IOException {
    String name = bench.probe("init");
    Expect.that(bench.call(name, new JsonObject()).cold(), "the first call has no initTime");
    Expect.that(!bench.warm(name).cold(), "the next calls have initTime");
  }

  private static void duration(Bench bench) throws IOException {
    Call call = bench.call(bench.probe("duration"), new JsonObject());
    long init = call.annotation("initTime").map(JsonElement::getAsLong).orElse(0L);
    long duration = call.activation().get("duration").getAsLong();
    Expect.that(duration >= init, "duration " + duration + " ms, initTime " + init + " ms");
  }

  private static void annotations(Bench bench) throws IOException {
    Call call = bench.call(bench.shared(), new JsonObject());
    for (String key : List.of("waitTime", "path", "kind", "limits")) {
      Expect.that(call.annotation(key).isPresent(), "no " + key);
    }
  }

  private static void version(Bench bench) throws IOException {
    String name = bench.probe("version");
    bench.put(name, bench.body(0), true);
    Call call = bench.call(name, new JsonObject());
    Expect.equal("0.0.2", call.activation().get("version").getAsString(), "version");
  }

  private static void byId(Bench bench) throws IOException {
    Call call = bench.call(bench.shared(), Bench.params("echo", "stored"));
    JsonObject stored = bench.await(call.activation().get("activationId").getAsString());
    Expect.equal(
        "stored",
        stored.getAsJsonObject("response").getAsJsonObject("result").get("echo").getAsString(),
        "echo");
  }

  private static void byName(Bench bench) throws IOException {
    String name = bench.shared();
    Call call = bench.call(name, new JsonObject());
    String id = call.activation().get("activationId").getAsString();
    long since = call.activation().get("start").getAsLong() - 60_000;
    for (int i = 0; i < 150; i++) {
      for (JsonElement each :
          bench.get("/activations?docs=true&limit=200&name=" + name + "&since=" + since).array()) {
        if (each.getAsJsonObject().get("activationId").getAsString().equals(id)) {
          Expect.that(each.getAsJsonObject().has("response"), "docs=true has no response");
          return;
        }
      }
      bench.sleep(Duration.ofMillis(200));
    }
    throw new AssertionError("not listed within 30 s");
  }

  private static void absent(Bench bench) throws IOException {
    Expect.equal(
        404, bench.get("/activations/00000000000000000000000000000000").status(), "status");
  }
}
