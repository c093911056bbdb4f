package dev.continuum.benchmarks.quality;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes a run in a JVM of its own, by the same command on one instance: a native library that
 * crashes or hangs costs one row.
 */
final class ChildProcess {

  private static final String MAIN = "dev.continuum.benchmarks.BenchCommand";

  /** A run that takes this much longer than three times what it may is taken to hang. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  /** Up to here runs are compiled as the command line's are: at once, and not profiled. */
  private static final Duration BRIEF = Duration.ofSeconds(5);

  private static final int FEW_CORES = 2;

  private final List<String> sweepOptions;

  /** With the options of the sweep that runs share: format, directory and the like. */
  ChildProcess(List<String> sweepOptions) {
    this.sweepOptions = List.copyOf(sweepOptions);
  }

  Row make(Run run) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("continuum-bench");
    try {
      Path csv = directory.resolve("run.csv");
      Path log = directory.resolve("run.log");
      Process process =
          new ProcessBuilder(command(run, csv))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      if (!ended(process, run)) {
        return Outcome.without(Outcome.Status.HUNG, "killed").into(run.key(), Optional.empty());
      }
      List<Row> rows = process.exitValue() == 0 ? RowFile.read(csv) : List.of();
      return rows.size() == 1
          ? rows.getFirst()
          : Outcome.without(
                  Outcome.Status.CRASHED, "exit " + process.exitValue() + ": " + lastLine(log))
              .into(run.key(), Optional.empty());
    } finally {
      for (String name : List.of("run.csv", "run.log")) {
        Files.deleteIfExists(directory.resolve(name));
      }
      Files.deleteIfExists(directory);
    }
  }

  private static boolean ended(Process process, Run run) throws InterruptedException {
    try {
      Duration most = run.budget().time().multipliedBy(3).plus(GRACE);
      return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private List<String> command(Run run, Path csv) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    if (run.budget().time().compareTo(BRIEF) <= 0
        && Runtime.getRuntime().availableProcessors() <= FEW_CORES) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(List.of("-XX:+SuppressFatalErrorMessage", "-XX:-CreateCoredumpOnCrash"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "quality"));
    command.addAll(sweepOptions);
    command.addAll(List.of("--set", run.set(), "--only", run.instance().name()));
    command.addAll(List.of("--strategy", run.contender().name()));
    command.addAll(List.of("--seeds", Long.toString(run.budget().seed())));
    command.addAll(List.of("--time", run.budget().time().toMillis() + "ms"));
    command.addAll(List.of("--threads", Integer.toString(run.budget().threads())));
    command.addAll(List.of("--csv", csv.toString()));
    return command;
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
    return lines.isEmpty() ? "no output" : lines.getLast();
  }
}
