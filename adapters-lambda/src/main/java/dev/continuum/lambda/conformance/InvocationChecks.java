package dev.continuum.lambda.conformance;

import static dev.continuum.actuation.conformance.Check.may;
import static dev.continuum.actuation.conformance.Check.must;

import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Calls: answers, logs, errors, and which instance answers. */
final class InvocationChecks {

  private static final int TOO_LARGE = (6 << 20) + 1;

  static final List<Check<Bench>> ALL =
      List.of(
          must("a call is answered, and tells the version", InvocationChecks::answer),
          must("a call by an alias tells the alias's version", InvocationChecks::byAlias),
          must("the log tail has START, END and REPORT", InvocationChecks::tail),
          must("what the function writes is in the log tail", InvocationChecks::lines),
          must("the first call initialises, the next does not", InvocationChecks::cold),
          must("an idle instance is used again", InvocationChecks::reuse),
          must("calls at once reach as many instances", InvocationChecks::parallel),
          must("a change of the configuration makes the next call cold", InvocationChecks::change),
          must("the function sees its memory and version", InvocationChecks::environment),
          must("an error of the function: 200 and X-Amz-Function-Error", InvocationChecks::error),
          must("a function that ends: an error, and a new instance next", InvocationChecks::exit),
          must("a function that takes too long: an error", InvocationChecks::timeout),
          must("a failing initialisation: an error of the function", InvocationChecks::init),
          must("a dry run: 204, and nothing runs", InvocationChecks::dryRun),
          must("an event: 202", InvocationChecks::event),
          must("a payload that is no JSON: 400", InvocationChecks::noJson),
          must("a payload above 6 MB: 413", InvocationChecks::tooLarge),
          must("an unknown qualifier: 404", InvocationChecks::unknown),
          may("a Java function runs under the runtime interface client", InvocationChecks::java),
          may("an exception of a Java function is told by its class", InvocationChecks::exception));

  private InvocationChecks() {}

  private static void answer(Bench bench) {
    InvokeResponse response = bench.call(bench.probe("answer"), "{\"echo\":\"ä\"}");
    Expect.equal(200, response.statusCode(), "status");
    Expect.equal("$LATEST", response.executedVersion(), "version");
    Expect.contains(response.payload().asUtf8String(), "\"echo\":\"ä\"", "answer");
  }

  private static void byAlias(Bench bench) {
    String name = AliasChecks.two(bench, "alias");
    InvokeResponse response = bench.call(name, "live", "{}");
    Expect.equal("1", response.executedVersion(), "version");
    Expect.contains(
        response.payload().asUtf8String(), ":" + name + ":live", "the ARN that was called");
  }

  private static void tail(Bench bench) {
    String log = Bench.log(bench.call(bench.probe("tail"), "{}"));
    for (String part :
        List.of(
            "START RequestId: ",
            " Version: $LATEST",
            "END RequestId: ",
            "REPORT RequestId: ",
            "\tDuration: ",
            "\tBilled Duration: ",
            "\tMemory Size: " + Bench.MEMORY_MB + " MB",
            "\tMax Memory Used: ")) {
      Expect.contains(log, part, "log");
    }
  }

  private static void lines(Bench bench) {
    String name = bench.probe("lines");
    bench.call(name, "{}");
    Expect.contains(Bench.log(bench.call(name, "{\"log\":true}")), "a line of the probe", "log");
  }

  private static void cold(Bench bench) {
    String name = bench.probe("cold");
    Expect.that(Bench.isCold(bench.call(name, "{}")), "the first call was not cold");
    Expect.that(!Bench.isCold(bench.call(name, "{}")), "the second call was cold");
  }

  private static void reuse(Bench bench) {
    String name = bench.probe("reuse");
    String first = Bench.instance(bench.call(name, "{}"));
    Expect.equal(first, Bench.instance(bench.call(name, "{}")), "instance");
  }

  private static void parallel(Bench bench) {
    String name = bench.probe("parallel");
    TreeSet<String> instances = new TreeSet<>();
    bench
        .burst(name, "$LATEST", 3, "{\"hold\":3000}")
        .forEach(each -> instances.add(Bench.instance(each)));
    Expect.equal(3, instances.size(), "instances");
  }

  private static void change(Bench bench) {
    String name = bench.probe("change");
    String before = Bench.instance(bench.call(name, "{}"));
    bench.lambda().updateFunctionConfiguration(r -> r.functionName(name).memorySize(512));
    bench.awaitUpdated(name);
    InvokeResponse after = bench.call(name, "{}");
    Expect.that(!before.equals(Bench.instance(after)), "the same instance");
    Expect.that(Bench.isCold(after), "not cold");
  }

  private static void environment(Bench bench) {
    String name = bench.probe("environment");
    String version = bench.publish(name);
    String body = bench.call(name, version, "{}").payload().asUtf8String();
    Expect.contains(body, "\"memory\":\"" + Bench.MEMORY_MB + "\"", "answer");
    Expect.contains(body, "\"version\":\"" + version + "\"", "answer");
    Expect.contains(body, "\"initialisation\":\"on-demand\"", "answer");
  }

  private static void error(Bench bench) {
    InvokeResponse response = bench.call(bench.probe("error"), "{\"fail\":true}");
    Expect.equal(200, response.statusCode(), "status");
    Expect.equal("Unhandled", String.valueOf(response.functionError()), "X-Amz-Function-Error");
    Expect.contains(response.payload().asUtf8String(), "Probe.Failure", "answer");
  }

  private static void exit(Bench bench) {
    String name = bench.probe("exit");
    String before = Bench.instance(bench.call(name, "{}"));
    InvokeResponse response = bench.call(name, "{\"exit\":true}");
    Expect.equal("Unhandled", String.valueOf(response.functionError()), "X-Amz-Function-Error");
    Expect.contains(response.payload().asUtf8String(), "exit", "answer");
    Expect.that(!before.equals(Bench.instance(bench.call(name, "{}"))), "the same instance");
  }

  private static void timeout(Bench bench) {
    String name = bench.probe("timeout");
    bench.lambda().updateFunctionConfiguration(r -> r.functionName(name).timeout(2));
    bench.awaitUpdated(name);
    InvokeResponse response = bench.call(name, "{\"hold\":5000}");
    Expect.equal("Unhandled", String.valueOf(response.functionError()), "X-Amz-Function-Error");
    Expect.contains(response.payload().asUtf8String(), "timed out after 2.00 seconds", "answer");
  }

  private static void init(Bench bench) {
    String name = bench.probe("init", Map.of("INIT_FAILS", "yes"));
    InvokeResponse response = bench.call(name, "{}");
    Expect.equal("Unhandled", String.valueOf(response.functionError()), "X-Amz-Function-Error");
  }

  private static void dryRun(Bench bench) {
    String name = bench.probe("dry");
    var response =
        bench.lambda().invoke(r -> r.functionName(name).invocationType(InvocationType.DRY_RUN));
    Expect.equal(204, response.statusCode(), "status");
    Expect.that(Bench.isCold(bench.call(name, "{}")), "the dry run started an instance");
  }

  private static void event(Bench bench) {
    String name = bench.probe("event");
    var response =
        bench
            .lambda()
            .invoke(
                r ->
                    r.functionName(name)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String("{}")));
    Expect.equal(202, response.statusCode(), "status");
  }

  private static void noJson(Bench bench) {
    String name = bench.probe("json");
    var unused =
        Bench.error(400, "InvalidRequestContentException", () -> bench.call(name, "{no json"));
  }

  private static void tooLarge(Bench bench) {
    String name = bench.probe("large");
    String payload = "\"" + "x".repeat(TOO_LARGE) + "\"";
    var unused = Bench.error(413, "RequestTooLargeException", () -> bench.call(name, payload));
  }

  private static void unknown(Bench bench) {
    String name = bench.probe("unknown");
    var unused =
        Bench.error(404, "ResourceNotFoundException", () -> bench.call(name, "nobody", "{}"));
  }

  private static String javaProbe(Bench bench) throws IOException {
    String path = JavaProbe.class.getName().replace('.', '/') + ".class";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in =
            Optional.ofNullable(JavaProbe.class.getResourceAsStream("JavaProbe.class"))
                .orElseThrow();
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(path));
      zip.write(in.readAllBytes());
      zip.closeEntry();
    }
    String name = bench.name("java");
    bench
        .lambda()
        .createFunction(
            r ->
                r.functionName(name)
                    .role(bench.options().role())
                    .runtime("java21")
                    .handler(JavaProbe.class.getName() + "::handle")
                    .memorySize(Bench.MEMORY_MB)
                    .timeout(20)
                    .code(c -> c.zipFile(SdkBytes.fromByteArray(bytes.toByteArray()))));
    bench.awaitUpdated(name);
    return name;
  }

  private static void java(Bench bench) throws IOException {
    String name = javaProbe(bench);
    InvokeResponse response = bench.call(name, "{\"a\":1}");
    Expect.that(response.functionError() == null, "was " + response.payload().asUtf8String());
    Expect.contains(response.payload().asUtf8String(), "\"memory\":\"1024\"", "answer");
    Expect.that(Bench.isCold(response), "not cold");
    Expect.that(!Bench.isCold(bench.call(name, "{\"a\":2}")), "cold again: it ended after a call");
  }

  private static void exception(Bench bench) throws IOException {
    InvokeResponse response = bench.call(javaProbe(bench), "{\"throw\":true}");
    Expect.equal("Unhandled", String.valueOf(response.functionError()), "X-Amz-Function-Error");
    Expect.contains(response.payload().asUtf8String(), "java.lang.IllegalStateException", "answer");
  }
}
