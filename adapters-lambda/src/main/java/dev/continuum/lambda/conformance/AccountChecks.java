package dev.continuum.lambda.conformance;

import static dev.continuum.actuation.conformance.Check.must;

import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import dev.continuum.lambda.LambdaCalls;
import dev.continuum.lambda.LambdaEndpoint;
import java.util.List;
import java.util.Optional;

/** The account as such: its limits, and whom it lets in. */
final class AccountChecks {

  static final List<Check<Bench>> ALL =
      List.of(
          must("the account tells its concurrency", AccountChecks::concurrency),
          must("the account tells its code limits", AccountChecks::code),
          must("an unknown key: 403 UnrecognizedClientException", AccountChecks::unknownKey),
          must("a wrong secret: 403", AccountChecks::wrongSecret));

  /** Runs last, after everything has been removed. */
  static final Check<Bench> NOTHING_LEFT =
      must(
          "nothing of this run is left behind",
          bench -> Expect.equal(List.of(), bench.left(), "functions left"));

  private AccountChecks() {}

  private static void concurrency(Bench bench) {
    var limit = bench.lambda().getAccountSettings(r -> {}).accountLimit();
    Expect.that(limit.concurrentExecutions() > 0, "was " + limit);
    Expect.that(
        limit.unreservedConcurrentExecutions() <= limit.concurrentExecutions(), "was " + limit);
  }

  private static void code(Bench bench) {
    var settings = bench.lambda().getAccountSettings(r -> {});
    Expect.equal(262_144_000L, settings.accountLimit().codeSizeUnzipped(), "unzipped");
    Expect.that(settings.accountUsage().functionCount() >= 0, "was " + settings);
  }

  private static void unknownKey(Bench bench) {
    with(bench, "AKIAUNKNOWNUNKNOWN01:unknown", "UnrecognizedClientException");
  }

  private static void wrongSecret(Bench bench) {
    String key =
        bench
            .endpoint()
            .credential()
            .map(text -> text.substring(0, text.indexOf(':')))
            .orElseThrow(() -> new Check.Skip("the credential is of the SDK's default chain"));
    with(bench, key + ":wrong", "InvalidSignatureException");
  }

  private static void with(Bench bench, String credential, String code) {
    LambdaEndpoint other =
        new LambdaEndpoint(
            bench.endpoint().region(), bench.endpoint().address(), Optional.of(credential));
    try (LambdaCalls calls = new LambdaCalls(other, bench.sleeper())) {
      var unused = Bench.error(403, code, () -> calls.lambda().getAccountSettings(r -> {}));
    }
  }
}
