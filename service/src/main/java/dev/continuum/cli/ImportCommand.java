package dev.continuum.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code import}: other people's files as problems. */
@Command(
    name = "import",
    description = {
      "Turns instances in other formats, and what platforms tell, into problem files.",
      "",
      "The problem keeps the unit of the instance: solve prints its objective beside the cost."
    },
    subcommands = {
      ImportNeptuneCommand.class,
      ImportEuaCommand.class,
      ImportOrlibCapCommand.class,
      ImportGapCommand.class,
      ImportSscflpCommand.class,
      ImportLimitsCommand.class,
      ImportSizesCommand.class
    },
    footer = {
      "",
      "Example:",
      "  ./continuum import orlib-cap cap41.txt -o cap41.yaml",
      "",
      "./continuum import FORMAT --help tells more."
    })
final class ImportCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  ImportCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
