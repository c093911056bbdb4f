package dev.continuum.lambda.conformance;

import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.ConformanceReport;
import dev.continuum.lambda.LambdaEndpoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Runs every check in one region; leaves nothing behind. */
public final class ConformanceSuite {

  /** Five-minute steps of one gigabyte that the run keeps provisioned, generously. */
  private static final int PROVISIONED_STEPS = 40;

  private static final int CALLS = 400;

  private final LambdaEndpoint endpoint;
  private final ConformanceOptions options;
  private final InstantSource clock;
  private final Sleeper sleeper;

  /** In the region of an endpoint. */
  public ConformanceSuite(
      LambdaEndpoint endpoint, ConformanceOptions options, InstantSource clock, Sleeper sleeper) {
    this.endpoint = endpoint;
    this.options = options;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  static List<Check<Bench>> checks() {
    List<Check<Bench>> checks = new ArrayList<>();
    checks.addAll(AccountChecks.ALL);
    checks.addAll(FunctionChecks.ALL);
    checks.addAll(VersionChecks.ALL);
    checks.addAll(AliasChecks.ALL);
    checks.addAll(InvocationChecks.ALL);
    checks.addAll(ReservedChecks.ALL);
    checks.addAll(ProvisionedChecks.ALL);
    checks.addAll(AdapterChecks.ALL);
    return checks;
  }

  /** What the run costs on AWS at most, for people. */
  public static String expectedCost() {
    dev.continuum.lambda.Prices prices = dev.continuum.lambda.Prices.shipped();
    double dollars =
        prices.kept(PROVISIONED_STEPS, Bench.MEMORY_MB, 1)
            + CALLS * (prices.perRequest() + 2 * prices.onDemand());
    return String.format(
        Locale.ROOT,
        "On AWS this run is expected to cost less than %.2f USD (prices of %s): up to %d calls, and"
            + " %d five-minute steps of one provisioned instance of 1 GB.",
        dollars,
        prices.date(),
        CALLS,
        PROVISIONED_STEPS);
  }

  /**
   * Runs the suite.
   *
   * @param prefix begins the names of all our objects: letters, digits, -
   * @param told of each result as it comes
   */
  public ConformanceReport run(String prefix, Consumer<ConformanceReport.Result> told) {
    List<ConformanceReport.Result> results = new ArrayList<>();
    try (Bench bench = new Bench(endpoint, options, clock, sleeper, prefix)) {
      try {
        for (Check<Bench> each : checks()) {
          ConformanceReport.Result result = each.run(bench);
          told.accept(result);
          results.add(result);
        }
      } finally {
        bench.clean();
      }
      ConformanceReport.Result left = AccountChecks.NOTHING_LEFT.run(bench);
      told.accept(left);
      results.add(left);
    }
    return new ConformanceReport(results);
  }
}
