package dev.continuum.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code continuum}: without a subcommand it prints its own help. */
@Command(
    name = "continuum",
    description = "Places serverless functions on devices, edges and clouds.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
public final class ContinuumCommand implements Runnable {
  @Spec private CommandSpec spec;

  ContinuumCommand(CommandSpec spec) {
    this.spec = spec;
  }

  /**
   * Runs the command line and ends the JVM with its exit code.
   *
   * @param args the arguments as the shell gave them
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ContinuumCommand(CommandSpec.create())).execute(args));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
