package dev.continuum.simulator.warm.trace;

import dev.continuum.model.id.FunctionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the functions of a trace under the limits. Not thread-safe. */
final class TraceRows {

  private final CsvRows rows;
  private final TraceLimits limits;
  private final int[] minutes;
  private final List<TracedFunction> functions = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();

  TraceRows(CsvRows rows, TraceLimits limits, int[] minutes) {
    this.rows = rows;
    this.limits = limits;
    this.minutes = minutes;
    if (minutes.length == 0) {
      rows.fault(
          "trace.minutes",
          "The first line names no minutes.",
          "Maybe the columns of calls per minute are missing: 1, 2, 3, ... or m1, m2, m3, ...");
      rows.finish();
    }
  }

  /** Adds the row; a name that appears again gets a number. */
  void add(String name, double serviceSeconds, double gigabytes) {
    if (name.isBlank()) {
      rows.fault("trace.name", "The name of the function must not be blank.", "Maybe remove it.");
      return;
    }
    if ((functions.size() + 1L) * minutes.length > limits.cells()
        || functions.size() >= limits.functions()) {
      rows.fault(
          "trace.too-large",
          "The trace has more than "
              + Math.min(limits.functions(), limits.cells() / minutes.length)
              + " functions of "
              + minutes.length
              + " minutes.",
          "Maybe plan a part of it.");
      rows.finish();
    }
    int[] calls = new int[minutes.length];
    for (int minute = 0; minute < calls.length; minute++) {
      calls[minute] = rows.calls(minutes[minute]);
    }
    int times = seen.merge(name, 1, Integer::sum);
    FunctionId id = new FunctionId(times == 1 ? name : name + "#" + times);
    functions.add(new TracedFunction(new FunctionProfile(id, serviceSeconds, gigabytes), calls));
  }

  Trace trace() {
    if (functions.isEmpty()) {
      rows.fault("trace.no-functions", "The trace has no functions.", "Maybe it was cut off.");
    }
    rows.finish();
    return new Trace(minutes.length, functions);
  }
}
