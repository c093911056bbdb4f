package dev.continuum.openwhisk.conformance;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.Sleeper;
import dev.continuum.openwhisk.rest.WhiskConnection;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs every check against one server. Takes minutes on a stock server, because it keeps below the
 * limits of the namespace; leaves nothing behind.
 */
public final class ConformanceSuite {

  private final WhiskConnection connection;
  private final ConformanceOptions options;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Leftovers leftovers;

  /**
   * Against the server of a connection.
   *
   * @param prefix begins the names of all our objects: letters, digits, -; no other run's
   */
  public ConformanceSuite(
      WhiskConnection connection,
      ConformanceOptions options,
      InstantSource clock,
      Sleeper sleeper,
      String prefix) {
    this.leftovers = new Leftovers(connection, sleeper, prefix);
    this.connection = connection;
    this.options = options;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  static List<CheckCase> cases() {
    List<CheckCase> cases = new ArrayList<>();
    cases.addAll(SystemChecks.CASES);
    cases.addAll(ActionChecks.CASES);
    cases.addAll(ErrorChecks.CASES);
    cases.addAll(PackageChecks.CASES);
    cases.addAll(InvocationChecks.CASES);
    cases.addAll(ActivationChecks.CASES);
    cases.addAll(WarmChecks.CASES);
    cases.addAll(AdapterChecks.CASES);
    cases.addAll(LimitChecks.CASES);
    cases.addAll(IdleChecks.CASES);
    return cases;
  }

  /**
   * Runs the suite.
   *
   * @param told of each result as it comes
   * @throws IOException if the server does not answer at all, or runs no action of ours
   */
  public ConformanceReport run(Consumer<ConformanceReport.Result> told) throws IOException {
    List<ConformanceReport.Result> results = new ArrayList<>();
    Bench bench;
    try {
      bench = new Bench(connection, options, clock, sleeper, leftovers);
      for (CheckCase each : cases()) {
        ConformanceReport.Result result = run(each, bench);
        if (leftovers.isStopped()) {
          throw new IOException("it was stopped");
        }
        told.accept(result);
        results.add(result);
      }
    } finally {
      leftovers.remove();
    }
    ConformanceReport.Result left = run(SystemChecks.NOTHING_LEFT, bench);
    told.accept(left);
    results.add(left);
    return new ConformanceReport(results);
  }

  /**
   * Stops a run under way and removes what it made: for a shutdown hook. Harmless when nothing is
   * under way.
   */
  public void stop() {
    leftovers.stop();
    leftovers.remove();
  }

  private static ConformanceReport.Result run(CheckCase check, Bench bench) {
    ConformanceReport.Verdict verdict = ConformanceReport.Verdict.PASSED;
    String why = "";
    try {
      check.body().run(bench);
    } catch (CheckCase.Skip skip) {
      verdict = ConformanceReport.Verdict.SKIPPED;
      why = String.valueOf(skip.getMessage());
    } catch (AssertionError | ActuationException failure) {
      verdict = ConformanceReport.Verdict.FAILED;
      why = String.valueOf(failure.getMessage());
    } catch (IOException | RuntimeException failure) {
      verdict = ConformanceReport.Verdict.FAILED;
      why = failure.toString();
    }
    return new ConformanceReport.Result(check.name(), check.must(), verdict, why);
  }
}
