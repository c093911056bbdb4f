package dev.continuum.simulator.warm;

import dev.continuum.model.id.FunctionId;
import dev.continuum.simulator.warm.trace.AzureTrace;
import dev.continuum.simulator.warm.trace.CountsTrace;
import dev.continuum.simulator.warm.trace.Fleet;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import dev.continuum.simulator.warm.trace.Trace;
import dev.continuum.simulator.warm.trace.TraceLimits;
import dev.continuum.simulator.warm.trace.TracedFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.zip.GZIPInputStream;

/** The shipped traces, and small ones. */
public final class Fixtures {

  public static final Path DATASETS = Path.of("..", "datasets");

  private Fixtures() {}

  /** All of the shipped Azure day. */
  public static Trace azure() throws IOException {
    Path file = DATASETS.resolve("azure2019").resolve("functions.csv.gz");
    try (BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return new AzureTrace(TraceLimits.DEFAULT).read(text, file.toString());
    }
  }

  /** Some functions of a trace, by place. */
  public static Trace some(Trace trace, IntPredicate taken) {
    List<TracedFunction> functions = new ArrayList<>();
    for (int i = 0; i < trace.functions().size(); i++) {
      if (taken.test(i)) {
        functions.add(trace.functions().get(i));
      }
    }
    return new Trace(trace.minutes(), functions);
  }

  /** The 19 apps with published cold starts, without the minutes after the second block. */
  public static Trace crosscheck() throws IOException {
    Path folder = DATASETS.resolve("crosscheck");
    try (BufferedReader apps = Files.newBufferedReader(folder.resolve("apps.csv"));
        BufferedReader counts = Files.newBufferedReader(folder.resolve("counts_per_minute.csv"))) {
      Trace all =
          new CountsTrace(
                  CountsTrace.apps(apps, "apps.csv", TraceLimits.DEFAULT), TraceLimits.DEFAULT)
              .read(counts, "counts_per_minute.csv");
      return new Trace(
          1008,
          all.functions().stream()
              .map(each -> new TracedFunction(each.profile(), Arrays.copyOf(each.calls(), 1008)))
              .toList());
    }
  }

  /** One function, 0.1 GB, with these calls. */
  public static Fleet fleet(double serviceSeconds, int... calls) {
    return Fleet.of(new Trace(calls.length, List.of(function("f", serviceSeconds, calls))));
  }

  public static TracedFunction function(String name, double serviceSeconds, int... calls) {
    return new TracedFunction(
        new FunctionProfile(new FunctionId(name), serviceSeconds, 0.1), calls);
  }

  /** A call every so many minutes. */
  public static int[] every(int period, int minutes) {
    int[] calls = new int[minutes];
    for (int minute = 0; minute < minutes; minute += period) {
      calls[minute] = 1;
    }
    return calls;
  }
}
