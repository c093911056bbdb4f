package dev.continuum.benchmarks.quality;

import dev.continuum.benchmarks.baseline.Baseline;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.importer.NeptuneObjective;
import dev.continuum.model.workload.Splitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench suite}: the engine on every generated family, each run in a JVM of its own. */
@Command(
    name = "suite",
    description = {
      "Generates instances of every family and runs the engine on each, for as long as its family"
          + " is given: what the tables of docs/benchmarks.md are made of.",
      "",
      "Every run has a JVM of its own, as for who calls the command line; all of them take about"
          + " half an hour. A row that the file holds is not made again, so the same command goes"
          + " on after an interruption."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum bench suite --dir suite --csv suite.csv",
      "  ./continuum bench report suite.csv --into docs/benchmarks.md",
      "",
      "Exit codes: 0 done, 1 internal error, 2 wrong usage or unwritable files."
    })
public final class SuiteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--dir",
      required = true,
      paramLabel = "DIR",
      description = "Where instances are written, or are from before.")
  private Path directory = Path.of("");

  @Option(
      names = "--csv",
      required = true,
      paramLabel = "FILE",
      description = "Result file; rows are appended.")
  private Path csv = Path.of("");

  @Option(
      names = "--sets",
      split = ",",
      paramLabel = "NAME",
      description =
          "Only these: gap, sscflp, cflp, demands, neptune-family, city, metro, region."
              + " Default: all.")
  private List<String> sets = List.of();

  @Option(
      names = "--most",
      paramLabel = "SECONDS",
      description = "Most seconds of a run, for a quick look. Default: as each family is given.")
  private Optional<Long> most = Optional.empty();

  SuiteCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> known = SuiteCase.all().stream().map(SuiteCase::set).distinct().toList();
    for (String set : sets) {
      if (!known.contains(set)) {
        throw usage("--sets (" + set + ") must be one of " + String.join(", ", known) + ".");
      }
    }
    if (most.isPresent() && most.get() < 1) {
      throw usage("--most (" + most.get() + ") must be at least 1.");
    }
    int made = 0;
    try (RowFile file = RowFile.open(csv)) {
      for (String set : sets.isEmpty() ? known : sets) {
        Path of = directory.resolve(set);
        ChildProcess child =
            new ChildProcess(
                List.of("--format", InstanceFormat.PROBLEM.label(), "--dir", of.toString()));
        made += new Sweep(child::make, Watcher.present()).make(runs(set, of, file), file);
      }
    }
    spec.commandLine().getErr().println(made + " runs made: " + csv);
    return 0;
  }

  /** The runs of a set that are not yet made; their instances are written first. */
  private List<Run> runs(String set, Path to, RowFile file) throws IOException {
    make(to);
    InstanceFormat.Choices choices =
        new InstanceFormat.Choices(Splitting.WHOLE, Optional.empty(), NeptuneObjective.AS_FILED);
    List<Run> runs = new ArrayList<>();
    for (SuiteCase each : SuiteCase.all()) {
      if (each.set().equals(set)) {
        Path problem = to.resolve(each.name() + ".yaml");
        Instance instance = new Instance(each.name(), problem, 1, InstanceFormat.PROBLEM, choices);
        Run run = new Run(set, instance, contender(), budget(each));
        if (!file.holds(run.key())) {
          if (!Files.exists(problem)) {
            ProblemFiles.write(each.problem().get(), problem);
          }
          runs.add(run);
        }
      }
    }
    return runs;
  }

  private void make(Path to) {
    try {
      Files.createDirectories(to);
    } catch (IOException e) {
      throw usage(
          "--dir ("
              + directory
              + "): the directory "
              + to
              + " cannot be made ("
              + e.getClass().getSimpleName()
              + "). Maybe name another, or change its permissions.");
    }
  }

  private Baseline.Budget budget(SuiteCase each) {
    long seconds = Math.min(each.seconds(), most.orElse(Long.MAX_VALUE));
    return new Baseline.Budget(
        Duration.ofSeconds(seconds), 1, Runtime.getRuntime().availableProcessors());
  }

  private static Contender contender() {
    return Contender.named("auto").orElseThrow();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
