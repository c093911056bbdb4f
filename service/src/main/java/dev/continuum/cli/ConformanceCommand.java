package dev.continuum.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code conformance}: whether a platform behaves as its adapter takes it to. */
@Command(
    name = "conformance",
    description = "Checks that a platform behaves as its adapter takes it to behave.",
    subcommands = {ConformanceOpenWhiskCommand.class, ConformanceLambdaCommand.class},
    footer = {
      "",
      "Examples:",
      "  ./continuum conformance openwhisk --apihost http://127.0.0.1:3233",
      "  ./continuum conformance lambda --endpoint http://127.0.0.1:9001"
    })
final class ConformanceCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  ConformanceCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
