package dev.continuum.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ctl}: the stateful service for people. */
@Command(
    name = "ctl",
    description = {
      "Talks to a service that runs: creates, patches, watches and steers continua.",
      "",
      "Each command finds the leader by itself. CONTINUUM_SERVER and CONTINUUM_TOKEN say where",
      "and who; what the service refuses is told with its code, and exit code 2."
    },
    subcommands = {
      CtlCreateCommand.class,
      CtlGetCommand.class,
      CtlListCommand.class,
      CtlDeleteCommand.class,
      CtlExportCommand.class,
      CtlPatchCommand.class,
      CtlPlanCommand.class,
      CtlPlansCommand.class,
      CtlWatchCommand.class,
      CtlApproveCommand.class,
      CtlRollbackCommand.class,
      CtlPinCommand.class,
      CtlUnpinCommand.class,
      CtlPauseCommand.class,
      CtlResumeCommand.class,
      CtlWhatIfCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum ctl create city datasets/tutorial.yaml",
      "  ./continuum ctl watch city",
      "",
      "./continuum ctl COMMAND --help tells more."
    })
final class CtlCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  CtlCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
