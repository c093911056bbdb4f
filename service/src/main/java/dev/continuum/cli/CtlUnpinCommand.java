package dev.continuum.cli;

import dev.continuum.service.proto.ContinuumServiceProto.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ctl unpin}. */
@Command(
    name = "unpin",
    description = {"Lets a pinned function run wherever it may again."},
    footer = {"", "Example:", "  ./continuum ctl unpin city hello"})
final class CtlUnpinCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "Of the continuum.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "FUNCTION", description = "The function.")
  private String function = "";

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  CtlUnpinCommand() {}

  @Override
  public Integer call() {
    return connection.continua(
        service -> {
          UnpinFunctionResponse answer =
              service.unpinFunction(
                  UnpinFunctionRequest.newBuilder().setName(name).setFunction(function).build());
          output.result(
              "Declared revision " + answer.getDeclaredRevision() + ".\n", Wire.json(answer));
          return Exit.OK;
        });
  }
}
