package dev.continuum.openwhisk.conformance;

import static dev.continuum.actuation.conformance.Check.must;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Actions as stored objects. */
final class ActionChecks {

  private static final int PAGE_TRIES = 5;

  static final List<Check<Bench>> ALL =
      List.of(
          must("creating answers 200 with the whole action", ActionChecks::create),
          must(
              "the default limits are 60 s, 256 MB, 10 MB of logs, 1 at once",
              ActionChecks::limits),
          must("GET has kind and code, with code=false no code", ActionChecks::code),
          must("a list has the kind in the annotation exec only", ActionChecks::list),
          must("limit and skip page a list", ActionChecks::page),
          must("a limit above 200 is refused", ActionChecks::limit201),
          must("PUT without overwrite on an existing action: 409", ActionChecks::exists),
          must("an overwrite bumps the version", ActionChecks::bump),
          must("a byte-identical overwrite bumps the version too", ActionChecks::identical),
          must("an overwrite keeps the code and limits it does not name", ActionChecks::merge),
          must("annotations merge by key", ActionChecks::annotations),
          must("delAnnotations removes a key", ActionChecks::delAnnotations),
          must("DELETE answers 200, and then there is 404", ActionChecks::delete),
          must("DELETE of what is not there: 404", ActionChecks::deleteAbsent),
          must("of parallel overwrites each is done or refused with 409", ActionChecks::parallel));

  private ActionChecks() {}

  private static void create(Bench bench) throws IOException {
    String name = bench.name("create");
    WhiskResponse response = bench.put(name, bench.body(0), false);
    Expect.equal(200, response.status(), "status: " + response.error());
    JsonObject action = response.object();
    Expect.equal(name, action.get("name").getAsString(), "name");
    Expect.equal("0.0.1", action.get("version").getAsString(), "version");
    Expect.equal(
        bench.code().kind(), action.getAsJsonObject("exec").get("kind").getAsString(), "exec.kind");
    Expect.that(action.has("limits") && action.has("annotations"), "was " + action.keySet());
  }

  private static void limits(Bench bench) throws IOException {
    String name = bench.name("limits");
    JsonObject body = bench.body(0);
    body.remove("limits");
    JsonObject limits = bench.put(name, body, false).object().getAsJsonObject("limits");
    Expect.equal(60_000, limits.get("timeout").getAsInt(), "timeout");
    Expect.equal(256, limits.get("memory").getAsInt(), "memory");
    Expect.equal(10, limits.get("logs").getAsInt(), "logs");
    Expect.equal(1, limits.get("concurrency").getAsInt(), "concurrency");
  }

  private static void code(Bench bench) throws IOException {
    String name = bench.probe("code");
    JsonObject with = bench.get("/actions/" + name).object().getAsJsonObject("exec");
    Expect.that(with.has("kind") && with.has("code"), "exec was " + with.keySet());
    JsonObject without =
        bench.get("/actions/" + name + "?code=false").object().getAsJsonObject("exec");
    Expect.that(!without.has("code"), "code=false has code");
    Expect.that(without.has("kind"), "code=false has no kind");
  }

  private static void list(Bench bench) throws IOException {
    String name = bench.probe("list");
    JsonObject listed = listed(bench, name);
    JsonElement exec = listed.get("exec");
    Expect.that(
        !(exec instanceof JsonObject object && object.has("kind")), "the list has exec.kind");
    Expect.equal(
        bench.code().kind(),
        Call.annotation(listed, "exec").map(JsonElement::getAsString).orElse(""),
        "annotation exec");
  }

  /** A list may lag behind what was written. */
  private static JsonObject listed(Bench bench, String name) throws IOException {
    for (int i = 0; i < 50; i++) {
      for (JsonElement each : bench.get("/actions?limit=200").array()) {
        if (each.getAsJsonObject().get("name").getAsString().equals(name)) {
          return each.getAsJsonObject();
        }
      }
      bench.sleep(Duration.ofMillis(200));
    }
    throw new AssertionError(name + " is not in the list");
  }

  private static void page(Bench bench) throws IOException {
    String last = bench.probe("page");
    listed(bench, last);
    JsonArray first;
    JsonArray second;
    int tries = 0;
    do {
      // Between two pages the list may change: others write too.
      first = bench.get("/actions?limit=1&skip=0").array();
      second = bench.get("/actions?limit=1&skip=1").array();
      Expect.equal(1, first.size(), "first page");
      Expect.equal(1, second.size(), "second page");
    } while (name(first).equals(name(second)) && ++tries < PAGE_TRIES);
    Expect.that(!name(first).equals(name(second)), "both pages have " + name(first));
  }

  private static String name(JsonArray page) {
    return page.get(0).getAsJsonObject().get("name").getAsString();
  }

  private static void limit201(Bench bench) throws IOException {
    Expect.equal(400, bench.get("/actions?limit=201").status(), "status");
  }

  private static void exists(Bench bench) throws IOException {
    String name = bench.probe("exists");
    Expect.equal(409, bench.put(name, bench.body(0), false).status(), "status");
  }

  private static void bump(Bench bench) throws IOException {
    String name = bench.probe("bump");
    JsonObject changed = bench.body(0);
    changed.add("exec", bench.code().exec("two"));
    Expect.equal(
        "0.0.2", bench.put(name, changed, true).object().get("version").getAsString(), "version");
  }

  private static void identical(Bench bench) throws IOException {
    String name = bench.probe("same");
    Expect.equal(
        "0.0.2",
        bench.put(name, bench.body(0), true).object().get("version").getAsString(),
        "version");
  }

  private static void merge(Bench bench) throws IOException {
    String name = bench.name("merge");
    int memory = bench.small();
    bench.put(name, bench.body(memory), false);
    JsonObject change = new JsonObject();
    change.add("limits", Bench.params("timeout", 30_000));
    WhiskResponse response = bench.put(name, change, true);
    Expect.equal(200, response.status(), "status: " + response.error());
    JsonObject limits = response.object().getAsJsonObject("limits");
    Expect.equal(30_000, limits.get("timeout").getAsInt(), "timeout");
    Expect.equal(memory, limits.get("memory").getAsInt(), "memory");
    Expect.equal(
        bench.code().kind(),
        response.object().getAsJsonObject("exec").get("kind").getAsString(),
        "kind");
  }

  private static JsonObject annotated(String key, String value) {
    JsonObject pair = new JsonObject();
    pair.addProperty("key", key);
    pair.addProperty("value", value);
    JsonArray array = new JsonArray();
    array.add(pair);
    JsonObject body = new JsonObject();
    body.add("annotations", array);
    return body;
  }

  private static void annotations(Bench bench) throws IOException {
    String name = bench.probe("notes");
    bench.put(name, annotated("first", "1"), true);
    JsonObject after = bench.put(name, annotated("second", "2"), true).object();
    Expect.that(Call.annotation(after, "first").isPresent(), "the first annotation is gone");
    Expect.that(Call.annotation(after, "second").isPresent(), "the second annotation is missing");
  }

  private static void delAnnotations(Bench bench) throws IOException {
    String name = bench.probe("unnote");
    bench.put(name, annotated("first", "1"), true);
    JsonArray keys = new JsonArray();
    keys.add("first");
    JsonObject body = new JsonObject();
    body.add("delAnnotations", keys);
    JsonObject after = bench.put(name, body, true).object();
    Expect.that(Call.annotation(after, "first").isEmpty(), "the annotation is still there");
  }

  private static void delete(Bench bench) throws IOException {
    String name = bench.probe("delete");
    Expect.equal(
        200, bench.send("DELETE", "/actions/" + name, Optional.empty()).status(), "DELETE");
    Expect.equal(404, bench.get("/actions/" + name).status(), "GET");
  }

  private static void deleteAbsent(Bench bench) throws IOException {
    Expect.equal(
        404,
        bench.send("DELETE", "/actions/" + bench.name("absent"), Optional.empty()).status(),
        "status");
  }

  private static void parallel(Bench bench) throws IOException {
    String name = bench.probe("race");
    JsonObject change = new JsonObject();
    change.add("limits", Bench.params("timeout", 40_000));
    List<Integer> statuses = Calls.parallel(12, i -> bench.put(name, change, true).status());
    statuses.forEach(status -> Expect.among(List.of(200, 409), status, "status"));
    long done = statuses.stream().filter(status -> status == 200).count();
    Expect.that(done >= 1, "no writer got through");
    JsonObject end = bench.get("/actions/" + name + "?code=false").object();
    Expect.equal(
        40_000, end.getAsJsonObject("limits").get("timeout").getAsInt(), "timeout in the end");
  }
}
