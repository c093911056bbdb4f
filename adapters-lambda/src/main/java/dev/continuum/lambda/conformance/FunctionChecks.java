package dev.continuum.lambda.conformance;

import static dev.continuum.actuation.conformance.Check.may;
import static dev.continuum.actuation.conformance.Check.must;

import dev.continuum.actuation.Digests;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/** Functions: their code, configuration, states and tags. */
final class FunctionChecks {

  static final List<Check<Bench>> ALL =
      List.of(
          must("a new function is $LATEST, and becomes active", FunctionChecks::create),
          must("creating it twice: 409 ResourceConflictException", FunctionChecks::twice),
          must(
              "an unknown runtime: 400",
              b -> refused(b, 400, "InvalidParameterValueException", r -> r.runtime("cobol85"))),
          must(
              "memory below 128: 400 ValidationException",
              b -> refused(b, 400, "ValidationException", r -> r.memorySize(64))),
          must(
              "memory above 10,240: 400 ValidationException",
              b -> refused(b, 400, "ValidationException", r -> r.memorySize(20_000))),
          must(
              "a timeout above 900: 400 ValidationException",
              b -> refused(b, 400, "ValidationException", r -> r.timeout(901))),
          must(
              "a role that is none: 400 ValidationException",
              b -> refused(b, 400, "ValidationException", r -> r.role("nobody"))),
          must(
              "code that is no zip: 400",
              b ->
                  refused(
                      b,
                      400,
                      "InvalidParameterValueException",
                      r -> r.code(c -> c.zipFile(SdkBytes.fromUtf8String("no zip"))))),
          must("a name with a space: 400 ValidationException", FunctionChecks::badName),
          must("an unknown function: 404 ResourceNotFoundException", FunctionChecks::unknown),
          must("the digest is the SHA-256 of the zip, as base64", FunctionChecks::digest),
          must("a function is found by its ARN and by a part of it", FunctionChecks::byArn),
          must("functions are listed, page by page", FunctionChecks::list),
          must("variables come back", FunctionChecks::variables),
          must("an update of the configuration ends as successful", FunctionChecks::configure),
          may("an update shows as in progress, and another then is 409", FunctionChecks::busy),
          must("an update with a stale revision: 412", FunctionChecks::stale),
          must("an update of the code changes the digest", FunctionChecks::code),
          must("a dry run of an update changes nothing", FunctionChecks::dryRun),
          must("tags are added and removed", FunctionChecks::tags),
          must("a deleted function is gone", FunctionChecks::delete));

  private FunctionChecks() {}

  private static void create(Bench bench) {
    String name = bench.probe("create");
    var now = bench.configuration(name);
    Expect.equal("$LATEST", now.version(), "version");
    Expect.equal(State.ACTIVE, now.state(), "state");
    Expect.equal(Bench.MEMORY_MB, now.memorySize(), "memory");
    Expect.that(now.functionArn().endsWith(":function:" + name), "ARN was " + now.functionArn());
  }

  private static CreateFunctionRequest.Builder request(Bench bench, String name) {
    return CreateFunctionRequest.builder()
        .functionName(name)
        .role(bench.options().role())
        .runtime(ProbeCode.RUNTIME)
        .handler(ProbeCode.HANDLER)
        .code(c -> c.zipFile(SdkBytes.fromByteArray(ProbeCode.zip("one"))));
  }

  private static void twice(Bench bench) {
    String name = bench.probe("twice");
    var unused =
        Bench.error(
            409,
            "ResourceConflictException",
            () -> bench.lambda().createFunction(request(bench, name).build()));
  }

  private static void refused(
      Bench bench, int status, String code, Consumer<CreateFunctionRequest.Builder> change) {
    CreateFunctionRequest.Builder request = request(bench, bench.name("refused"));
    change.accept(request);
    var unused = Bench.error(status, code, () -> bench.lambda().createFunction(request.build()));
  }

  private static void badName(Bench bench) {
    var unused =
        Bench.error(
            400,
            "ValidationException",
            () -> bench.lambda().getFunction(r -> r.functionName("no name")));
  }

  private static void unknown(Bench bench) {
    var unused =
        Bench.error(
            404, "ResourceNotFoundException", () -> bench.configuration(bench.prefix() + "-none"));
  }

  private static void digest(Bench bench) {
    String name = bench.probe("digest");
    byte[] hash = HexFormat.of().parseHex(Digests.sha256(ProbeCode.zip("one")));
    Expect.equal(
        Base64.getEncoder().encodeToString(hash), bench.configuration(name).codeSha256(), "digest");
  }

  private static void byArn(Bench bench) {
    String name = bench.probe("arn");
    String arn = bench.configuration(name).functionArn();
    String account = arn.split(":", -1)[4];
    Expect.equal(name, bench.configuration(arn).functionName(), "by ARN");
    Expect.equal(
        name, bench.configuration(account + ":function:" + name).functionName(), "by part");
  }

  private static void list(Bench bench) {
    String one = bench.probe("list");
    String two = bench.probe("list");
    List<String> all =
        bench.lambda().listFunctionsPaginator(r -> r.maxItems(1)).functions().stream()
            .map(each -> each.functionName())
            .toList();
    Expect.that(all.contains(one) && all.contains(two), "was " + all);
  }

  private static void variables(Bench bench) {
    String name = bench.probe("variables", Map.of("MARK", "here"));
    Expect.equal(
        Map.of("MARK", "here"), bench.configuration(name).environment().variables(), "are");
    Expect.contains(
        bench.call(name, "{}").payload().asUtf8String(), "\"mark\":\"here\"", "in the function");
  }

  private static void configure(Bench bench) {
    String name = bench.probe("configure");
    bench
        .lambda()
        .updateFunctionConfiguration(r -> r.functionName(name).memorySize(512).timeout(7));
    bench.awaitUpdated(name);
    var now = bench.configuration(name);
    Expect.equal("512 7", now.memorySize() + " " + now.timeout(), "memory and timeout");
    Expect.equal(LastUpdateStatus.SUCCESSFUL, now.lastUpdateStatus(), "status");
  }

  private static void busy(Bench bench) {
    String name = bench.probe("busy");
    var first = bench.lambda().updateFunctionConfiguration(r -> r.functionName(name).timeout(8));
    if (first.lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS) {
      throw new Check.Skip("the update had ended at once");
    }
    try {
      bench.lambda().updateFunctionConfiguration(r -> r.functionName(name).timeout(9));
    } catch (software.amazon.awssdk.services.lambda.model.ResourceConflictException e) {
      return;
    }
    throw new Check.Skip("the update had ended before the next one");
  }

  private static void stale(Bench bench) {
    String name = bench.probe("stale");
    String revision = bench.configuration(name).revisionId();
    bench.change(name, "another");
    var unused =
        Bench.error(
            412,
            "PreconditionFailedException",
            () ->
                bench
                    .lambda()
                    .updateFunctionConfiguration(
                        r -> r.functionName(name).revisionId(revision).timeout(5)));
  }

  private static void code(Bench bench) {
    String name = bench.probe("code");
    String before = bench.configuration(name).codeSha256();
    bench
        .lambda()
        .updateFunctionCode(
            r -> r.functionName(name).zipFile(SdkBytes.fromByteArray(ProbeCode.zip("two"))));
    bench.awaitUpdated(name);
    Expect.that(!before.equals(bench.configuration(name).codeSha256()), "it did not change");
  }

  private static void dryRun(Bench bench) {
    String name = bench.probe("dry");
    String before = bench.configuration(name).codeSha256();
    bench
        .lambda()
        .updateFunctionCode(
            r ->
                r.functionName(name)
                    .dryRun(true)
                    .zipFile(SdkBytes.fromByteArray(ProbeCode.zip("two"))));
    Expect.equal(before, bench.configuration(name).codeSha256(), "digest");
  }

  private static void tags(Bench bench) {
    String arn = bench.configuration(bench.probe("tags")).functionArn();
    bench.lambda().tagResource(r -> r.resource(arn).tags(Map.of("a", "1", "b", "2")));
    bench.lambda().untagResource(r -> r.resource(arn).tagKeys("a"));
    Map<String, String> tags = bench.lambda().listTags(r -> r.resource(arn)).tags();
    Expect.that(!tags.containsKey("a") && "2".equals(tags.get("b")), "was " + tags);
  }

  private static void delete(Bench bench) {
    String name = bench.probe("delete");
    bench.lambda().deleteFunction(r -> r.functionName(name));
    var unused = Bench.error(404, "ResourceNotFoundException", () -> bench.configuration(name));
  }
}
