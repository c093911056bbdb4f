package dev.continuum.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench service}: the load tool. */
@Command(
    name = "service",
    description = {
      "Measures the service under load, beside a bare grpc-java echo.",
      "",
      "Servers run in processes of their own. In open loops calls start when they are due and",
      "latency counts from then. Run it in the source tree: problems come from datasets/."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum bench service",
      "  ./continuum bench service --case reads --case start --seconds 5",
      "  ./continuum bench service --case telemetry --minutes 10 --rate 100000"
    })
public final class ServiceCommand implements Callable<Integer> {

  private final Map<String, Supplier<Case>> all = new LinkedHashMap<>();

  {
    all.put("start", StartUp::new);
    all.put("reads", PlanReads::new);
    all.put("tls", MutualTls::new);
    all.put("evaluate", Evaluations::new);
    all.put("telemetry", () -> new TelemetryFlood(pace()));
    all.put("patch", PatchFanOut::new);
    all.put("watches", IdleWatches::new);
    all.put("overload", Overload::new);
    all.put("fork", LargeFork::new);
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description =
          "start, reads, tls, evaluate, telemetry, patch, watches, overload or fork; again for more."
              + " Default: all.")
  private List<String> cases = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Length of each measurement. Default: 10.")
  private int seconds = 10;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "Telemetry at --rate for so many minutes, with the heap after each. Default: as fast as"
              + " it is taken, for --seconds.")
  private int minutes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Updates a second, with --minutes. Default: 100000.")
  private double rate = 100_000;

  ServiceCommand() {}

  private Optional<TelemetryFlood.Pace> pace() {
    return minutes <= 0 ? Optional.empty() : Optional.of(new TelemetryFlood.Pace(rate, minutes));
  }

  @Override
  public Integer call() throws Exception {
    List<String> wanted = cases.isEmpty() ? List.copyOf(all.keySet()) : cases;
    List<Supplier<Case>> chosen = new ArrayList<>();
    for (String name : wanted) {
      Supplier<Case> known = all.get(name);
      if (known == null) {
        throw new IOException("There is no case " + name + "; " + all.keySet() + " are.");
      }
      chosen.add(known);
    }
    var out = spec.commandLine().getOut();
    out.println("| case | measured | value | target |");
    out.println("|---|---|---|---|");
    Path directory = Files.createTempDirectory("continuum-bench-service");
    try {
      for (Supplier<Case> each : chosen) {
        try (Lab lab = new Lab(directory, Duration.ofSeconds(Math.max(1, seconds)))) {
          for (Figure figure : each.get().measure(lab)) {
            out.println(figure.markdown());
          }
        }
        out.flush();
      }
    } finally {
      delete(directory);
    }
    return 0;
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(all::add);
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
