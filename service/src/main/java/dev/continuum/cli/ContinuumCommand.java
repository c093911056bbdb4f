package dev.continuum.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code continuum}: without a subcommand it prints its own help. */
@Command(
    name = "continuum",
    description = "Places serverless functions on devices, edges and clouds.",
    subcommands = {
      SolveCommand.class,
      EvaluateCommand.class,
      DiffCommand.class,
      ExplainCommand.class,
      SimulateCommand.class,
      A3eCommand.class,
      ValidateCommand.class,
      WarmCommand.class,
      ImportCommand.class,
      GenerateCommand.class,
      ApplyCommand.class,
      DestroyCommand.class,
      ConformanceCommand.class,
      OpenWhiskHostCommand.class,
      ServeCommand.class,
      VersionCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum solve datasets/tutorial.yaml",
      "  ./continuum solve --help",
      "",
      "In the source tree ./continuum also knows:",
      "  test [ARG...]   run every test and check",
      "  bench [ARG...]  run the benchmarks",
      "  build           build now"
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
public final class ContinuumCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private ContinuumCommand() {}

  /**
   * Runs the command line and ends the JVM with its exit code.
   *
   * @param args the arguments as the shell gave them
   */
  public static void main(String[] args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      // Reading every command by reflection takes longer than all the rest of this answer.
      PrintWriter out = writer(FileDescriptor.out);
      out.println(String.join(System.lineSeparator(), new BuildVersion().getVersion()));
      out.flush();
      return;
    }
    CommandLine commandLine =
        commandLine().setOut(writer(FileDescriptor.out)).setErr(writer(FileDescriptor.err));
    System.exit(commandLine.execute(args));
  }

  static CommandLine commandLine() {
    Failures failures = new Failures();
    CommandLine commandLine =
        new CommandLine(new ContinuumCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setAbbreviatedOptionsAllowed(false)
            .setUsageHelpWidth(98)
            .setExecutionStrategy(failures)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures);
    addHelp(commandLine);
    return commandLine;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static void addHelp(CommandLine commandLine) {
    for (CommandLine command : commandLine.getSubcommands().values()) {
      CommandSpec own = command.getCommandSpec();
      if (!own.mixinStandardHelpOptions()) {
        own.mixinStandardHelpOptions(true);
      }
      own.versionProvider(new BuildVersion());
      addHelp(command);
    }
  }

  /** JSON is UTF-8 whatever the locale. */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
