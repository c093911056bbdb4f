package dev.continuum.lambda.conformance;

import static dev.continuum.actuation.conformance.Check.must;

import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Aliases. */
final class AliasChecks {

  private static final String LIVE = "live";

  static final List<Check<Bench>> ALL =
      List.of(
          must("an alias means a version, and is moved", AliasChecks::move),
          must("an alias twice: 409", AliasChecks::twice),
          must("an alias that is a number: 400", AliasChecks::number),
          must("an alias for an unknown version: 404", AliasChecks::unknownVersion),
          must("moving with a stale revision: 412", AliasChecks::stale),
          must("weights are shown, split calls, and are cleared", AliasChecks::weights),
          must("a weight above 1: 400", AliasChecks::heavy),
          must("aliases are listed by version", AliasChecks::list),
          must("a version that an alias means cannot be deleted: 409", AliasChecks::inUse),
          must("a deleted alias is gone: 404", AliasChecks::delete));

  private AliasChecks() {}

  /** A probe with versions 1 and 2, and an alias for 1. */
  static String two(Bench bench, String what) {
    String name = bench.probe(what);
    String first = bench.publish(name);
    bench.change(name, "changed");
    bench.publish(name);
    bench.alias(name, LIVE, first);
    return name;
  }

  private static void move(Bench bench) {
    String name = two(bench, "move");
    Expect.equal("1", bench.call(name, LIVE, "{}").executedVersion(), "before");
    bench.lambda().updateAlias(r -> r.functionName(name).name(LIVE).functionVersion("2"));
    Expect.equal("2", bench.call(name, LIVE, "{}").executedVersion(), "after");
  }

  private static void twice(Bench bench) {
    String name = two(bench, "twice");
    var unused =
        Bench.error(
            409,
            "ResourceConflictException",
            () ->
                bench
                    .lambda()
                    .createAlias(r -> r.functionName(name).name(LIVE).functionVersion("2")));
  }

  private static void number(Bench bench) {
    String name = two(bench, "number");
    var unused =
        Bench.error(
            400,
            "ValidationException",
            () ->
                bench
                    .lambda()
                    .createAlias(r -> r.functionName(name).name("7").functionVersion("2")));
  }

  private static void unknownVersion(Bench bench) {
    String name = bench.probe("unknown");
    var unused =
        Bench.error(
            404,
            "ResourceNotFoundException",
            () ->
                bench
                    .lambda()
                    .createAlias(r -> r.functionName(name).name(LIVE).functionVersion("9")));
  }

  private static void stale(Bench bench) {
    String name = two(bench, "stale");
    String revision = bench.lambda().getAlias(r -> r.functionName(name).name(LIVE)).revisionId();
    bench.lambda().updateAlias(r -> r.functionName(name).name(LIVE).description("changed"));
    var unused =
        Bench.error(
            412,
            "PreconditionFailedException",
            () ->
                bench
                    .lambda()
                    .updateAlias(
                        r ->
                            r.functionName(name)
                                .name(LIVE)
                                .functionVersion("2")
                                .revisionId(revision)));
  }

  private static void weights(Bench bench) {
    String name = two(bench, "weights");
    var shown =
        bench
            .lambda()
            .updateAlias(
                r ->
                    r.functionName(name)
                        .name(LIVE)
                        .routingConfig(w -> w.additionalVersionWeights(Map.of("2", 0.5))));
    Expect.equal(Map.of("2", 0.5), shown.routingConfig().additionalVersionWeights(), "weights");
    TreeSet<String> versions = new TreeSet<>();
    for (int i = 0; i < 30 && versions.size() < 2; i++) {
      versions.add(bench.call(name, LIVE, "{}").executedVersion());
    }
    Expect.equal(new TreeSet<>(List.of("1", "2")), versions, "versions that answered");
    var cleared =
        bench
            .lambda()
            .updateAlias(
                r ->
                    r.functionName(name)
                        .name(LIVE)
                        .routingConfig(w -> w.additionalVersionWeights(Map.of())));
    Expect.that(
        cleared.routingConfig() == null
            || cleared.routingConfig().additionalVersionWeights().isEmpty(),
        "was " + cleared);
  }

  private static void heavy(Bench bench) {
    String name = two(bench, "heavy");
    var unused =
        Bench.error(
            400,
            "ValidationException",
            () ->
                bench
                    .lambda()
                    .updateAlias(
                        r ->
                            r.functionName(name)
                                .name(LIVE)
                                .routingConfig(w -> w.additionalVersionWeights(Map.of("2", 1.5)))));
  }

  private static void list(Bench bench) {
    String name = two(bench, "list");
    bench.alias(name, "next", "2");
    Expect.equal(
        List.of("next"),
        bench
            .lambda()
            .listAliases(r -> r.functionName(name).functionVersion("2"))
            .aliases()
            .stream()
            .map(each -> each.name())
            .toList(),
        "aliases of version 2");
  }

  private static void inUse(Bench bench) {
    String name = two(bench, "used");
    var unused =
        Bench.error(
            409,
            "ResourceConflictException",
            () -> bench.lambda().deleteFunction(r -> r.functionName(name).qualifier("1")));
  }

  private static void delete(Bench bench) {
    String name = two(bench, "gone");
    bench.lambda().deleteAlias(r -> r.functionName(name).name(LIVE));
    var unused =
        Bench.error(
            404,
            "ResourceNotFoundException",
            () -> bench.lambda().getAlias(r -> r.functionName(name).name(LIVE)));
  }
}
