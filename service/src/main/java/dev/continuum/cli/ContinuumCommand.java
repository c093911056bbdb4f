package dev.continuum.cli;

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
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ContinuumCommand());
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
