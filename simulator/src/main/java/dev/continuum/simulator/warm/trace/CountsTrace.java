package dev.continuum.simulator.warm.trace;

import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;

/**
 * Calls per minute alone (columns app_hash16, m1, m2, ...), with time and memory of each app from
 * another file (columns app_hash16, avg_duration_ms, avg_memory_mb). Immutable.
 *
 * @param apps time and memory by app
 * @param limits what is too much
 */
public record CountsTrace(Map<String, App> apps, TraceLimits limits) implements TraceReader {

  /** The column that tells this format from others. */
  public static final String MARK = "app_hash16";

  private static final double LONGEST_MILLIS = 1e9;
  private static final double MOST_MEGABYTES = 1e7;

  /**
   * What counts do not say.
   *
   * @param serviceSeconds mean time of a call
   * @param gigabytes memory of an instance, 1 GB = 1,000 MB
   */
  public record App(double serviceSeconds, double gigabytes) {}

  /** Copies. */
  public CountsTrace {
    apps = Map.copyOf(apps);
  }

  /**
   * Time and memory by app.
   *
   * @throws dev.continuum.model.validation.InvalidProblemException with what is wrong with it
   * @throws IOException if reading fails
   */
  public static Map<String, App> apps(Reader text, String name, TraceLimits limits)
      throws IOException {
    CsvRows rows = new CsvRows(text, name, limits);
    int id = rows.column(MARK);
    int millis = rows.column("avg_duration_ms");
    int megabytes = rows.column("avg_memory_mb");
    Map<String, App> apps = new HashMap<>();
    while (rows.next()) {
      double seconds = rows.number(millis, 0, LONGEST_MILLIS) / 1e3;
      App app = new App(seconds, rows.number(megabytes, 1e-3, MOST_MEGABYTES) / 1e3);
      if (apps.put(rows.text(id), app) != null) {
        rows.fault(
            "trace.twice", "The app " + rows.text(id) + " appears twice.", "Maybe remove one.");
      }
    }
    rows.finish();
    return apps;
  }

  @Override
  public Trace read(Reader text, String name) throws IOException {
    CsvRows rows = new CsvRows(text, name, limits);
    int id = rows.column(MARK);
    TraceRows functions = new TraceRows(rows, limits, rows.minutes("m"));
    while (rows.next()) {
      App app = apps.get(rows.text(id));
      if (app == null) {
        rows.fault(
            "trace.unknown-app",
            "No time and memory is known of the app " + rows.text(id) + ".",
            "Maybe add it to the file of apps.");
      } else {
        functions.add(rows.text(id), app.serviceSeconds(), app.gigabytes());
      }
    }
    return functions.trace();
  }
}
