package dev.continuum.benchmarks.quality;

import dev.continuum.benchmarks.baseline.Baseline;
import dev.continuum.datasets.importer.NeptuneObjective;
import dev.continuum.model.workload.Splitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench quality}: strategies × instances × seeds, a row of CSV each. */
@Command(
    name = "quality",
    description = {
      "Runs strategies and baselines on instances and appends one row of CSV for each run.",
      "",
      "A row that the file holds is not run again: the same command goes on after an interruption."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum bench quality --format gap --dir gap/ --time 10s --seeds 1,2,3 --csv gap.csv",
      "  ./continuum bench quality --format neptune --dir neptune/ --time 60s \\",
      "      --strategy auto,neptune,plain-highs,nearest-edge --known best.csv --csv neptune.csv",
      "",
      "Exit codes: 0 done, 1 internal error, 2 wrong usage or unreadable input."
    })
public final class QualityCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME",
      description = "problem, orlib-cap, gap, sscflp or neptune.")
  private String format = "";

  @Option(
      names = "--dir",
      required = true,
      paramLabel = "DIR",
      description = "Where instances are, its subdirectories included.")
  private Path directory = Path.of("");

  @Option(
      names = "--csv",
      required = true,
      paramLabel = "FILE",
      description = "Result file; rows are appended.")
  private Path csv = Path.of("");

  @Option(
      names = "--time",
      paramLabel = "DURATION",
      description = "Time of each run (500ms, 10s, 2m). Default: ${DEFAULT-VALUE}.")
  private String time = "10s";

  @Option(names = "--seeds", split = ",", paramLabel = "N", description = "Seeds. Default: 1.")
  private List<Long> seeds = List.of(1L);

  @Option(
      names = "--strategy",
      split = ",",
      paramLabel = "NAME",
      description = "Who plans: auto, exact, greedy, or a baseline; see --list. Default: auto.")
  private List<String> strategies = List.of("auto");

  @Option(
      names = "--list",
      help = true,
      description = "List the names that --strategy takes, and end.")
  private boolean list;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Most threads of a run. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--known",
      paramLabel = "FILE",
      description = "Lines of instance,best: adds the distance to the best known value.")
  private Optional<Path> known = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "NAME",
      description = "What the instances are called in tables. Default: the directory's name.")
  private Optional<String> set = Optional.empty();

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only the instances of these names.")
  private List<String> only = List.of();

  @Option(
      names = "--fork",
      description = "Make each run in a JVM of its own: a crash costs one row.")
  private boolean fork;

  @Option(names = "--single-source", description = "orlib-cap: one warehouse for each customer.")
  private boolean singleSource;

  @Option(
      names = "--capacity",
      paramLabel = "N",
      description = "orlib-cap: what the word \"capacity\" in files stands for.")
  private Optional<Double> capacity = Optional.empty();

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description = "neptune: delay, utilization, delay_and_utilization, or as_filed, the default.")
  private NeptuneObjective objective = NeptuneObjective.AS_FILED;

  QualityCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (list) {
      Contender.names().forEach(spec.commandLine().getOut()::println);
      spec.commandLine().getOut().flush();
      return 0;
    }
    List<Run> runs = runs();
    KnownValues values = known.isPresent() ? KnownValues.read(known.get()) : KnownValues.none();
    ChildProcess child = new ChildProcess(sharedOptions());
    Sweep.Maker maker =
        fork
            ? run -> Run.withDistance(child.make(run), values)
            : run -> run.make(System::nanoTime, values);
    try (RowFile file = RowFile.open(csv)) {
      int made = new Sweep(maker, Watcher.present()).make(runs, file);
      spec.commandLine()
          .getErr()
          .println(made + " runs made, " + (runs.size() - made) + " were there: " + csv);
    }
    return 0;
  }

  private List<Run> runs() throws IOException {
    InstanceFormat.Choices choices =
        new InstanceFormat.Choices(
            singleSource ? Splitting.WHOLE : Splitting.DIVISIBLE, capacity, objective);
    if (!Files.isDirectory(directory)) {
      throw usage("--dir (" + directory + ") must be a directory.");
    }
    List<Contender> contenders = strategies.stream().map(this::contender).toList();
    List<Instance> instances =
        InstanceDirectory.list(directory, instanceFormat(), choices).stream()
            .filter(instance -> only.isEmpty() || only.contains(instance.name()))
            .toList();
    if (instances.isEmpty()) {
      throw usage("--dir (" + directory + ") holds no such instance of the format " + format + ".");
    }
    Path name = directory.toAbsolutePath().normalize().getFileName();
    String called = set.orElse(name == null ? "instances" : name.toString());
    Duration limit = duration();
    List<Run> runs = new ArrayList<>();
    for (Instance instance : instances) {
      for (Contender contender : contenders) {
        for (long seed : seeds) {
          runs.add(new Run(called, instance, contender, new Baseline.Budget(limit, seed, threads)));
        }
      }
    }
    return runs;
  }

  private List<String> sharedOptions() {
    List<String> options =
        new ArrayList<>(List.of("--format", format, "--dir", directory.toString()));
    if (singleSource) {
      options.add("--single-source");
    }
    capacity.ifPresent(each -> options.addAll(List.of("--capacity", each.toString())));
    options.addAll(List.of("--objective", objective.name()));
    return options;
  }

  private InstanceFormat instanceFormat() {
    return InstanceFormat.of(format)
        .orElseThrow(
            () ->
                usage(
                    "--format ("
                        + format
                        + ") must be problem, orlib-cap, gap, sscflp or neptune."));
  }

  private Contender contender(String name) {
    return Contender.named(name.toLowerCase(Locale.ROOT))
        .orElseThrow(
            () ->
                usage(
                    "--strategy ("
                        + name
                        + ") must be one of "
                        + String.join(", ", Contender.names())
                        + "."));
  }

  private Duration duration() {
    try {
      Duration limit =
          time.endsWith("ms")
              ? Duration.ofMillis(Long.parseLong(time.substring(0, time.length() - 2)))
              : Duration.parse("PT" + time);
      if (limit.isPositive()) {
        return limit;
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      throw usage("--time (" + time + ") must be a number and its unit: 500ms, 10s, 2m, 1h.");
    }
    throw usage("--time (" + time + ") must be positive.");
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), "The option " + message);
  }
}
