package dev.continuum.lambda.conformance;

import static dev.continuum.actuation.conformance.Check.must;

import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import java.util.List;

/** Published versions. */
final class VersionChecks {

  static final List<Check<Bench>> ALL =
      List.of(
          must("the first version is 1, the next 2", VersionChecks::numbers),
          must("without a change the last version is returned", VersionChecks::unchanged),
          must("a version keeps its configuration", VersionChecks::frozen),
          must("a version may have a description of its own", VersionChecks::description),
          must("publishing with another digest: 400", VersionChecks::digest),
          must("publishing with a stale revision: 412", VersionChecks::stale),
          must("versions are listed, $LATEST too", VersionChecks::list),
          must("a deleted version is gone, its number is not used again", VersionChecks::delete),
          must("$LATEST alone cannot be deleted: 400", VersionChecks::latest),
          must("an unknown version: 404", VersionChecks::unknown));

  private VersionChecks() {}

  private static void numbers(Bench bench) {
    String name = bench.probe("numbers");
    Expect.equal("1", bench.publish(name), "first");
    bench.change(name, "changed");
    Expect.equal("2", bench.publish(name), "second");
  }

  private static void unchanged(Bench bench) {
    String name = bench.probe("unchanged");
    Expect.equal(bench.publish(name), bench.publish(name), "again");
  }

  private static void frozen(Bench bench) {
    String name = bench.probe("frozen");
    String version = bench.publish(name);
    bench.lambda().updateFunctionConfiguration(r -> r.functionName(name).memorySize(512));
    bench.awaitUpdated(name);
    Expect.equal(
        Bench.MEMORY_MB,
        bench
            .lambda()
            .getFunctionConfiguration(r -> r.functionName(name).qualifier(version))
            .memorySize(),
        "memory of the version");
  }

  private static void description(Bench bench) {
    String name = bench.probe("description");
    var published =
        bench.lambda().publishVersion(r -> r.functionName(name).description("of its own"));
    Expect.equal("of its own", published.description(), "description");
    Expect.equal("", String.valueOf(bench.configuration(name).description()), "of $LATEST");
  }

  private static void digest(Bench bench) {
    String name = bench.probe("digest");
    var unused =
        Bench.error(
            400,
            "InvalidParameterValueException",
            () ->
                bench.lambda().publishVersion(r -> r.functionName(name).codeSha256("no digest=")));
  }

  private static void stale(Bench bench) {
    String name = bench.probe("stale");
    String revision = bench.configuration(name).revisionId();
    bench.change(name, "another");
    var unused =
        Bench.error(
            412,
            "PreconditionFailedException",
            () -> bench.lambda().publishVersion(r -> r.functionName(name).revisionId(revision)));
  }

  private static void list(Bench bench) {
    String name = bench.probe("list");
    bench.publish(name);
    List<String> versions =
        bench.lambda().listVersionsByFunction(r -> r.functionName(name)).versions().stream()
            .map(each -> each.version())
            .toList();
    Expect.equal(List.of("$LATEST", "1"), versions, "versions");
  }

  private static void delete(Bench bench) {
    String name = bench.probe("gone");
    String version = bench.publish(name);
    bench.lambda().deleteFunction(r -> r.functionName(name).qualifier(version));
    var unused =
        Bench.error(
            404,
            "ResourceNotFoundException",
            () ->
                bench
                    .lambda()
                    .getFunctionConfiguration(r -> r.functionName(name).qualifier(version)));
    bench.change(name, "changed");
    Expect.equal("2", bench.publish(name), "the next");
  }

  private static void latest(Bench bench) {
    String name = bench.probe("latest");
    var unused =
        Bench.error(
            400,
            "InvalidParameterValueException",
            () -> bench.lambda().deleteFunction(r -> r.functionName(name).qualifier("$LATEST")));
  }

  private static void unknown(Bench bench) {
    String name = bench.probe("unknown");
    var unused = Bench.error(404, "ResourceNotFoundException", () -> bench.call(name, "77", "{}"));
  }
}
