package dev.continuum.cli;

import dev.continuum.service.proto.ContinuumProto.Continuum;
import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ctl get}. */
@Command(
    name = "get",
    description = {"Tells what a continuum is up to: revisions, plan in force, pins, faults."},
    footer = {"", "Example:", "  ./continuum ctl get city"})
final class CtlGetCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlGetCommand() {}

  @Override
  public Integer call() {
    return connection.continua(
        service -> {
          Continuum found =
              service
                  .getContinuum(GetContinuumRequest.newBuilder().setName(name).build())
                  .getContinuum();
          output.result(ContinuumText.of(found), Wire.json(found));
          return Exit.OK;
        });
  }
}
