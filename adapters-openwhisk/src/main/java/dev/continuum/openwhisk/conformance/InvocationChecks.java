package dev.continuum.openwhisk.conformance;

import static dev.continuum.actuation.conformance.Check.must;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.io.IOException;
import java.util.List;

/** Calls and their ends. */
final class InvocationChecks {

  private static final int KEEPS_TRIES = 3;

  static final List<Check<Bench>> ALL =
      List.of(
          must("a call that does not block: 202 with an activation id", InvocationChecks::async),
          must("a blocking call: 200 with the whole activation", InvocationChecks::blocking),
          must("result=true: the result only", InvocationChecks::result),
          must("the activation id is in a header", InvocationChecks::header),
          must("parameters of the action reach it", InvocationChecks::bound),
          must("the payload wins over parameters of the action", InvocationChecks::overridden),
          must(
              "a blocking call that takes longer: 202, and the run goes on",
              InvocationChecks::late),
          must("an application error: 502 with the activation", InvocationChecks::error),
          must("an application error keeps the instance", InvocationChecks::keeps),
          must("an exception: 502", InvocationChecks::exception),
          must("a crash: 502, and the next call gets another instance", InvocationChecks::crash),
          must("a run over its timeout: 502 and says so", InvocationChecks::timeout));

  private InvocationChecks() {}

  private static void async(Bench bench) throws IOException {
    WhiskResponse response = bench.paced(bench.shared(), "", new JsonObject());
    Expect.equal(202, response.status(), "status");
    JsonObject activation = bench.await(response.object().get("activationId").getAsString());
    Expect.that(activation.getAsJsonObject("response").get("success").getAsBoolean(), "no success");
  }

  private static void blocking(Bench bench) throws IOException {
    Call call = bench.call(bench.shared(), Bench.params("echo", "hello"));
    Expect.equal(200, call.status(), "status");
    for (String key : List.of("activationId", "duration", "start", "end", "response", "version")) {
      Expect.that(call.activation().has(key), "no " + key);
    }
    Expect.equal("success", call.outcome(), "status of the response");
    Expect.equal("hello", call.result().get("echo").getAsString(), "echo");
  }

  private static void result(Bench bench) throws IOException {
    String name = bench.shared();
    JsonObject params = Bench.params("echo", "x");
    WhiskResponse response = bench.paced(name, "?blocking=true&result=true", params);
    for (int i = 0; response.status() == 202 && i < 3; i++) {
      // Legal when the server is slow: its answer is in the record of the call.
      response = bench.paced(name, "?blocking=true&result=true", params);
    }
    Expect.equal(200, response.status(), "status");
    Expect.that(!response.object().has("activationId"), "it is the activation");
    Expect.equal("x", response.object().get("echo").getAsString(), "echo");
  }

  private static void header(Bench bench) throws IOException {
    Call call = bench.call(bench.shared(), new JsonObject());
    Expect.equal(
        call.activation().get("activationId").getAsString(),
        call.response().activation().orElse("no header"),
        "header");
  }

  private static JsonObject withParameter(Bench bench) throws IOException {
    JsonObject pair = new JsonObject();
    pair.addProperty("key", "echo");
    pair.addProperty("value", "bound");
    JsonArray parameters = new JsonArray();
    parameters.add(pair);
    JsonObject body = bench.body(0);
    body.add("parameters", parameters);
    return body;
  }

  private static void bound(Bench bench) throws IOException {
    String name = bench.name("bound");
    bench.put(name, withParameter(bench), false);
    Call call = bench.call(name, new JsonObject());
    Expect.equal("bound", call.result().get("echo").getAsString(), "echo");
  }

  private static void overridden(Bench bench) throws IOException {
    String name = bench.name("over");
    bench.put(name, withParameter(bench), false);
    Call call = bench.call(name, Bench.params("echo", "sent"));
    Expect.equal("sent", call.result().get("echo").getAsString(), "echo");
  }

  private static void late(Bench bench) throws IOException {
    WhiskResponse response =
        bench.paced(bench.shared(), "?blocking=true&timeout=500", Bench.params("hold", 3000));
    Expect.equal(202, response.status(), "status");
    JsonObject activation = bench.await(response.object().get("activationId").getAsString());
    Expect.that(activation.getAsJsonObject("response").get("success").getAsBoolean(), "no success");
  }

  private static void error(Bench bench) throws IOException {
    Call call = bench.call(bench.shared(), Bench.params("fail", true));
    Expect.equal(502, call.status(), "status");
    Expect.equal("application error", call.outcome(), "status of the response");
    Expect.that(call.result().has("error"), "no error in the result");
  }

  private static void keeps(Bench bench) throws IOException {
    String name = bench.probe("keeps");
    bench.call(name, new JsonObject());
    boolean kept = false;
    for (int i = 0; i < KEEPS_TRIES && !kept; i++) {
      String before = bench.warm(name).instance();
      bench.settle();
      bench.call(name, Bench.params("fail", true));
      bench.settle();
      // Again where an instance came back so late that another took its place.
      kept = bench.call(name, new JsonObject()).instance().equals(before);
    }
    Expect.that(kept, "another instance answered each time");
  }

  private static void exception(Bench bench) throws IOException {
    Call call = bench.call(bench.probe("throw"), Bench.params("throw", true));
    Expect.equal(502, call.status(), "status");
    Expect.that(!call.outcome().equals("success"), "it succeeded");
  }

  private static void crash(Bench bench) throws IOException {
    String name = bench.probe("crash");
    String before = bench.call(name, new JsonObject()).instance();
    bench.settle();
    Expect.equal(502, bench.call(name, Bench.params("exit", true)).status(), "status");
    Call after = bench.call(name, new JsonObject());
    Expect.equal(200, after.status(), "status of the next call");
    Expect.that(!after.instance().equals(before), "the same instance answered");
  }

  private static void timeout(Bench bench) throws IOException {
    String name = bench.name("timeout");
    JsonObject body = bench.body(0);
    body.getAsJsonObject("limits").addProperty("timeout", 8000);
    bench.put(name, body, false);
    bench.call(name, new JsonObject());
    bench.settle();
    Call call = bench.call(name, Bench.params("hold", 30_000));
    Expect.equal(502, call.status(), "status");
    boolean told =
        call.annotation("timeout").map(JsonElement::getAsBoolean).orElse(false)
            || call.activation().toString().contains("time limit");
    Expect.that(told, "nothing tells of the timeout in " + call.activation());
  }
}
