package dev.continuum.benchmarks;

import dev.continuum.benchmarks.micro.MicroCommand;
import dev.continuum.benchmarks.quality.LeakCommand;
import dev.continuum.benchmarks.quality.QualityCommand;
import dev.continuum.benchmarks.quality.ReportCommand;
import dev.continuum.benchmarks.quality.SuiteCommand;
import dev.continuum.benchmarks.replan.ReplanCommand;
import dev.continuum.benchmarks.service.ServiceCommand;
import dev.continuum.benchmarks.simulator.SimulatorCommand;
import dev.continuum.benchmarks.warm.WarmCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code ./continuum bench}. */
@Command(
    name = "bench",
    description = "Measures how good and how fast plans are, beside published systems.",
    subcommands = {
      QualityCommand.class,
      ReportCommand.class,
      ReplanCommand.class,
      MicroCommand.class,
      SimulatorCommand.class,
      WarmCommand.class,
      ServiceCommand.class,
      LeakCommand.class,
      SuiteCommand.class
    },
    footer = {
      "",
      "Example:",
      "  ./continuum bench quality --format orlib-cap --dir cap/ --time 10s --csv cap.csv"
    },
    mixinStandardHelpOptions = true,
    versionProvider = JarVersion.class)
public final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private BenchCommand() {}

  /**
   * Runs the command line and ends the JVM with its exit code: 0 done, 1 our fault, 2 wrong usage
   * or unreadable input.
   *
   * @param args the arguments as the shell gave them
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, for a main and for tests. */
  public static CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine(new BenchCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setAbbreviatedOptionsAllowed(false)
            .setUsageHelpWidth(98)
            .setExecutionExceptionHandler(failures());
    commandLine
        .getSubcommands()
        .values()
        .forEach(
            each ->
                each.getCommandSpec()
                    .mixinStandardHelpOptions(true)
                    .versionProvider(new JarVersion()));
    return commandLine;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static IExecutionExceptionHandler failures() {
    return (e, command, parsed) -> {
      String message = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
      boolean ofInput = e instanceof IOException || e instanceof UncheckedIOException;
      command.getErr().println((ofInput ? "" : "Internal error: ") + message);
      if (!ofInput) {
        e.printStackTrace(command.getErr());
      }
      return ofInput ? 2 : 1;
    };
  }
}
