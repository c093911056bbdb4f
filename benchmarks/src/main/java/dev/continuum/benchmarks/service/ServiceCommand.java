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
      "  ./continuum bench service --case reads --case start --seconds 5"
    })
public final class ServiceCommand implements Callable<Integer> {

  private static final Map<String, Supplier<Case>> CASES = new LinkedHashMap<>();

  static {
    CASES.put("start", StartUp::new);
    CASES.put("reads", PlanReads::new);
    CASES.put("tls", MutualTls::new);
    CASES.put("evaluate", Evaluations::new);
    CASES.put("telemetry", TelemetryFlood::new);
    CASES.put("patch", PatchFanOut::new);
    CASES.put("watches", IdleWatches::new);
    CASES.put("overload", Overload::new);
    CASES.put("fork", LargeFork::new);
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

  ServiceCommand() {}

  @Override
  public Integer call() throws Exception {
    List<String> wanted = cases.isEmpty() ? List.copyOf(CASES.keySet()) : cases;
    List<Supplier<Case>> chosen = new ArrayList<>();
    for (String name : wanted) {
      Supplier<Case> known = CASES.get(name);
      if (known == null) {
        throw new IOException("There is no case " + name + "; " + CASES.keySet() + " are.");
      }
      chosen.add(known);
    }
    var out = spec.commandLine().getOut();
    out.println("| case | measured | value | target |");
    out.println("|---|---|---|---|");
    Path directory = Files.createTempDirectory("continuum-bench-service");
    try {
      Lab lab = new Lab(directory, Duration.ofSeconds(Math.max(1, seconds)));
      for (Supplier<Case> each : chosen) {
        for (Figure figure : each.get().measure(lab)) {
          out.println(figure.markdown());
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
