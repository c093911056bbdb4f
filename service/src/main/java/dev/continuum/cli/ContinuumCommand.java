package dev.continuum.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code continuum}: without a subcommand it prints its own help. */
@Command(
    name = "continuum",
    description = "Places serverless functions on devices, edges and clouds.",
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

  private static final List<Class<?>> SUBCOMMANDS =
      List.of(
          SolveCommand.class,
          EvaluateCommand.class,
          DiffCommand.class,
          ExplainCommand.class,
          ReplanCommand.class,
          ParetoCommand.class,
          SimulateCommand.class,
          TrustCommand.class,
          A3eCommand.class,
          ValidateCommand.class,
          WarmCommand.class,
          ImportCommand.class,
          GenerateCommand.class,
          ApplyCommand.class,
          DestroyCommand.class,
          StemCellsCommand.class,
          MetricsCommand.class,
          ProfileCommand.class,
          ConformanceCommand.class,
          OpenWhiskHostCommand.class,
          LambdaHostCommand.class,
          ServeCommand.class,
          AdminCommand.class,
          CtlCommand.class,
          VersionCommand.class);

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
        commandLineFor(args).setOut(writer(FileDescriptor.out)).setErr(writer(FileDescriptor.err));
    System.exit(commandLine.execute(args));
  }

  /** With every command. */
  static CommandLine commandLine() {
    return commandLine(name -> true);
  }

  /**
   * With the one command that the arguments name; of the others only what the list of commands
   * shows, since reading all their options by reflection takes longer than most answers.
   */
  static CommandLine commandLineFor(String... args) {
    String wanted = Stream.of(args).filter(arg -> !arg.startsWith("-")).findFirst().orElse("");
    return commandLine(wanted::equals);
  }

  private static CommandLine commandLine(Predicate<String> whole) {
    CommandLine commandLine = new CommandLine(new ContinuumCommand());
    for (Class<?> subcommand : SUBCOMMANDS) {
      Command description = subcommand.getAnnotation(Command.class);
      if (whole.test(description.name())) {
        CommandLine known = new CommandLine(subcommand);
        addHelp(known);
        commandLine.addSubcommand(description.name(), known);
      } else {
        CommandSpec outline = CommandSpec.create();
        outline.usageMessage().description(description.description());
        commandLine.addSubcommand(description.name(), outline);
      }
    }
    Failures failures = new Failures();
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpWidth(98)
        .setExecutionStrategy(failures)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static void addHelp(CommandLine command) {
    CommandSpec own = command.getCommandSpec();
    if (!own.mixinStandardHelpOptions()) {
      own.mixinStandardHelpOptions(true);
    }
    own.versionProvider(new BuildVersion());
    command.getSubcommands().values().forEach(ContinuumCommand::addHelp);
  }

  /** JSON is UTF-8 whatever the locale. */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
