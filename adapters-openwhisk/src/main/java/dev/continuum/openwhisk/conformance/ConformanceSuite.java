package dev.continuum.openwhisk.conformance;

import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.ConformanceReport;
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

  static List<Check<Bench>> checks() {
    List<Check<Bench>> checks = new ArrayList<>();
    checks.addAll(SystemChecks.ALL);
    checks.addAll(ActionChecks.ALL);
    checks.addAll(ErrorChecks.ALL);
    checks.addAll(PackageChecks.ALL);
    checks.addAll(InvocationChecks.ALL);
    checks.addAll(ActivationChecks.ALL);
    checks.addAll(WarmChecks.ALL);
    checks.addAll(AdapterChecks.ALL);
    checks.addAll(LimitChecks.ALL);
    checks.addAll(IdleChecks.ALL);
    return checks;
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
      for (Check<Bench> each : checks()) {
        bench.ready();
        ConformanceReport.Result result = each.run(bench);
        if (leftovers.isStopped()) {
          throw new IOException("it was stopped");
        }
        told.accept(result);
        results.add(result);
      }
    } finally {
      leftovers.remove();
    }
    ConformanceReport.Result left = SystemChecks.NOTHING_LEFT.run(bench);
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
}
