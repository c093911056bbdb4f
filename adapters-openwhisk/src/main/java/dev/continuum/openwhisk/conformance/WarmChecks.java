package dev.continuum.openwhisk.conformance;

import static dev.continuum.actuation.conformance.Check.may;
import static dev.continuum.actuation.conformance.Check.must;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Warm instances: what the adapter's keeping of exact counts relies on. */
final class WarmChecks {

  static final List<Check<Bench>> ALL =
      List.of(
          must("calls one after the other share one instance with logs 0", WarmChecks::reuse),
          must("3 calls held at once make 3 instances", WarmChecks::grow),
          must("3 held calls on 3 warm instances initialise none", WarmChecks::keep),
          must("2 held calls on 3 warm instances leave 3", WarmChecks::notFewer),
          must("an answer tells whether it initialised its instance", WarmChecks::identity),
          must("a byte-identical overwrite makes the next call cold", WarmChecks::updateCold),
          must("a change of annotations makes the next call cold", WarmChecks::annotationCold),
          must("a change of memory makes the next call cold", WarmChecks::memoryCold),
          must("delete and return: the action answers, warm or cold", WarmChecks::returns),
          must("two actions do not share instances", WarmChecks::separate),
          may("an instance stays warm when it is paused", WarmChecks::paused));

  private WarmChecks() {}

  private static void reuse(Bench bench) throws IOException {
    String name = bench.probe("reuse");
    Set<String> instances = new TreeSet<>();
    for (int i = 0; i < 5; i++) {
      instances.add(bench.call(name, new JsonObject()).instance());
    }
    // An answer may, rarely, overtake the return of its instance: then there are two.
    Expect.that(instances.size() <= 2, "instances of 5 calls: " + instances.size());
    Expect.that(!bench.warm(name).cold(), "the next calls were cold");
  }

  private static void grow(Bench bench) throws IOException {
    bench.grow(bench.probe("grow"), 3);
  }

  private static void keep(Bench bench) throws IOException {
    String name = bench.probe("keep");
    bench.grow(name, 3);
    Expect.equal(3, Calls.instances(bench.warmBurst(name, 3, 2000)).size(), "instances");
  }

  private static void notFewer(Bench bench) throws IOException {
    String name = bench.probe("fewer");
    bench.grow(name, 3);
    bench.burst(name, 2, 1000);
    bench.settle();
    Expect.equal(3, Calls.instances(bench.warmBurst(name, 3, 2000)).size(), "instances");
  }

  private static void identity(Bench bench) throws IOException {
    String name = bench.probe("identity");
    Call first = bench.call(name, new JsonObject());
    Call second = bench.warm(name);
    Expect.that(first.result().get("initialised").getAsBoolean(), "the first did not");
    Expect.that(!second.result().get("initialised").getAsBoolean(), "the second did");
  }

  private static void annotationCold(Bench bench) throws IOException {
    String name = bench.probe("note");
    bench.call(name, new JsonObject());
    bench.warm(name);
    JsonObject pair = Bench.params("key", "note");
    pair.addProperty("value", "1");
    JsonArray pairs = new JsonArray();
    pairs.add(pair);
    JsonObject body = new JsonObject();
    body.add("annotations", pairs);
    Expect.equal(200, bench.put(name, body, true).status(), "PUT");
    Expect.that(bench.call(name, new JsonObject()).cold(), "it was warm");
  }

  private static void updateCold(Bench bench) throws IOException {
    String name = bench.probe("update");
    String before = bench.call(name, new JsonObject()).instance();
    bench.settle();
    bench.put(name, bench.body(0), true);
    Call after = bench.call(name, new JsonObject());
    Expect.that(after.cold(), "it was warm");
    Expect.that(!after.instance().equals(before), "the old instance answered");
  }

  private static void memoryCold(Bench bench) throws IOException {
    String name = bench.probe("memory");
    bench.call(name, new JsonObject());
    bench.put(name, bench.body(bench.large()), true);
    Expect.that(bench.call(name, new JsonObject()).cold(), "it was warm");
  }

  private static void returns(Bench bench) throws IOException {
    String name = bench.probe("return");
    bench.call(name, new JsonObject());
    bench.send("DELETE", "/actions/" + name, Optional.empty());
    Expect.equal(200, bench.put(name, bench.body(0), false).status(), "PUT");
    Expect.equal(200, bench.call(name, new JsonObject()).status(), "call");
  }

  private static void separate(Bench bench) throws IOException {
    String one = bench.probe("one");
    String two = bench.probe("two");
    Expect.that(
        !bench
            .call(one, new JsonObject())
            .instance()
            .equals(bench.call(two, new JsonObject()).instance()),
        "the same instance answered");
  }

  private static void paused(Bench bench) throws IOException {
    Duration wait = bench.options().pauseGrace().plusSeconds(1);
    bench.requireTime(wait);
    String name = bench.probe("pause");
    bench.call(name, new JsonObject());
    String before = bench.warm(name).instance();
    bench.sleep(wait);
    Call after = bench.call(name, new JsonObject());
    Expect.that(!after.cold(), "it was cold");
    Expect.equal(before, after.instance(), "instance");
  }
}
