package dev.continuum.lambda.conformance;

import static dev.continuum.actuation.conformance.Check.must;

import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Reserved concurrency. */
final class ReservedChecks {

  private static final String OVER = "ReservedFunctionConcurrentInvocationLimitExceeded";

  static final List<Check<Bench>> ALL =
      List.of(
          must("without a reservation the answer is empty", ReservedChecks::unset),
          must("a reservation is set, told, and taken off the account", ReservedChecks::set),
          must("a deleted reservation is gone", ReservedChecks::delete),
          must("a reservation of 0 turns the function off: 429", ReservedChecks::zero),
          must("calls above the reservation: 429, with the reason", ReservedChecks::above),
          must("a reservation above what the account has: 400", ReservedChecks::tooMuch),
          must("a negative reservation: 400 ValidationException", ReservedChecks::negative));

  private ReservedChecks() {}

  private static void reserve(Bench bench, String name, int count) {
    bench
        .lambda()
        .putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(count));
  }

  private static Integer reserved(Bench bench, String name) {
    return bench
        .lambda()
        .getFunctionConcurrency(r -> r.functionName(name))
        .reservedConcurrentExecutions();
  }

  private static int unreserved(Bench bench) {
    return bench
        .lambda()
        .getAccountSettings(r -> {})
        .accountLimit()
        .unreservedConcurrentExecutions();
  }

  private static void unset(Bench bench) {
    Expect.equal("null", String.valueOf(reserved(bench, bench.probe("unset"))), "reserved");
  }

  private static void set(Bench bench) {
    String name = bench.probe("set");
    int before = unreserved(bench);
    reserve(bench, name, 2);
    Expect.equal(2, reserved(bench, name), "reserved");
    Expect.equal(before - 2, unreserved(bench), "unreserved");
  }

  private static void delete(Bench bench) {
    String name = bench.probe("gone");
    reserve(bench, name, 1);
    bench.lambda().deleteFunctionConcurrency(r -> r.functionName(name));
    Expect.equal("null", String.valueOf(reserved(bench, name)), "reserved");
  }

  private static void zero(Bench bench) {
    String name = bench.probe("zero");
    reserve(bench, name, 0);
    var error = Bench.error(429, "TooManyRequestsException", () -> bench.call(name, "{}"));
    Expect.equal(OVER, ((TooManyRequestsException) error).reasonAsString(), "reason");
  }

  private static void above(Bench bench) {
    String name = bench.probe("above");
    reserve(bench, name, 1);
    List<String> ends = Bench.atOnce(3, () -> end(bench, name));
    Expect.equal(1L, ends.stream().filter("200"::equals).count(), "answered of " + ends);
    Expect.equal(2L, ends.stream().filter(OVER::equals).count(), "throttled of " + ends);
  }

  private static String end(Bench bench, String name) {
    try {
      return Integer.toString(bench.call(name, "{\"hold\":3000}").statusCode());
    } catch (TooManyRequestsException e) {
      return e.reasonAsString();
    }
  }

  private static void tooMuch(Bench bench) {
    String name = bench.probe("much");
    int all = unreserved(bench);
    var unused =
        Bench.error(
            400,
            "InvalidParameterValueException",
            () ->
                bench
                    .lambda()
                    .putFunctionConcurrency(
                        r -> r.functionName(name).reservedConcurrentExecutions(all)));
  }

  private static void negative(Bench bench) {
    String name = bench.probe("negative");
    var unused =
        Bench.error(
            400,
            "ValidationException",
            () ->
                bench
                    .lambda()
                    .putFunctionConcurrency(
                        r -> r.functionName(name).reservedConcurrentExecutions(-1)));
  }
}
