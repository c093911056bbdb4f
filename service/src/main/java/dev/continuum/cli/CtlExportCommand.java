package dev.continuum.cli;

import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ctl export}. */
@Command(
    name = "export",
    description = {"Prints what is declared, as a problem file."},
    footer = {"", "Example:", "  ./continuum ctl export city -o city.yaml"})
final class CtlExportCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlExportCommand() {}

  @Override
  public Integer call() {
    return connection.client(
        client ->
            ProblemOutput.handedOver(
                ProblemWire.model(client.export(name)), output, java.util.List.of()));
  }
}
